"""Reads Moodle XML, the format that holds all of Moodle's questions; `moodle_writing` writes it."""

import base64
import binascii
from decimal import Decimal
from pathlib import PurePath
from urllib.parse import unquote

from quizapp.domain.image import Image
from quizapp.domain.question import MOST_HINTS, Hint
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import Fields, number_text, read_decimal
from quizapp.interchange.html_reading import Picture
from quizapp.interchange.losses import Imported, Item, LossReport, NotCarriedError
from quizapp.interchange.moodle_types import READERS
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.tags import tag_fields
from quizapp.interchange.texts import TextFormat, Written, plain_text_of, read_markdown, read_text, shown_source
from quizapp.interchange.xml_tree import Element, read_xml
from quizapp.texts import Message

_FORMATS: dict[str, TextFormat] = {
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
    "0": "moodle",
    "2": "plain",
    "4": "markdown",
}
_STOCK = frozenset(("your answer is correct.", "your answer is partially correct.", "your answer is incorrect."))
_FEEDBACK_ON_ALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp")
_LONGEST_PICTURE = 8 * 2**20
"""Characters of base64."""
_NO_NAME = Message("without a name")


def recognizes(data: bytes) -> bool:
    """Tells whether a file begins like Moodle's XML."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    start = data[:5000].decode(encoding, "ignore")
    return start.lstrip("\ufeff \r\n\t").startswith("<") and "<quiz" in start


class MoodleXmlImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                root = read_xml(source.content(name), name)
                if root.tag != "quiz":
                    raise RefusedSourceError("xml_not_moodle", name, root.line, tag=root.tag[:60])
                for element in root.children:
                    _take(element, making)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


def _take(element: Element, making: BankMaking) -> None:
    type_ = element.attributes.get("type", "")
    if element.tag != "question":
        making.note(
            Message("line {number}", {"number": str(element.line)}), "not_an_item", name=f"<{element.tag[:60]}>"
        )
        return
    if type_ == "category":
        about = Item(element.line, "")
        info = _written(element.first("info"))
        making.begin_category(element.words("category", "text"), element.words("idnumber"), plain_text_of(info, about))
        return
    item = Item(element.line, element.words("name", "text") or element.words("questiontext", "text"))
    making.items.append(item)
    reading = _MoodleReading(element, item, making)
    try:
        if type_ == "description":
            text = _written(element.first("questiontext"))
            markdown = read_markdown(text, item, reading.file_name)
            reading.tell_files(element.first("questiontext"))
            making.begin_text(item, element.words("name", "text"), markdown)
            return
        reader = READERS.get(type_)
        if reader is None:
            raise NotCarriedError("type_unknown", type=type_ or _NO_NAME)
        for question in list(reader(reading)):  # a question that is left out in part is left out as a whole
            making.add(item, question)
        reading.tell_rest()
    except NotCarriedError as why:
        item.leave_out(why)
        making.forget_images()


def _written(element: Element | None) -> Written:
    if element is None:
        return Written("")
    text = element.first("text")
    words = text.text if text is not None else element.text
    return Written(words, _FORMATS.get(element.attributes.get("format", "html"), "html"))


class _MoodleReading:
    """Reads the fields, texts and images of one Moodle question."""

    def __init__(self, element: Element, item: Item, making: BankMaking) -> None:
        self.element = element
        self.item = item
        self._making = making
        self._image: Image | None = None
        self._seen: set[int] = set()
        self._files = {
            file.attributes.get("name", ""): file for text in element.all("questiontext") for file in text.all("file")
        }

    # fields of all types

    def fields(self, stem: Written | None = None) -> Fields:
        """The fields that all questions have, with `stem`, if given, in place of the question's text."""
        fields = self._id_field()
        fields["stem"] = self.stem(self.written("questiontext") if stem is None else stem)
        fields |= self.more_fields()
        if not fields["stem"]:
            raise NotCarriedError("no_text")
        return fields

    def _id_field(self) -> Fields:
        return {"id": self._making.next_id(self.item.name, self.element.words("idnumber"))}

    def gapped_fields(self) -> Fields:
        """The fields of a question whose text has gaps; `stem` and `image` are called once the text is split."""
        fields = self._id_field() | self.more_fields()
        fields["stem"] = lambda html: self.stem(Written(html))
        fields["image"] = lambda: self._image
        return fields

    def more_fields(self) -> Fields:
        """The fields that all questions have, but the id and the stem."""
        element, item = self.element, self.item
        fields: Fields = {"explanation": self.text(element.first("generalfeedback"))}
        grade = read_decimal(element.words("defaultgrade") or "1")
        fields["points"] = Decimal(number_text(grade)) if grade > 0 else Decimal(1)
        if grade <= 0:
            fields["weight"] = Decimal(0)
        hints = [text for hint in element.all("hint") if (text := self.text(hint))]
        if hints:
            penalty = min(Decimal(1), max(Decimal(0), read_decimal(element.words("penalty") or "0")))
            cost = Decimal(number_text(round(penalty, 4)))
            fields["hints"] = tuple(Hint(text, cost) for text in hints[:MOST_HINTS])
            if len(hints) > MOST_HINTS:
                item.lose("hints_left_out")
        tags = element.first("tags")
        if tags is not None:
            fields |= tag_fields((tag.words("text") or tag.text.strip() for tag in tags.all("tag")), item)
        self._take_old_image()
        if self._image is not None:
            fields["image"] = self._image
        return fields

    def stem(self, written: Written) -> str:
        return read_text(written, self.item, self.take_picture)

    def text(self, element: Element | None) -> str:
        """A text beside the stem; images in it are left out."""
        if element is None:
            return ""
        self.tell_files(element)
        return read_text(_written(element), self.item)

    def plain(self, element: Element | None) -> str:
        return plain_text_of(_written(element), self.item)

    def written(self, *path: str) -> Written:
        return _written(self.element.first(*path))

    # images

    def file_name(self, picture: Picture) -> str | None:
        """The name in the bank of an image's file; None where it is not there, which is reported."""
        data = self._content(picture.source)
        if data is None:
            self.item.lose("image_missing", name=shown_source(picture.source))
            return None
        if not picture.alt:
            self.item.lose("image_alt", name=shown_source(picture.source))
        return self._making.add_image(self._plain_name(picture.source), data)

    def take_picture(self, picture: Picture) -> None:
        """Show an image with the question, if there is none yet."""
        if self._image is not None:
            self.item.lose("image_left_out", name=shown_source(picture.source))
            return
        name = self.file_name(picture)
        if name is not None:
            self._image = Image(file=name, alt=picture.alt or self._plain_name(picture.source))

    def _take_old_image(self) -> None:
        """Show the image of a question from an old Moodle, which has fields of their own for it."""
        name, coded = self.element.words("image"), self.element.words("image_base64")
        if not name or self._image is not None:
            return
        data = _decoded(coded)
        if data is None:
            self.item.lose("image_missing", name=name)
            return
        self.item.lose("image_alt", name=name)
        self._image = Image(file=self._making.add_image(name, data), alt=self._plain_name(name))

    @staticmethod
    def _plain_name(source: str) -> str:
        return "image" if source.startswith("data:") else unquote(source.rpartition("/")[2])[:60] or "image"

    def _content(self, source: str) -> bytes | None:
        if source.startswith("data:image/") and ";base64," in source[:60]:
            return _decoded(source.partition(",")[2])
        if not source.startswith("@@PLUGINFILE@@/"):
            return None
        name = unquote(source.removeprefix("@@PLUGINFILE@@/"))
        file = self._files.get(name) or self._files.get(name.rpartition("/")[2])
        if file is None:
            return None
        self._seen.add(id(file))
        return _decoded(file.text)

    def tell_files(self, element: Element | None) -> None:
        """Report files that are left out, as nothing of ours shows them."""
        if element is None:
            return
        text = element.words("text")
        for file in element.all("file"):
            name = file.attributes.get("name", "")
            is_told = "<img" in text and name.lower().endswith(_PICTURES) and name in unquote(text)
            if id(file) not in self._seen and not is_told:
                self.item.lose("file_left_out", name=name or _NO_NAME)

    # the rest

    def tell_rest(self) -> None:
        """Report what no question of ours has."""
        element, item = self.element, self.item
        self.tell_files(element.first("questiontext"))
        for name in _FEEDBACK_ON_ALL:
            said = plain_text_of(_written(element.first(name)), Item(0, ""))
            if said and said.casefold() not in _STOCK:
                item.lose("general_feedback", text=said)
        if element.words("hidden") == "1":
            item.lose("setting", name=Message("hidden"))


def _decoded(text: str) -> bytes | None:
    """The content of a file that is written in base64; None where it is not base64, or too much."""
    if len(text) > _LONGEST_PICTURE:
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None
