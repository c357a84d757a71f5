"""A sheet as Markdown (CommonMark), to be read as it is, edited, or made into a document by another program.

Whatever stands in a text stays a text: signs of Markdown and of HTML are escaped.
"""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from markdown_it import MarkdownIt

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.passage import Block
from quizapp.domain.runs import InlineText, Run, merged, runs_of
from quizapp.interchange.losses import LossReport
from quizapp.interchange.sheets import lines_of, losses_of, numbered, texts_of
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.reports.bank_sheet import bank_sheet, key_rows
from quizapp.reports.paper_forms import (
    Blank,
    Boxes,
    Bracket,
    Choices,
    Element,
    Frame,
    Grid,
    Heading,
    Lines,
    Task,
    Text,
    Words,
)
from quizapp.reports.paper_sheet import KeyQuestion, SheetQuestion

_BOX = "☐"
_SIGNS = re.compile(r"[\\`*_\[\]<>&|~#$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_START = re.compile(r"^(\d{1,9})([.)])|^([-+=])")
_LONG_LINE, _SHORT_LINE = r"\_" * 40, r"\_" * 12
_READER = MarkdownIt("commonmark")


class MarkdownSheetExporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        own = texts_of(bank)
        sheet = bank_sheet(bank, own)
        blocks = [f"# {_in_line(sheet.title)}", _lines(sheet.description), _lines(sheet.facts), _lines(sheet.source)]
        if sheet.passage is not None:
            blocks.append(f"## {_in_line(sheet.passage.title)}" if sheet.passage.title else "")
            blocks += _passage(numbered(sheet).blocks)
        blocks.append(f"## {_in_line(own('Questions'))}")
        blocks += (block for question in sheet.questions for block in _question(question))
        blocks.append(f"## {_in_line(own('Answer key'))}")
        for question in sheet.key:
            blocks += _answer(question, key_rows(question, own))
        target.write(("\n\n".join(filter(None, blocks)) + "\n").encode())
        return losses_of(bank, progress, has_images=False, has_language=False)


# texts


def escaped_markdown(text: str) -> str:
    """One line of `text` in which no sign means anything in Markdown or HTML."""
    return _START.sub(_escaped_start, _SIGNS.sub(r"\\\g<0>", text))


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"


def _line(text: str) -> str:
    """One line with its emphasis, which is left out where no signs for it would be read so."""
    runs = runs_of(text)
    if all(run.is_plain for run in runs):
        return escaped_markdown(text)
    for star in ("*", "_"):
        typed = "".join(_signed(run, star) for run in runs)
        if not (runs[0].emphasis or runs[0].strong):
            typed = _START.sub(_escaped_start, typed)
        if _read(typed) == merged(list(runs)):
            return typed
    return escaped_markdown(str(text))


def _signed(run: Run, star: str) -> str:
    if run.code:
        ticks = "`" * (1 + max(map(len, re.findall("`+", run.text)), default=0))
        pad = " " if run.text[:1] in "` " or run.text[-1:] in "` " else ""
        inner = f"{ticks}{pad}{run.text}{pad}{ticks}"
    else:
        inner = _SIGNS.sub(r"\\\g<0>", run.text)
    around = star * run.emphasis + "**" * run.strong
    return around + inner + around[::-1]


def _read(typed: str) -> tuple[Run, ...] | None:
    """The runs that a reader of CommonMark sees in a line; None where it is more than a paragraph with emphasis."""
    tokens = _READER.parse(typed)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    runs: list[Run] = []
    emphasis = strong = 0
    for token in tokens[1].children or ():
        match token.type:
            case "text" | "code_inline":
                runs.append(Run(token.content, emphasis > 0, strong > 0, token.type == "code_inline"))
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
            case _:
                return None
    return merged([run for run in runs if run.text])


def _lines(text: str, indent: str = "") -> str:
    """A text with its line ends, each but the first line `indent`ed; an empty line begins a paragraph."""
    shown = "\n\n".join("\\\n".join(lines) for lines in _paragraphs(map(_line, lines_of(text))))
    return re.sub(r"\n(?=.)", "\n" + indent, shown)


