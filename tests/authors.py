"""Hypothesis strategies: YAML as different authors write it, with comments, and what it says."""

from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st

ODD = (
    "yes", "no", "1_000", "a: b", "a #b", "- x", "-", "😀 hi", "", "a\nb", "a\n\nb\n", "\na", "a\n\n", " lead",
    "trail ", "true", "~", "it's", 'say "x"', 'both \' "', "a\\b", "x:", "[a", "a, b", "{a", "*a*", "what?", "? x",
    "=", "<<", "2026-01-01", "1:30", "%x", "@x", "`x`", "“q”", "a\tb", "\ta", "é", "#", "# a", "a#b", "|", ">", "!",
    "&a", "---", "...", "a\n  b\nc", "  a\nb", "a \nb", "a\r\nb", "塔", "null", "0x1F", "1e3", ": ", "word",
    "Two words.",
)  # fmt: skip
"""Texts that YAML would read otherwise, were they written as they are."""
TEXTS = st.sampled_from(ODD) | st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff"), max_size=12
)
NAMES = st.sampled_from(("id", "text", "stem", "key", "role", "options", "hints", "no", "a b", "x: y", "evidence", "1"))


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)


VALUES: st.SearchStrategy[Any] = st.recursive(TEXTS, _deeper, max_leaves=8)
"""Values that a form may give."""
DOCUMENTS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


class Author:
    """Somebody who writes YAML in a way of their own; each comment has a number."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments = 0
        self.step = random.choice([2, 2, 4, 3])
        self.list_offset = random.choice([0, 2, 2, self.step])
        self.chatty = random.choice([0, 0.15, 0.4])

    def document(self, value: dict[str, Any]) -> str:
        """The text of a whole file."""
        text = self.fields(value, 0) + "\n"
        return text if self.random.random() < 0.8 or _read(text[:-1]) != value else text[:-1]

    def comment(self, column: int) -> str:
        self.comments += 1
        return " " * column + f"# {self.comments}."

    def above(self, column: int) -> str:
        """Comments and empty lines above something."""
        said = ""
        if self.random.random() < self.chatty / 2:
            said += "\n"
        if self.random.random() < self.chatty:
            said += self.comment(column) + "\n" + self.random.choice(["", "", "\n"])
        return said

    def behind(self) -> str:
        return "  " + self.comment(0) if self.random.random() < self.chatty else ""

    def fields(self, value: dict[str, Any], column: int, first_above: bool = True) -> str:
        parts = []
        for at, (name, part) in enumerate(value.items()):
            above = self.above(column) if at or first_above else ""
            parts.append(above + (" " * column if at or first_above else "") + self.field(name, part, column))
        return "\n".join(parts)

    def field(self, name: str, value: Any, column: int) -> str:
        head = self.scalar(name, 0, (None, "'", '"')) + ":"
        if isinstance(value, dict) and value and self.is_block():
            return head + self.behind() + "\n" + self.fields(value, column + self.step)
        if isinstance(value, list) and value and self.is_block():
            return head + self.behind() + "\n" + self.entries(value, column + self.list_offset)
        return head + self.leaf(value, column + self.step)

    def entries(self, value: list[Any], column: int) -> str:
        return "\n".join(self.above(column) + " " * column + self.entry(part, column) for part in value)

    def entry(self, value: Any, column: int) -> str:
        if isinstance(value, dict) and value and self.is_block():
            if self.random.random() < 0.1:
                return "-" + self.behind() + "\n" + self.fields(value, column + 2)
            return "- " + self.fields(value, column + 2, first_above=False)
        return "-" + self.leaf(value, column + 2)

    def leaf(self, value: Any, column: int) -> str:
        if isinstance(value, str):
            written = self.scalar(value, column)
            if written[:1] in ("|", ">"):
                head, _, rest = written.partition("\n")
                return f" {head}{self.behind()}\n{rest}"
            return f" {written}{self.behind()}" if written else self.behind()
        return " " + self.flow(value) + self.behind()

    def is_block(self) -> bool:
        return self.random.random() < 0.8

    def flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.quoted(name)}: {self.flow(part)}" for name, part in value.items()) + "}"
        if isinstance(value, list):
            return (
                "[" + ", ".join(self.flow(part) for part in value) + self.random.choice(["]", " ]"] if value else ["]"])
            )
        return self.quoted(value)

    def quoted(self, text: str) -> str:
        if text.isalpha() and text.isascii() and self.random.random() < 0.5:
            return text
        return str(yaml.dump(text, default_style='"', allow_unicode=True, width=2**30)).rstrip("\n")

    def scalar(self, text: str, column: int, styles: tuple[str | None, ...] = (None, None, "'", '"', "|", ">")) -> str:
        """`text` in a style in which it can be written."""
        for style in self.random.sample(styles, len(styles)):
            if style is None:
                written = text
            elif style in ("|", ">"):
                body = str(yaml.dump([text], default_style=style, allow_unicode=True, width=30))[2:]
                head, _, lines = body.partition("\n")
                if "+" in head or head[1:2].isdigit():
                    continue
                rest = lines.rstrip("\n").split("\n")
                written = head + "".join(f"\n{' ' * column + line[2:] if line.strip() else ''}" for line in rest)
            elif "\n" in text or "\r" in text:
                continue
            else:
                written = str(yaml.dump(text, default_style=style, allow_unicode=True, width=2**30)).rstrip("\n")
            indent = " " * max(column - 1, 0)
            if _read(
                f"{indent}a: {written}  # c\n{indent}b: c\n"
                if style not in ("|", ">")
                else f"{indent}a: {written}\n{indent}b: c\n"
            ) == {"a": text, "b": "c"}:
                return written
        return str(yaml.dump(text, default_style='"', allow_unicode=True, width=2**30)).rstrip("\n")


def _read(text: str) -> Any:
    try:
        return yaml.load(text, yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


SEEDS = st.integers(0, 2**32)


@st.composite
def authored(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A text, and what it says."""
    value = draw(DOCUMENTS)
    text = Author(Random(draw(SEEDS))).document(value)
    return text, value
