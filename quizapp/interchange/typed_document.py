"""Documents of Word's with questions as teachers type them, with the numbers that Word writes and bold keys."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from quizapp.domain.text import letter, shortened
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.losses import Imported, LossReport
from quizapp.interchange.source import RefusedSourceError, Source, is_document, without_control
from quizapp.interchange.table_reading import Head, Table, TableMaking, head_of
from quizapp.interchange.typed_building import SheetMaking
from quizapp.interchange.typed_labels import ALPHABETS, roman
from quizapp.interchange.typed_lines import Look, TypedLine, Words, joined_words, line_of
from quizapp.interchange.typed_reading import SheetReading
from quizapp.interchange.typed_text import MOST_LINES
from quizapp.interchange.word_document import (
    LEFT_OUT,
    LOST,
    NoDocumentError,
    WordReader,
    WordStyle,
    attribute,
    child,
    children,
    flat,
    is_on,
    local_name,
    on_the_line,
    value_of,
)
from quizapp.interchange.xml_tree import Element
from quizapp.texts import Message

_DEEPEST = 9
_AROUND = re.compile(r"(?:^|/)(?:header|footer|comments)[0-9]{0,3}\.xml$")
_MOST_AROUND = 12
_MOST_BREAKS = 2000
"""The limit of ends of lines within one paragraph."""
_BLACK = ("", "auto", "000000", "none")
_WHITE = ("", "auto", "FFFFFF", "none")


def recognizes(data: bytes) -> bool:
    """Tells whether a file is a document of Word's."""
    return is_document(data)


class TypedDocumentImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                try:
                    sheet = _SheetReader(source.content(name), name)
                    lines = sheet.lines()
                except NoDocumentError:
                    raise RefusedSourceError("source_damaged", name) from None
                if len(lines) > MOST_LINES:
                    raise RefusedSourceError("too_many_lines", name, limit=f"{MOST_LINES:,}")
                reading = SheetReading(lines, wraps=False)
                SheetMaking(making, "paragraph").make(reading.entries, reading.keys)
                for table, head in sheet.tables:
                    TableMaking(making, table, head).make()
                for kind, count in (+sheet.left_out).items():
                    making.note(name, "document_parts", what=Message(LEFT_OUT[kind], {"n": count}))
                if words := sheet.words_around():
                    making.note(name, "text_left_out", text=shortened(words, 300))
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


class _Level:
    """A level of a list: the form of its numbers, the text around them, and the first one."""

    def __init__(self, element: Element) -> None:
        self.form = value_of(element, "numFmt")
        self.text = value_of(element, "lvlText")
        start = value_of(element, "start")
        self.start = int(start) if start.isdecimal() and len(start) < 6 else 1


