"""A document of Word's (.docx), read as paragraphs; what a passage cannot show is counted.

Only the words are read: WordprocessingML (ECMA-376), main part, names of styles and kinds of lists. Macros, embedded
objects and links stay in the archive. A few elements are all that is needed, so this needs no library of its own.
"""

from collections import Counter
from collections.abc import Iterator
from posixpath import normpath
from typing import NamedTuple

from quizapp.archive import Archive, ArchiveBounds, ArchiveError
from quizapp.domain.runs import Run, merged
from quizapp.interchange.html_reading import Part, stripped
from quizapp.interchange.plain_texts import lowered, raised
from quizapp.interchange.source import RefusedSourceError, archive_refusal
from quizapp.interchange.xml_tree import Element, read_xml
from quizapp.texts import N_

_BOUNDS = ArchiveBounds(files=3000, bytes_of_one=300 * 2**20, bytes_of_all=600 * 2**20)
"""Of the archive: pictures are in it, which are not unpacked."""
_MOST_BYTES = 12 * 2**20
_MOST_ELEMENTS = 200_000
_MOST_CHARACTERS, _MOST_SIGNS = 300_000, 10_000
"""As many as in a passage, with its ends of lines and signs for emphasis; more is refused before it is all read."""
_DEEPEST_LIST = 5

LEFT_OUT = N_(
    {
        "table": "%n tables were left out.",
        "image": "%n images were left out.",
        "drawing": "%n drawings or text boxes were left out.",
        "note": "%n footnotes were left out.",
        "formula": "%n formulas were left out.",
    }
)
"""The kinds of content that a document can have and a passage cannot."""

