"""One item of QTI 1.2: its texts, responses and feedback, as Canvas, Respondus and Blackboard write them."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

from quizapp.domain.image import Image
from quizapp.domain.question import MOST_HINTS, Hint
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import Fields, number_text, read_decimal
from quizapp.interchange.gap_texts import token, without_tokens
from quizapp.interchange.html_reading import Picture
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.markup import html_of_plain
from quizapp.interchange.qti12_scoring import Scoring, elements_in
from quizapp.interchange.texts import Written, plain_text_of, read_text, shown_source
from quizapp.interchange.xml_tree import Element
from quizapp.texts import Message

RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_RENDERED = ("render_choice", "render_fib", "render_hotspot", "render_slider", "render_extension")
_ROOTS = re.compile(
    r"^(?:(?:\$|%24)(?:IMS[-_]CC[-_]FILE_?BASE|CANVAS_\w{1,40})(?:\$|%24)|@X@[\w.]{1,60}@)/?", re.IGNORECASE
)
_ON_ALL = frozenset(("correct_fb", "general_incorrect_fb", "correct", "incorrect"))


class Label(NamedTuple):
    """An option, by its ident."""

    ident: str
    element: Element


class Response(NamedTuple):
    """A response that an item asks for: `cardinality` is single, multiple or ordered."""

    ident: str
    element: Element
    cardinality: str
    labels: tuple[Label, ...]

    @property
    def render(self) -> Element:
        """The element that says how the item is shown."""
        return next((each for each in self.element.children if each.tag in _RENDERED), self.element)


def html_of_material(element: Element, item: Item) -> str:
    """All the texts and images in `element`, as HTML; `mattext` without a type is plain text."""
    pieces = []
    for child in element.children:
        if child.tag in ("mattext", "mat_formattedtext"):
            type_ = (child.attributes.get("texttype") or child.attributes.get("type") or "text/plain").casefold()
            if child.children:
                pieces.append(_inner_html(child))
            elif "html" in type_ or "smart" in type_:
                pieces.append(child.text)
            else:
                pieces.append(html_of_plain(child.text))
        elif child.tag == "matemtext":
            pieces.append(f"<em>{html_of_plain(child.text)}</em>")
        elif child.tag == "matbreak":
            pieces.append("<br>")
        elif child.tag == "matimage":
            source = child.attributes.get("uri") or child.text.strip()
            pieces.append(f'<img src="{escape(source)}" alt="{escape(child.attributes.get("label", ""))}">')
        elif child.tag in ("mataudio", "matvideo", "matapplet", "matapplication"):
            item.lose("file_left_out", name=child.attributes.get("uri") or child.tag)
        elif child.tag in ("material", "flow_mat", "mat_extension", "flow", "solutionmaterial", "hintmaterial"):
            pieces.append(html_of_material(child, item))
    return "".join(pieces)


def _inner_html(element: Element) -> str:
    """XHTML that stands in a text as it is."""
    pieces = [escape(element.text)]
    for child in element.children:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in child.attributes.items())
        pieces.append(f"<{child.tag}{attributes}>{_inner_html(child)}</{child.tag}>{escape(child.tail)}")
    return "".join(pieces)


class ItemReading:
    """Reads one item; `file` gives the content of a file beside it, by the source that a text names."""

    def __init__(self, element: Element, item: Item, making: BankMaking, file: Callable[[str], bytes | None]) -> None:
        self.element = element
        self.item = item
        self.metadata: dict[str, str] = {}
        for name, value in _metadata(element):
            self.metadata.setdefault(name, value)
        presentation = element.first("presentation")
        self.presentation = presentation if presentation is not None else Element("presentation", {}, element.line)
        self.responses = tuple(map(_response, (e for e in elements_in(self.presentation) if e.tag in RESPONSES)))
        self._making = making
        self._file = file
        self._image: Image | None = None
        self._told: set[str] = set()
        self._by_ident = {each.attributes.get("ident", ""): each for each in element.all("itemfeedback")}
        self._read_scoring: Scoring | None = None

    @property
    def scoring(self) -> Scoring:
        if self._read_scoring is None:
            self._read_scoring = Scoring(self.element, {each.ident: each.cardinality for each in self.responses})
        return self._read_scoring

    @property
    def type(self) -> str:
        """The tool's name for the type, or nothing."""
        for name in ("question_type", "bbmd_questiontype", "cc_profile", "qmd_itemtype"):
            if found := self.metadata.get(name):
                return found
        return ""

    # texts

    def question_html(self) -> str:
        """The text that all learners read, with a private character where something is typed within it."""
        pieces: list[str] = []
        typed = 0

        def take(element: Element) -> None:
            nonlocal typed
            for child in element.children:
                if child.tag in ("material", "flow_mat"):
                    pieces.append(without_tokens(html_of_material(child, self.item)))
                elif child.tag == "flow" and not (len(self.responses) > 1 and _is_of_pairs(child)):
                    if pieces and not any(each.tag in RESPONSES for each in child.children):
                        pieces.append(" ")
                    take(child)
                elif child.tag in ("response_str", "response_num"):
                    take(child)
                    pieces.append(token(typed))
                    typed = min(typed + 1, 500)
                elif child.tag in RESPONSES and len(self.responses) == 1 and not pieces:
                    take(child)

        take(self.presentation)
        return "".join(pieces)

    def stem(self, html: str) -> str:
        return read_text(Written(html), self.item, self._take_picture)

    def text_of(self, element: Element) -> str:
        """The text of an option or a feedback; images in it are left out."""
        return read_text(Written(html_of_material(element, self.item)), self.item)

    def plain_of(self, element: Element) -> str:
        return plain_text_of(Written(html_of_material(element, self.item)), self.item)

    def label_text(self, label: Label) -> str:
        return self.text_of(label.element)

    # what all questions have

    def fields(self, stem: str) -> Fields:
        """The fields that all questions have.

        Raises:
            NotCarriedError: `stem` is empty.
        """
        if not stem.strip():
            raise NotCarriedError("no_text")
        fields: Fields = {"id": self._id(), "stem": stem, "explanation": self._explanation()}
        points = self._points()
        fields["points"] = Decimal(number_text(points)) if points > 0 else Decimal(1)
        if points <= 0:
            fields["weight"] = Decimal(0)
        hints = [
            text
            for ident, element in self._by_ident.items()
            if (hint := element.first("hint")) is not None and (text := self._said(ident, hint))
        ]
        if hints:
            fields["hints"] = tuple(Hint(text) for text in hints[:MOST_HINTS])
            if len(hints) > MOST_HINTS:
                self.item.lose("hints_left_out")
        if self._image is not None:
            fields["image"] = self._image
        return fields

    def _id(self) -> str:
        """The id; that of a question of ours was written as the title, too."""
        ident = self.element.attributes.get("ident", "")
        own = ident if ident == self.element.attributes.get("title") else ""
        return self._making.next_id(self.item.name, own)

    def _points(self) -> Decimal:
        for name in ("points_possible", "qmd_absolutescore_max", "cc_weighting", "qmd_weighting"):
            if found := self.metadata.get(name):
                return read_decimal(found)
        maximum = self.scoring.maximum
        return maximum if maximum is not None and maximum != 100 else Decimal(1)

    def _explanation(self) -> str:
        found = []
        for ident, element in self._by_ident.items():
            solution = element.first("solution")
            if solution is not None:
                found.append(self._said(ident, solution))
            elif ident == "general_fb" or ident in self._shown_always():
                found.append(self._said(ident, element))
        return "\n\n".join(text for text in found if text)

    def _shown_always(self) -> set[str]:
        return {
            ident
            for condition in self.scoring.conditions
            for ident in condition.feedback
            if not condition.marks and [each.tag for each in condition.tests.children] == ["other"]
        } - _ON_ALL

    def _said(self, ident: str, element: Element) -> str:
        self._told.add(ident)
        return self.text_of(element)

    def feedback_on(self, response: str, value: str, *, wrong: bool = False) -> str:
        """The feedback to those who gave `value` to a response, or, with `wrong`, to those who gave another."""
        found = []
        for condition in self.scoring.conditions:
            tests = condition.tests.children
            if wrong and len(tests) == 1 and tests[0].tag == "not":
                tests = tests[0].children
            elif wrong:
                continue
            if len(tests) != 1 or tests[0].tag != "varequal" or tests[0].text.strip() != value:
                continue
            if tests[0].attributes.get("respident", "") == response:
                for ident in condition.feedback:
                    if ident not in _ON_ALL and ident not in self._told and ident in self._by_ident:
                        found.append(self._said(ident, self._by_ident[ident]))
        return "\n\n".join(text for text in found if text)

    def markdown_picture(self, picture: Picture) -> str | None:
        """The name in the bank of an image's file; None where it is not there, which is told."""
        data = self._file(_ROOTS.sub("", unescape(picture.source)).partition("?")[0])
        name = unquote(shown_source(picture.source)).partition("?")[0]
        if data is None:
            self.item.lose("image_missing", name=name)
            return None
        if not picture.alt:
            self.item.lose("image_alt", name=name)
        return self._making.add_image(name, data)

    def _take_picture(self, picture: Picture) -> None:
        if self._image is not None:
            self.item.lose("image_left_out", name=shown_source(picture.source))
            return
        name = self.markdown_picture(picture)
        if name is not None:
            self._image = Image(file=name, alt=picture.alt or unquote(shown_source(picture.source))[:60])

    def tell_rest(self) -> None:
        """Tell of feedback and other parts that no question of ours has."""
        for ident, element in self._by_ident.items():
            if ident not in self._told and (said := self.plain_of(element)):
                self.item.lose("general_feedback", text=said)
        if self.metadata.get("calculator_type", "none") != "none":
            self.item.lose("setting", name=Message("calculator"))


def _is_of_pairs(flow: Element) -> bool:
    """Tells whether a block of Blackboard's holds the two sides of a matching, not the text of the question."""
    return flow.attributes.get("class", "") in ("RESPONSE_BLOCK", "RIGHT_MATCH_BLOCK")


def _metadata(element: Element) -> Iterator[tuple[str, str]]:
    for part in element.children:
        if part.tag in ("itemmetadata", "qtimetadata"):
            for each in elements_in(part):
                if each.tag == "qtimetadatafield":
                    yield each.words("fieldlabel").casefold(), each.words("fieldentry")
                elif each.tag.startswith(("qmd_", "bbmd_")):
                    yield each.tag, each.text.strip()


def _response(element: Element) -> Response:
    labels = tuple(
        Label(each.attributes.get("ident", ""), each) for each in elements_in(element) if each.tag == "response_label"
    )
    cardinality = element.attributes.get("rcardinality", "Single").casefold()
    return Response(element.attributes.get("ident", ""), element, cardinality, labels)