class _SheetReader(WordReader):
    """Reads the paragraphs of a document as lines of a sheet."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data, name)
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._paragraphs = 0
        self._lines: list[TypedLine] = []
        self.tables: list[tuple[Table, Head]] = []
        """Tables with a row a question."""
        self._read_numbering(f"{self.folder}/numbering.xml")

    def lines(self) -> list[TypedLine]:
        body = child(self.document, "body")
        if body is None:
            raise NoDocumentError
        for element in flat(body):
            tag = local_name(element.tag)
            if tag == "p":
                self._add(self._paragraph_words(element))
            elif tag == "tbl":
                self._table(element)
            elif tag in LOST:
                self.left_out[LOST[tag]] += 1
        return self._lines

    def words_around(self) -> str:
        """The text at the top and at the foot of the pages, and in comments."""
        parts = [part for part in self.archive.names if _AROUND.search(part)]
        found = (_letters(self.xml(part)) for part in parts[:_MOST_AROUND])
        return " ".join(dict.fromkeys(text for text in found if any(map(str.isalpha, text))))

    def _add(self, words: Words) -> None:
        self._paragraphs += 1
        follows = False
        start = 0
        if words.text.count("\n") > _MOST_BREAKS:
            raise RefusedSourceError("xml_too_many", self.name)
        for text in words.text.split("\n"):
            end = start + len(text)
            self._lines.append(line_of(self._paragraphs, words.cut(start, end), follows))
            start, follows = end + 1, True

    # tables

    def _table(self, table: Element) -> None:
        self._lines.append(line_of(self._paragraphs, Words("")))
        rows = [
            [[self._paragraph_words(each) for each in children(cell, "p")] for cell in row] for row in self._rows(table)
        ]
        texts = [["\n".join(words.text for words in cell) for cell in row] for row in rows]
        head = head_of(texts)
        if head is not None and head.columns.is_enough:
            self._paragraphs += sum(len(cell) for row in rows for cell in row)
            self.tables.append((Table(self.name, texts), head))
            return
        for cells in rows:
            filled = [[words for words in cell if words.text.strip()] for cell in cells]
            if all(len(cell) < 2 for cell in filled):
                self._paragraphs += sum(map(len, cells))
                whole = joined_words([cell[0] if cell else Words("") for cell in filled], "\t")
                self._lines.append(line_of(self._paragraphs, whole))
            else:
                for cell in cells:
                    for words in cell:
                        self._add(words)
        self._lines.append(line_of(self._paragraphs, Words("")))

    def _rows(self, table: Element) -> Iterator[list[Element]]:
        for row in flat(table):
            if local_name(row.tag) == "tr":
                cells = [cell for cell in flat(row) if local_name(cell.tag) == "tc"]
                self.left_out["table"] += sum(1 for cell in cells for _ in children(cell, "tbl"))
                yield cells

    # words

    def _paragraph_words(self, paragraph: Element) -> Words:
        properties = child(paragraph, "pPr")
        style = self.style_of(value_of(properties, "pStyle"))
        texts: list[str] = []
        looks: list[tuple[int, Look]] = []
        size = 0
        for element in flat(paragraph):
            tag = local_name(element.tag)
            if tag in LOST:
                self.left_out[LOST[tag]] += 1
            elif tag == "r":
                text = self._run_text(element)
                if text:
                    look = self._look(element, style)
                    if not looks or looks[-1][1] != look:
                        looks.append((size, look))
                    texts.append(text)
                    size += len(text)
        self.count(size, len(looks) + 1)
        words = Words("".join(texts), tuple(looks) if any(look != Look() for _, look in looks) else ())
        label = self._label(properties, style)
        if not label or not words.text.strip():
            return words
        return Words(label + words.text, ((0, Look()), *((at + len(label), look) for at, look in words.looks)))

    def _look(self, run: Element, style: WordStyle) -> Look:
        looks = child(run, "rPr")
        if looks is None or not looks.children:
            return Look(style.emphasis, style.strong)
        marks = {local_name(each.tag): each for each in looks.children}
        character = self.style_of(attribute(marks.get("rStyle"), "val")) if "rStyle" in marks else WordStyle()
        shade = attribute(marks.get("shd"), "fill")
        colors = [attribute(marks.get(name), "val") for name in ("highlight", "color") if name in marks]
        return Look(
            is_on(looks, "i", style.emphasis or character.emphasis)
            if "i" in marks or "rStyle" in marks
            else style.emphasis,
            is_on(looks, "b", style.strong or character.strong) if "b" in marks or "rStyle" in marks else style.strong,
            attribute(marks.get("u"), "val") not in ("", "none"),
            next((each for each in [*colors, "" if shade in _WHITE else shade] if each not in _BLACK), ""),
            attribute(marks.get("vertAlign"), "val") in ("superscript", "subscript"),
        )

    def _run_text(self, run: Element) -> str:
        texts = []
        for element in run.children:
            match local_name(element.tag):
                case "rPr" if is_on(element, "vanish"):
                    return ""
                case "t":
                    texts.append(without_control(element.text).replace("\n", " "))
                case "tab" | "ptab":
                    texts.append("\t")
                case "br" | "cr":
                    texts.append("\n")
                case "noBreakHyphen":
                    texts.append("\u2011")
                case "AlternateContent":
                    self.left_out["drawing"] += 1
                case tag if tag in LOST:
                    self.left_out[LOST[tag]] += 1
        return on_the_line("".join(texts), child(run, "rPr"))

    # the numbers that Word writes

    def _read_numbering(self, part: str) -> None:
        if part not in self.archive.names:
            return
        root = self.xml(part)
        for each in children(root, "abstractNum"):
            self._levels[attribute(each, "abstractNumId")] = {
                int(attribute(level, "ilvl")): _Level(level)
                for level in children(each, "lvl")
                if attribute(level, "ilvl").isdecimal() and len(attribute(level, "ilvl")) == 1
            }
        for each in children(root, "num"):
            id_ = attribute(each, "numId")
            self._list_of[id_] = value_of(each, "abstractNumId")
            for override in children(each, "lvlOverride"):
                start, level = value_of(override, "startOverride"), attribute(override, "ilvl")
                if start.isdecimal() and len(start) < 6 and level.isdecimal() and len(level) == 1:
                    self._restarts[id_, int(level)] = int(start)

    def _label(self, properties: Element | None, style: WordStyle) -> str:
        """The number or sign that Word writes before a paragraph, with a tab after it."""
        numbering = child(properties, "numPr")
        id_ = value_of(numbering, "numId") if numbering is not None else style.list_id
        abstract = self._list_of.get(id_)
        if not id_ or id_ == "0" or abstract is None:
            return ""
        depth = value_of(numbering, "ilvl")
        at = int(depth) if depth.isdecimal() and len(depth) == 1 else 0
        levels = self._levels.get(abstract, {})
        level = levels.get(at)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "•\t"
        counters = self._counters[abstract]
        if (id_, at) in self._restarts:
            counters[at] = self._restarts.pop((id_, at))
        else:
            counters[at] = counters[at] + 1 if at in counters else level.start
        for deeper in [key for key in counters if key > at]:
            del counters[deeper]
        text = level.text or f"%{at + 1}."
        for upper in range(_DEEPEST):
            if f"%{upper + 1}" in text:
                form = levels[upper].form if upper in levels else ""
                text = text.replace(f"%{upper + 1}", _number(counters.get(upper, 1), form))
        return f"{text}\t"


def _letters(root: Element) -> str:
    texts: list[str] = []
    left = [root]
    while left:
        element = left.pop()
        left += reversed(element.children)
        if local_name(element.tag) == "t":
            texts.append(element.text)
    return " ".join(without_control(" ".join(texts)).split())


def _number(number: int, form: str) -> str:
    match form:
        case "lowerLetter":
            return letter(number - 1).lower() if number > 0 else str(number)
        case "upperLetter":
            return letter(number - 1) if number > 0 else str(number)
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "russianLower" | "russianUpper" if 0 < number <= len(ALPHABETS[1]):
            return ALPHABETS[1][number - 1]
        case _:
            return str(number)
