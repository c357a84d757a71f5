"""QTI 1.2, in which Canvas, Respondus and Blackboard hand on their questions: read, alone or in a package."""

from collections.abc import Iterator
from pathlib import PurePath

from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.losses import Imported, Item, LossReport, NotCarriedError
from quizapp.interchange.qti12_item import ItemReading, html_of_material
from quizapp.interchange.qti12_scoring import elements_in
from quizapp.interchange.qti12_types import READERS, kind_of
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.texts import Written, plain_text_of, read_markdown
from quizapp.interchange.xml_mending import read_mended
from quizapp.interchange.xml_tree import Element
from quizapp.texts import Message

_HOLDERS = ("questestinterop", "assessment", "objectbank", "section")
_SETTINGS = ("selection_ordering", "outcomes_processing", "presentation_material", "assessmentcontrol")
_GENERIC = ("", "question", "untitled", "item")


def recognizes(data: bytes) -> bool:
    """Tells whether a file begins like QTI 1.2."""
    return "<questestinterop" in _start(data)


def describes_package(data: bytes) -> bool:
    """Tells whether a file only describes a package with questions: its list of contents, the settings of a quiz."""
    start = _start(data)
    return "<manifest" in start or ("<quiz" in start and "canvas.instructure.com" in start)


def _start(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    start = data[:5000].decode(encoding, "ignore").lstrip("\ufeff \r\n\t")
    return start if start.startswith("<") else ""


class Qti12Importer:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        importing = _Importing(source, making)
        try:
            # Canvas writes a quiz twice into a package: whole, and as a part that all tools read
            for name in sorted(source.names, key=lambda each: not each.endswith(".xml.qti")):
                if recognizes(source.content(name)):
                    importing.take_file(name)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


class _Importing:
    """Makes banks of the questions in some files."""

    def __init__(self, source: Source, making: BankMaking) -> None:
        self._source = source
        self._making = making
        self._quizzes: set[str] = set()
        self._texts: dict[str, tuple[Item, str, str]] = {}
        self._file = ""
        self._category = ""
        self._has_children = False

    def take_file(self, name: str) -> None:
        root, broken = read_mended(self._source.content(name), name)
        if root.tag != "questestinterop":
            raise RefusedSourceError("xml_not_qti12", name, root.line, tag=root.tag[:60])
        self._file = name
        if broken is not None:
            place = Message("line {number}", {"number": str(broken.problem.line)})
            self._making.note(place, "xml_mended", why=broken.problem.what_message)
        self._has_children = any(
            each.tag == "fieldlabel" and each.text.strip() == "parent_stimulus_item_ident" for each in elements_in(root)
        )
        self._category = ""
        self._making.begin_category("")
        self._take_all(root)

    def _take_all(self, holder: Element) -> None:
        for element in holder.children:
            if element.tag == "item":
                self._take_item(element)
            elif element.tag in ("assessment", "objectbank"):
                self._take_quiz(element)
            elif element.tag == "section":
                self._take_section(element)
            elif element.tag == "bankentry_item":
                item = Item(element.line, element.attributes.get("item_ref", ""))
                self._making.items.append(item)
                item.leave_out(NotCarriedError("needs", what=Message("the item bank that it is taken from")))
            elif element.tag not in _SETTINGS and element.tag not in _ABOUT:
                place = Message("line {number}", {"number": str(element.line)})
                self._making.note(place, "not_an_item", name=f"<{element.tag[:60]}>")

    def _take_quiz(self, element: Element) -> None:
        ident, title = element.attributes.get("ident", ""), self._title(element)
        if ident and ident in self._quizzes:
            self._making.note(title or self._file, "same_again", file=self._file)
            return
        self._quizzes.add(ident)
        self._category = title.replace("/", "//")
        self._making.begin_category(self._category)
        self._take_all(element)

    @staticmethod
    def _title(element: Element) -> str:
        for each in element.children:
            if each.tag == "qtimetadata":
                for field in each.all("qtimetadatafield"):
                    if field.words("fieldlabel") == "bank_title":
                        return field.words("fieldentry")
        return " ".join(element.attributes.get("title", "").split())

    def _take_section(self, element: Element) -> None:
        selection = element.first("selection_ordering", "selection")
        items = sum(each.tag == "item" for each in element.children)
        name = element.attributes.get("title", "") or Message("line {number}", {"number": str(element.line)})
        if selection is not None and selection.words("sourcebank_ref") and not items:
            item = Item(element.line, element.attributes.get("title", ""))
            self._making.items.append(item)
            item.leave_out(NotCarriedError("needs", what=Message("the item bank that it is taken from")))
        elif selection is not None and selection.words("selection_number") not in ("", str(items)) and items:
            self._making.note(name, "drawn", count=selection.words("selection_number"), all=str(items))
        self._take_all(element)

    # items

    def _take_item(self, element: Element) -> None:
        title = " ".join(element.attributes.get("title", "").split())
        item = Item(element.line, title)
        self._making.items.append(item)
        reading = ItemReading(element, item, self._making, self._content)
        try:
            if title.casefold() in _GENERIC:
                html = html_of_material(_first_text(element), Item(0, ""))
                item.name = " ".join(plain_text_of(Written(html[:2000]), Item(0, "")).split())[:80]
            kind = kind_of(reading)
            if kind == "text":
                self._take_text(reading, element, title)
                return
            self._find_text(reading)
            for question in list(READERS[kind](reading)):  # a question that is left out in part is left out as a whole
                self._making.add(item, question)
            reading.tell_rest()
        except NotCarriedError as why:
            item.leave_out(why)
            self._making.forget_images()

    def _take_text(self, reading: ItemReading, element: Element, title: str) -> None:
        item = reading.item
        if instructions := element.attributes.get("instructions", ""):
            item.lose("label_left_out", text=instructions)
        html = html_of_material(reading.presentation, item)
        markdown = read_markdown(Written(html), item, reading.markdown_picture)
        if title.casefold() in _GENERIC:
            title = ""
        self._making.begin_text(item, title, markdown)
        self._texts[element.attributes.get("ident", "")] = (item, title, markdown)

    def _find_text(self, reading: ItemReading) -> None:
        """Put a question below the text that it names; where no question of the file names one, below the last."""
        if not self._has_children:
            return
        parent = reading.metadata.get("parent_stimulus_item_ident", "")
        self._making.begin_category(self._category)
        if parent in self._texts:
            self._making.begin_text(*self._texts[parent])
        elif parent:
            reading.item.lose("passage_left_out")

    def _content(self, source: str) -> bytes | None:
        return self._source.beside(self._file, source)


_ABOUT = (
    "qtimetadata",
    "itemmetadata",
    "qticomment",
    "rubric",
    "objectives",
    "duration",
    "sectionfeedback",
    "assessfeedback",
    "assessmentmetadata",
    "sectionmetadata",
    "sectionproc_extension",
    "assessproc_extension",
)


def _first_text(element: Element) -> Element:
    """An element with the first text that an item shows, for one whose title says nothing."""
    found = Element("flow", {}, element.line)
    presentation = element.first("presentation")
    if presentation is not None:
        found.children = [each for each in _before_options(presentation) if each.tag == "material"][:1]
    return found


def _before_options(element: Element) -> Iterator[Element]:
    for each in element.children:
        if each.tag == "material":
            yield each
        elif each.tag in ("flow", "flow_mat", "response_xy", "response_lid"):
            yield from _before_options(each)
