"""Values written as YAML as a person would write them, in the way of the file that they come into."""

import re
import textwrap
from collections import Counter
from collections.abc import Mapping
from io import StringIO
from typing import Any, NamedTuple

import yaml
from yaml.emitter import Emitter
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from quizapp.formats.outline import Node
from quizapp.formats.yaml_events import FORBIDDEN, MAX_DEPTH, Raw

_STEP = 2
_LONGEST_FLOW = 80
"""Characters of a list that is written in brackets, or of several lines that stay on one within quotation marks."""
_LONGEST_LINE = 120
_FOLDED = 100
"""Characters of the lines of a text that is too long for one, without their indent."""
_SHORT = re.compile(r"[\w-]{1,20}")
"""An entry of a list that is written in brackets where the file does not show otherwise."""
_IN_BRACKETS = frozenset(("columns", "categories", "covers", "forms", "paragraphs", "words"))
_FEW_WORDS = re.compile(r"[\w’'-]+(?: [\w’'-]+){0,3}")
"""An entry of one of these lists where it is written in brackets, too."""
_NO_TEXTS = frozenset(("key", "points", "weight", "cost", "share", "shuffle", "pinned", "not_stated", "reuse", "select",
    "occurrence", "time_limit", "format", "level_locked", "glossary_in_test", "tolerance", "within", "factor", "slips",
    "unit_required", "least", "most", "paragraphs", "exponents", "case", "accents", "punctuation",
    "blueprint", "others", "bundled", "editing"))  # fmt: skip
"""Fields that hold truth values and numbers: these are not texts that only look so."""
_NO_TEXT = re.compile(r"true|false|-?\d+(?:\.\d+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")

_emitter: Any = Emitter(StringIO(), allow_unicode=True)
_resolver: Any = Resolver()
_YAML_TEXT = "tag:yaml.org,2002:str"
_NEWER_NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+")
"""A number to readers of YAML 1.2, some of which PyYAML takes for texts."""