def _paragraphs(lines: Iterator[str]) -> Iterator[list[str]]:
    found: list[str] = []
    for line in lines:
        if line:
            found.append(line)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _in_line(text: str) -> str:
    return " ".join(filter(None, map(_line, lines_of(text))))


# the passage


def _passage(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        text = InlineText(block.runs)
        match block.kind:
            case "image":
                yield _image(block.image) if block.image is not None else ""
            case "heading":
                yield "#" * block.level + " " + _in_line(text)
            case "quotation":
                yield "> " * block.level + _lines(text, "> " * block.level)
            case "item":
                indent = "    " * block.level
                marker = "-" if block.marker == "•" else block.marker
                yield (indent[4:] + marker.ljust(4) if marker else indent) + _lines(text, indent)
            case _:
                yield _lines(text)


def _image(image: Image) -> str:
    """The words that stand for an image."""
    return escaped_markdown(f"[{' '.join(image.alt.split())}]")


# questions


def _question(question: SheetQuestion) -> Iterator[str]:
    yield f"**{question.number}.** {_lines(question.stem)}"
    yield escaped_markdown(f"({question.points})")
    if question.image is not None:
        yield _image(question.image)
    for element in question.form:
        yield _element(element)


def _element(element: Element) -> str:
    match element:
        case Task(text):
            return _lines(text)
        case Heading(name, stem):
            return f"**{_in_line(name)}**\n\n{_lines(stem)}"
        case Choices(entries):
            return _list(f"{_BOX} **{_in_line(name)}** {_lines(text, '  ')}" for name, text in entries)
        case Boxes(entries):
            return _list(f"{_SHORT_LINE[:6]} {name and name + '. '}{_lines(text, '  ')}" for name, text in entries)
        case Frame(entries):
            return _list((f"**{_in_line(name)}** {_lines(text, '  ')}" for name, text in entries), "*")
        case Grid(columns, rows):
            heads = _list(f"**{_in_line(name)}** {_lines(text, '  ')}" for name, text in columns)
            boxes = " ".join(f"{_BOX} {_in_line(name)}" for name, _ in columns)
            return heads + "\n\n" + "\n\n".join(f"{boxes}: {_lines(row)}" for row in rows)
        case Lines(_, is_short, after):
            return f"{_SHORT_LINE if is_short else _LONG_LINE} {escaped_markdown(after)}".rstrip()
        case Text(pieces):
            return "\\\n".join(filter(None, "".join(map(_piece, pieces)).split("\n")))
        case Words(pieces):
            return " ".join(f"{_in_line(text)}{f' ({number})' if number else ''}" for number, text in pieces)


def _list(entries: Iterator[str], sign: str = "-") -> str:
    """A list; another `sign` than that of the list before begins a new one."""
    return "\n".join(f"{sign} {entry}" for entry in entries)


def _piece(piece: str | Blank | Bracket) -> str:
    match piece:
        case Blank(number, is_short):
            return f"({number}) {_SHORT_LINE[:6] if is_short else _SHORT_LINE}"
        case Bracket(number, entries):
            options = " / ".join(f"{_BOX} **{_in_line(name)}** {_in_line(text)}" for name, text in entries)
            return rf"({number}) \[{options}\]"
        case _:
            return "\n".join(_kept_ends(line) for line in piece.split("\n"))


def _kept_ends(line: str) -> str:
    """A line between gaps, with the spaces at its ends."""
    inner = line.strip()
    start = " " if line[:1].isspace() else ""
    end = " " if line[-1:].isspace() and inner else ""
    return start + _in_line(line) + end


# the key


def _answer(question: KeyQuestion, rows: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    number, _ = question.typed[""]
    yield f"**{number}.** {_lines(question.stem)}"
    yield _list(f"{_in_line(name)}: {_in_line(text)}" for name, texts in rows for text in texts)
