"""A sheet as a page of HTML, to read and print: one file with its images, no script, nothing from elsewhere."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import BinaryIO

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.runs import runs_of
from quizapp.interchange.losses import LossReport
from quizapp.interchange.markup import html_of_passage, html_of_runs
from quizapp.interchange.sheets import is_right_to_left, losses_of, numbered, texts_of
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
from quizapp.texts import Texts

_STYLE = """
html { background: #fff; color: #1a1a1a; }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, .task, .points, .facts, .row-name, table { font-family: Arial, Helvetica, sans-serif; }
h1 { line-height: 1.2; } h2 { border-bottom: 2px solid #555; margin-top: 2.5rem; }
.facts, .points, .task, .row-name, figcaption { color: #555; font-size: .9rem; }
.question, .answer, figure, tr { break-inside: avoid; } h2, h3, .stem { break-after: avoid; }
.question, .answer { margin: 1.75rem 0; } .stem { font-weight: bold; }
ul.boxes, ul.frame { list-style: none; padding: 0; } ul.boxes li { margin: .3rem 0; }
ul.frame { border: 1px solid #555; padding: .4rem .8rem; }
ul.row li { display: inline-block; margin-inline-end: 1.5rem; }
.line { border-bottom: 1px solid #555; height: 1.9rem; } .short { max-width: 14rem; }
.gap { border-bottom: 1px solid #555; display: inline-block; min-width: 7rem; } .gap.small { min-width: 2.5rem; }
table { border-collapse: collapse; } th, td { border: 1px solid #999; padding: .25rem .6rem; text-align: start; }
td.box { text-align: center; } .word { margin-inline-end: .6rem; display: inline-block; }
img { max-width: 100%; max-height: 22cm; } figure { margin: 1rem 0; }
blockquote { border-inline-start: 3px solid #999; margin-inline: 0; padding-inline-start: 1rem; }
.row-name { margin: .5rem 0 0; } .row-text { margin: 0 0 .2rem; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; padding: 0; } .key { break-before: page; } }
@page { margin: 2cm; }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_BOX = "☐"


class HtmlSheetExporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        target.write(_Page(bank, texts_of(bank)).text().encode())
        return losses_of(bank, progress, has_images=True, has_language=True)


class _Page:
    """Makes the page of a bank; `own` are the words of the program."""

    def __init__(self, bank: Bank, own: Texts) -> None:
        self._images: Mapping[str, bytes] = bank.images
        self._sheet = bank_sheet(bank, own)
        self._language = bank.language
        self._own = own
        said = own.language.replace("_", "-")
        self._said = "" if bank.language.partition("-")[0] == said.partition("-")[0] else f' lang="{said}" dir="ltr"'

    def text(self) -> str:
        sheet = self._sheet
        first = "".join(block.text for block in sheet.passage.blocks[:3]) if sheet.passage else sheet.title
        direction = "rtl" if is_right_to_left(first) else "ltr"
        lines = [
            "<!DOCTYPE html>",
            f'<html lang="{escape(self._language)}" dir="{direction}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(sheet.title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<header>",
            f'<h1 dir="auto">{escape(sheet.title)}</h1>',
            *(f'<p dir="auto">{_text(sheet.description)}</p>' for _ in filter(None, [sheet.description])),
            f'<p class="facts"{self._said}>{escape(sheet.facts)}</p>',
            *(f'<p class="facts" dir="auto">{escape(sheet.source)}</p>' for _ in filter(None, [sheet.source])),
            "</header>",
            "<main>",
            *self._passage(),
            f"<section>\n<h2{self._said}>{escape(self._own('Questions'))}</h2>",
            *(line for question in sheet.questions for line in self._question(question)),
            "</section>",
            f'<section class="key">\n<h2{self._said}>{escape(self._own("Answer key"))}</h2>',
            *(line for question in sheet.key for line in self._answer(question)),
            "</section>",
            "</main>",
            "</body>",
            "</html>",
        ]
        return "\n".join(lines) + "\n"

    def _passage(self) -> Iterator[str]:
        passage = self._sheet.passage
        if passage is None:
            return
        yield "<section>"
        if passage.title:
            yield f'<h2 dir="auto">{escape(passage.title)}</h2>'
        yield html_of_passage(numbered(self._sheet), self._address)
        yield "</section>"

    def _address(self, file: str) -> str:
        """The image itself, as an address."""
        data = self._images.get(file, b"")
        kind = "png" if data.startswith(b"\x89PNG") else "jpeg" if data.startswith(b"\xff\xd8") else "webp"
        return f"data:image/{kind};base64,{b64encode(data).decode()}"

    def _figure(self, image: Image) -> Iterator[str]:
        yield f'<figure><img src="{self._address(image.file)}" alt="{escape(image.alt)}">'
        if image.caption:
            yield f'<figcaption dir="auto">{escape(image.caption)}</figcaption>'
        yield "</figure>"

    def _question(self, question: SheetQuestion) -> Iterator[str]:
        yield '<div class="question">'
        yield f'<p class="stem" dir="auto">{question.number}. {_text(question.stem)}</p>'
        yield f'<p class="points"{self._said}>{escape(question.points)}</p>'
        if question.image is not None:
            yield from self._figure(question.image)
        for element in question.form:
            yield from self._element(element)
        yield "</div>"

    def _element(self, element: Element) -> Iterator[str]:
        match element:
            case Task(text):
                yield f'<p class="task"{self._said}>{escape(text)}</p>'
            case Heading(name, stem):
                yield f'<p class="task"{self._said}>{escape(name)}</p>'
                yield f'<p class="stem" dir="auto">{_text(stem)}</p>'
            case Choices(entries):
                yield from _list("boxes", (f"{_BOX} <b>{escape(name)}</b> {_text(text)}" for name, text in entries))
            case Boxes(entries):
                yield from _list(
                    "boxes",
                    (
                        f'<span class="gap small"></span> {escape(name and name + ".")} {_text(text)}'
                        for name, text in entries
                    ),
                )
            case Frame(entries, in_a_row):
                kind = "frame row" if in_a_row else "frame"
                yield from _list(kind, (f"<b>{escape(name)}</b> {_text(text)}" for name, text in entries))
            case Grid(columns, rows):
                yield from _grid(columns, rows)
            case Lines(rows, is_short, after):
                if is_short:
                    yield f'<p><span class="gap short"></span> {escape(after)}</p>'
                else:
                    yield from ['<div class="line"></div>'] * rows
            case Text(pieces):
                yield f'<p dir="auto">{"".join(map(_piece, pieces))}</p>'
            case Words(pieces):
                words = (
                    f'<span class="word">{escape(text)}{f"<sub>{number}</sub>" if number else ""}</span>'
                    for number, text in pieces
                )
                yield f'<p dir="auto">{" ".join(words)}</p>'

    def _answer(self, question: KeyQuestion) -> Iterator[str]:
        number, _ = question.typed[""]
        yield '<div class="answer">'
        yield f'<p class="stem" dir="auto">{number}. {_text(question.stem)}</p>'
        for name, texts in key_rows(question, self._own):
            yield f'<p class="row-name" dir="auto">{_text(name)}</p>'
            yield from (f'<p class="row-text" dir="auto">{_text(text)}</p>' for text in texts)
        yield "</div>"


def _text(text: str) -> str:
    return html_of_runs(runs_of(text))


def _list(kind: str, entries: Iterable[str]) -> Iterator[str]:
    yield f'<ul class="{kind}">'
    yield from (f'<li dir="auto">{entry}</li>' for entry in entries)
    yield "</ul>"


def _grid(columns: tuple[tuple[str, str], ...], rows: tuple[str, ...]) -> Iterator[str]:
    heads = "".join(f'<th scope="col" dir="auto">{escape(name)}: {_text(text)}</th>' for name, text in columns)
    yield f"<table>\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>"
    boxes = f'<td class="box">{_BOX}</td>' * len(columns)
    yield from (f'<tr><th scope="row" dir="auto">{_text(row)}</th>{boxes}</tr>' for row in rows)
    yield "</tbody>\n</table>"


def _piece(piece: str | Blank | Bracket) -> str:
    match piece:
        case Blank(number, is_short):
            return f'({escape(number)}) <span class="gap{" small" if is_short else ""}"></span>'
        case Bracket(number, entries):
            options = " / ".join(f"{_BOX} <b>{escape(name)}</b> {_text(text)}" for name, text in entries)
            return f"({escape(number)}) [{options}]"
        case _:
            return _text(piece)