def as_raw(value: Any, depth: int = 0) -> Raw:
    """`value` as it is read from YAML: mappings, lists and texts.

    Raises:
        ValueError: it is deeper than can be read.
    """
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    if isinstance(value, Mapping):
        return {_legible(str(name)): as_raw(part, depth + 1) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [as_raw(part, depth + 1) for part in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return _legible(str(value))


def _legible(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


class OldText(NamedTuple):
    """A text that is replaced, and whether a comment is behind it: without quotation marks, that looks like text."""

    text: str
    style: str
    has_comment: bool


class Style:
    """The way in which a file is written, as far as it shows one: quotation marks, indents, lists in brackets."""

    def __init__(self, text: str, root: Node | None) -> None:
        quotes: Counter[str] = Counter()
        steps: Counter[int] = Counter()
        offsets: Counter[int] = Counter()
        self._in_brackets: dict[str, bool] = {}
        waiting = [] if root is None else [("", root)]
        while waiting:
            name, node = waiting.pop()
            quotes[node.style] += 1
            if node.entries and name:
                self._in_brackets.setdefault(name, node.is_flow)
            if node.children and name and not node.is_flow:
                indents = offsets if node.fields is None else steps
                indents[column_of(text, node.start) - column_of(text, node.whole_start)] += 1
            waiting += node.fields.items() if node.fields is not None else (("", each) for each in node.entries or ())
        self.quote = "'" if quotes["'"] > quotes['"'] else '"'
        self.step = max(steps, key=lambda each: steps[each], default=_STEP)
        self.list_offset = max(offsets, key=lambda each: offsets[each], default=_STEP)

    def scalar(
        self, text: str, column: int, *, name: str = "", old: OldText | None = None, in_flow: bool = False
    ) -> str:
        """`text` as it stands behind ``name:`` or a dash; lines of a block are indented by `column`.

        `old` is the text in whose place it comes, if there is one: quotation marks that its author chose stay.
        """
        style, before = (old.style, old.text) if old is not None and old.text else (None, "")
        if "\n" in text and not in_flow and _can_be_block(text) and not (style == '"' and "\n" in before):
            ending = "" if text.endswith("\n") else "-"
            lines = text.removesuffix("\n").split("\n")
            return f"|{ending}\n" + "\n".join(" " * column + line if line else "" for line in lines)
        analysis = _emitter.analyze_scalar(text)
        quotable = analysis.allow_single_quoted and not analysis.multiline and not FORBIDDEN.search(text)
        is_long = column + len(name) + len(text) > _LONGEST_LINE and style in (None, ">") and not in_flow
        if is_long and quotable and "  " not in text and text.strip() == text:
            return ">-\n" + textwrap.indent(_folded(text), " " * column)
        is_chosen = style in ("'", '"') and _can_be_plain(before, name, in_flow)
        is_chosen |= old is not None and old.has_comment and old.style in ("'", '"')
        if quotable and not is_chosen and _can_be_plain(text, name, in_flow):
            return text
        if not quotable:
            return _double_quoted(text)
        quote = style if style in ("'", '"') else self.quote
        if quote == '"' and ('"' in text or "\\" in text):
            quote = "'"
        elif quote == "'" and "'" in text and '"' not in text and "\\" not in text:
            quote = '"'
        return _double_quoted(text) if quote == '"' else "'" + text.replace("'", "''") + "'"

    def name(self, name: str, in_flow: bool = False) -> str:
        """The name of a field."""
        return self.scalar(name, -_LONGEST_LINE, in_flow=in_flow) if "\n" not in name else _double_quoted(name)

    def is_in_brackets(self, name: str, entries: list[Any]) -> bool:
        """Says whether a new list of this name is written in brackets."""
        if not all(isinstance(entry, str) and "\n" not in entry for entry in entries):
            return False
        shown = self._in_brackets.get(name)
        usual = _FEW_WORDS if name in _IN_BRACKETS else _SHORT
        short = all(map(usual.fullmatch, entries)) if shown is None else shown
        return short and sum(len(entry) + 2 for entry in entries) <= _LONGEST_FLOW

    def flow(self, value: Raw, name: str = "", old: OldText | None = None) -> str:
        """`value` within brackets."""
        if isinstance(value, dict):
            fields = (f"{self.name(field, True)}: {self.flow(part, field)}" for field, part in value.items())
            return "{" + ", ".join(fields) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(part, name) for part in value) + "]"
        return self.scalar(value, 0, name=name, old=old, in_flow=True)

    def behind_name(self, value: Raw, name: str, column: int, old: OldText | None = None) -> str:
        """Write what stands behind ``name:``, whose first character is in `column`, with the space before it."""
        if isinstance(value, dict) and value:
            return "\n" + " " * (column + self.step) + self.fields(value, column + self.step)
        if isinstance(value, list) and value and not self.is_in_brackets(name, value):
            inner = column + self.list_offset
            return "\n" + " " * inner + self.entries(value, inner)
        if isinstance(value, str):
            return " " + self.scalar(value, column + self.step, name=name, old=old)
        return " " + self.flow(value, name)

    def field(self, name: str, value: Raw, column: int) -> str:
        """A field whose name begins in `column`."""
        return f"{self.name(name)}:{self.behind_name(value, name, column)}"

    def fields(self, value: Mapping[str, Raw], column: int) -> str:
        """Fields whose names begin in `column`; the indent of the first is not in it."""
        return ("\n" + " " * column).join(self.field(name, part, column) for name, part in value.items())

    def behind_dash(self, value: Raw, column: int, old: OldText | None = None) -> str:
        """Write what stands behind a dash in `column`, with the space before it."""
        if isinstance(value, dict) and value:
            return " " + self.fields(value, column + 2)
        if isinstance(value, list) and value and not self.is_in_brackets("", value):
            return " " + self.entries(value, column + 2)
        if isinstance(value, str):
            return " " + self.scalar(value, column + 2, old=old)
        return " " + self.flow(value)

    def entries(self, value: list[Any], column: int) -> str:
        """Entries whose dashes are in `column`; the indent of the first is not in it."""
        return ("\n" + " " * column).join("-" + self.behind_dash(part, column) for part in value)


def column_of(text: str, offset: int) -> int:
    """The number of characters before `offset` on its line."""
    return offset - (text.rfind("\n", 0, offset) + 1)


def _folded(text: str) -> str:
    """`text` in lines, each of which ends where a single space was."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _FOLDED:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _can_be_block(text: str) -> bool:
    """Says whether a block of lines says just this text."""
    body = text.removesuffix("\n")
    return (
        not text[:1].isspace()
        and not body.endswith("\n")
        and not re.search("[\r\x85\u2028\u2029\ufeff]", text)
        and not FORBIDDEN.search(text)
        and all(line.strip() or not line for line in body.split("\n"))
        and bool(body.strip())
    )


def _can_be_plain(text: str, name: str, in_flow: bool) -> bool:
    """Says whether `text` needs no quotation marks in the field `name`."""
    analysis = _emitter.analyze_scalar(text)
    plain = analysis.allow_flow_plain if in_flow else analysis.allow_block_plain
    is_no_text = name in _NO_TEXTS and _NO_TEXT.fullmatch(text)
    return bool(text and plain and (is_no_text or _is_text_everywhere(text)))


def _is_text_everywhere(text: str) -> bool:
    """Says whether any reader of YAML takes the plain `text` for a text, not for a number, a date or a truth value."""
    resolved = _resolver.resolve(ScalarNode, text, (True, False))
    return bool(resolved == _YAML_TEXT and not _NEWER_NUMBER.fullmatch(text))


def _double_quoted(text: str) -> str:
    written = yaml.dump(text, default_style='"', allow_unicode=True, width=2**30).rstrip("\n")
    return FORBIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)