_INSIDE = frozenset(
    ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
"""Elements around what is read as if they were not there."""
LOST = {
    "drawing": "image",
    "pict": "image",
    "object": "drawing",
    "oMath": "formula",
    "oMathPara": "formula",
    "footnoteReference": "note",
    "endnoteReference": "note",
}
_OFF = ("0", "false", "off", "none")


class NoDocumentError(Exception):
    """The archive is no document of Word's."""


class WordDocument(NamedTuple):
    """The paragraphs of a document, in order, and how many of each key of `LEFT_OUT` were left out."""

    parts: tuple[Part, ...]
    left_out: Counter[str]


class WordStyle(NamedTuple):
    kind: str = "paragraph"
    level: int = 0
    emphasis: bool = False
    strong: bool = False
    based_on: str = ""
    list_id: str = ""


def read_word_document(data: bytes, name: str) -> WordDocument:
    """The words of a document.

    Raises:
        NoDocumentError: it is an archive of something else.
        RefusedSourceError: it is damaged, or beyond our bounds.
    """
    return WordReader(data, name).read()


class WordReader:
    """Reads a document, a paragraph at a time; `folder` is where its parts are."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self.archive = Archive(data, _BOUNDS)
        except ArchiveError as refused:
            raise archive_refusal(name, refused) from None
        self.name = name
        self.left_out: Counter[str] = Counter()
        self.parts: list[Part] = []
        self.characters = self.signs = 0
        self.numbers: dict[tuple[str, int], int] = {}
        main = self._main_part()
        self.folder = main.rpartition("/")[0]
        self.styles = self._read_styles(f"{self.folder}/styles.xml")
        self.lists = self._read_lists(f"{self.folder}/numbering.xml")
        self.document = self.xml(main)

    def read(self) -> WordDocument:
        body = child(self.document, "body")
        if body is None:
            raise NoDocumentError
        for element in flat(body):
            match local_name(element.tag):
                case "p":
                    self._paragraph(element)
                case "tbl":
                    self.left_out["table"] += 1
                case tag if tag in LOST:
                    self.left_out[LOST[tag]] += 1
        return WordDocument(tuple(self.parts), self.left_out)

    def xml(self, part: str) -> Element:
        if part not in self.archive.names:
            raise NoDocumentError
        if self.archive.size(part) > _MOST_BYTES:
            raise RefusedSourceError("xml_too_many", self.name)
        try:
            content = self.archive.content(part)
        except ArchiveError as refused:
            raise archive_refusal(self.name, refused) from None
        return read_xml(content, self.name, _MOST_ELEMENTS)

    def _main_part(self) -> str:
        if "_rels/.rels" in self.archive.names:
            for relation in self.xml("_rels/.rels").children:
                if relation.attributes.get("Type", "").endswith("/officeDocument"):
                    return normpath(relation.attributes.get("Target", "").lstrip("/"))
        return "word/document.xml"

    def _read_styles(self, part: str) -> dict[str, WordStyle]:
        found: dict[str, WordStyle] = {}
        if part not in self.archive.names:
            return found
        for style in self.xml(part).children:
            name = value_of(style, "name").lower()
            properties = child(style, "pPr")
            level = value_of(properties, "outlineLvl")
            kind, depth = "paragraph", 0
            if name == "title":
                kind, depth = "heading", 1
            elif name.startswith("heading ") and name[8:].isdecimal():
                kind, depth = "heading", max(1, min(int(name[8:10]), 6))
            elif level.isdecimal() and len(level) == 1 and int(level) < 6:
                kind, depth = "heading", int(level) + 1
            elif name in ("quote", "intense quote", "block text"):
                kind, depth = "quotation", 1
            looks = child(style, "rPr") if kind == "paragraph" else None  # a heading is bold as it is
            found[attribute(style, "styleId")] = WordStyle(
                kind,
                depth,
                is_on(looks, "i") or name == "emphasis",
                is_on(looks, "b") or name == "strong",
                value_of(style, "basedOn"),
                value_of(child(properties, "numPr"), "numId"),
            )
        return found

    def style_of(self, id_: str) -> WordStyle:
        """A style; where it does not say what it is, that which it is based on does."""
        style = self.styles.get(id_, WordStyle())
        for _ in range(20):
            if style.kind != "paragraph" or style.list_id or not style.based_on:
                break
            below = self.styles.get(style.based_on, WordStyle())
            style = below._replace(emphasis=style.emphasis or below.emphasis, strong=style.strong or below.strong)
        return style

    def _read_lists(self, part: str) -> dict[str, dict[int, str]]:
        """The kind of each level of each list: `bullet`, `none`, or that of its numbers."""
        if part not in self.archive.names:
            return {}
        root = self.xml(part)
        kinds = {
            attribute(each, "abstractNumId"): {
                int(attribute(level, "ilvl") or 0): value_of(level, "numFmt")
                for level in children(each, "lvl")
                if len(attribute(level, "ilvl")) < 2
            }
            for each in children(root, "abstractNum")
        }
        return {
            attribute(each, "numId"): kinds.get(value_of(each, "abstractNumId"), {}) for each in children(root, "num")
        }

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style = self.style_of(value_of(properties, "pStyle"))
        runs: list[Run] = []
        self._runs(paragraph, style, runs)
        own = stripped([run for run in runs if run.text])
        if not own:
            return
        outline = value_of(properties, "outlineLvl")
        kind, level, marker = style.kind, style.level, ""
        if kind == "paragraph" and outline.isdecimal() and len(outline) == 1 and int(outline) < 6:
            kind, level = "heading", int(outline) + 1
        numbering = child(properties, "numPr")
        list_id = value_of(numbering, "numId") if numbering is not None else style.list_id
        if kind == "paragraph" and list_id not in ("", "0"):
            kind = "item"
            level, marker = self._marker(list_id, value_of(numbering, "ilvl"))
        if kind == "heading":
            own = [Run("".join(run.text for run in own))]
        self.count(0, 2)
        self.parts.append(Part(kind, level, marker, merged(own)))

    def count(self, characters: int, signs: int) -> None:
        self.characters += characters
        self.signs += signs
        if self.characters > _MOST_CHARACTERS or self.signs > _MOST_SIGNS:
            raise RefusedSourceError("xml_too_many", self.name)

    def _marker(self, list_id: str, depth: str) -> tuple[int, str]:
        level = min(int(depth), _DEEPEST_LIST - 1) if depth.isdecimal() and len(depth) < 3 else 0
        before = self.parts[-1] if self.parts else None
        deepest = before.level if before is not None and before.kind == "item" else 0
        level = min(level, deepest)  # an entry stands at most one deeper than the one before
        if self.lists.get(list_id, {}).get(level, "bullet") in ("bullet", "none"):
            return level + 1, "•"
        for key in [key for key in self.numbers if key[0] == list_id and key[1] > level]:
            del self.numbers[key]
        number = self.numbers[list_id, level] = self.numbers.get((list_id, level), 0) + 1
        return level + 1, f"{number}."

    def _runs(self, parent: Element, style: WordStyle, runs: list[Run]) -> None:
        for element in flat(parent):
            tag = local_name(element.tag)
            if tag == "r":
                self._run(element, style, runs)
            elif tag in LOST:
                self.left_out[LOST[tag]] += 1

    def _run(self, run: Element, style: WordStyle, runs: list[Run]) -> None:
        looks = child(run, "rPr")
        if is_on(looks, "vanish"):
            return
        character = self.style_of(value_of(looks, "rStyle"))
        emphasis = is_on(looks, "i", style.emphasis or character.emphasis)
        strong = is_on(looks, "b", style.strong or character.strong)
        for element in run.children:
            tag = local_name(element.tag)
            text = ""
            if tag == "t":
                text = element.text.replace("\n", " ")
            elif tag in ("tab", "ptab"):
                text = " "
            elif tag in ("br", "cr"):
                text = "\n"
            elif tag == "noBreakHyphen":
                text = "\u2011"
            elif tag == "AlternateContent":
                self.left_out["drawing"] += 1
            elif tag in LOST:
                self.left_out[LOST[tag]] += 1
            if text:
                text = on_the_line(text, looks)
                self.count(len(text), 2 * emphasis + 2 * strong)
                runs.append(Run(text, emphasis, strong))


def on_the_line(text: str, looks: Element | None) -> str:
    """The text of a run, whose letters may be raised or lowered."""
    place = value_of(looks, "vertAlign")
    if not text.strip() or place not in ("superscript", "subscript"):
        return text
    return raised(text) if place == "superscript" else lowered(text)


def local_name(tag: str) -> str:
    return tag.rpartition(":")[2]


def flat(parent: Element) -> Iterator[Element]:
    """The children of `parent`, those of `_INSIDE` replaced by theirs."""
    for element in parent.children:
        if local_name(element.tag) in _INSIDE:
            yield from flat(element)
        else:
            yield element


def children(parent: Element | None, name: str) -> Iterator[Element]:
    return (child for child in (parent.children if parent is not None else ()) if local_name(child.tag) == name)


def child(parent: Element | None, name: str) -> Element | None:
    return next(children(parent, name), None)


def attribute(element: Element | None, name: str) -> str:
    attributes = element.attributes if element is not None else {}
    return next((value for key, value in attributes.items() if local_name(key) == name), "")


def value_of(parent: Element | None, name: str) -> str:
    """The `val` of a child; empty where there is none."""
    return attribute(child(parent, name), "val")


def is_on(looks: Element | None, name: str, otherwise: bool = False) -> bool:
    found = child(looks, name)
    return otherwise if found is None else attribute(found, "val") not in _OFF
