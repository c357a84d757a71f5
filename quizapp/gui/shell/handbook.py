"""The handbook: the guides of `docs/`, as pages of the help.

The same files are the pages of the site. Here they are shown as a passage is, so a table becomes a list, a block of
code a paragraph with its lines, and a link to another page of the handbook opens that one. Pictures are left out: what
they show is this program.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from quizapp.paths import handbook_dir, questions_dir

HANDBOOK = "handbook"
"""The page of the help that lists the handbook's own."""
_FILES = ("learners", "teachers", "marks", "safety", "editor", "authors", "exchange", "accessibility", "glossary")
_CODE = re.compile(r"(^```.*?^```$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)\)")
_PICTURE = re.compile(r"^!\[[^\]\n]*\]\([^)\n]*\)$\n?", re.MULTILINE)
_CONTENTS = re.compile(r"^(?:\[[^\]\n]*\]\(#[^)\n]*\)[ ·]*\n?){3,}$\n?", re.MULTILINE)
"""The contents of a page, which lead to its own headings."""
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^\|(?: *:?-+:? *\|)+$")


@cache
def handbook_pages() -> tuple[str, ...]:
    """Give the names of the pages that are there, in their order, such as ``handbook/teachers``."""
    return tuple(f"{HANDBOOK}/{name}" for name in _FILES if _file(name).is_file())


def _file(name: str) -> Path:
    return questions_dir() / "README.md" if name == "authors" else handbook_dir() / f"{name}.md"


@cache
def handbook_title(page: str) -> str:
    """Give the title of a page, which is its first line."""
    with _file(page.partition("/")[2]).open(encoding="utf-8") as file:
        return file.readline().removeprefix("# ").strip()


def handbook_text(page: str, arrow: str, home: str) -> str:
    """Give the Markdown of a page as a passage has it.

    Args:
        arrow: what stands before the title of a page that is opened by a click.
        home: the title of the list of all pages, which is led to at the end.
    """
    text = _file(page.partition("/")[2]).read_text("utf-8")
    text = _CONTENTS.sub("", _PICTURE.sub("", text))
    pieces = _CODE.split(text)
    pieces[::2] = [_LINK.sub(lambda found: _linked(found[1], found[2], arrow), piece) for piece in pieces[::2]]
    pieces[1::2] = [_lines(piece) if piece.startswith("```") else piece for piece in pieces[1::2]]
    return "\n".join(_without_tables("".join(pieces).split("\n"))) + f"\n\n{arrow}{home}\n"


def _linked(words: str, target: str, arrow: str) -> str:
    """Give a link as words: the title of the page that it leads to, behind the arrow, or nothing but its own words."""
    name = Path(target.partition("#")[0]).stem.replace("README", "authors")
    page = f"{HANDBOOK}/{name}"
    if "://" in target or page not in handbook_pages():
        return words
    title = handbook_title(page)
    return arrow + title if words == title else f"{words} ({arrow}{title})"


def _lines(block: str) -> str:
    """Give a block of code as one paragraph, each of whose lines is code."""
    lines = block.split("\n")[1:-1]
    shown = [_as_code(line) if line.strip() else "" for line in lines]
    return "\\\n".join(line or "\u00a0" for line in shown)


def _as_code(line: str) -> str:
    bare = line.lstrip(" ")
    ticks, pad = ("``", " ") if "`" in bare else ("`", "")
    indent = "\u00a0" * (len(line) - len(bare))
    return f"{ticks}{pad}{indent}{bare}{pad}{ticks}"


def _without_tables(lines: list[str]) -> Iterator[str]:
    """Give `lines` with each row of a table as an entry of a list: its first cell, and what stands beside it."""
    heads: list[str] = []
    for at, line in enumerate(lines):
        if not line.startswith("|"):
            heads = []
            yield line
        elif _RULE.match(line):
            continue
        elif at + 1 < len(lines) and _RULE.match(lines[at + 1]):
            heads = _cells(line)
        else:
            first, *others = _cells(line)
            named = [
                f"*{head}:* {cell}" if head and len(heads) > 2 else cell
                for head, cell in zip(heads[1:], others, strict=False)
                if cell not in ("", "–")
            ]
            key = first if first.startswith(("*", "`", "[")) else f"**{first}**" if first else ""
            yield f"- {key}{': ' if key and named else ''}{'; '.join(named)}"


def _cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(row.strip())[1:-1]]
