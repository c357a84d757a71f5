"""One item of QTI 2 or 3, as questions of ours."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from quizapp.domain.image import Image
from quizapp.domain.question import Question, is_id
from quizapp.interchange.bank_making import BankMaking, is_image_file
from quizapp.interchange.building import Fields, number_text, read_decimal, refuse_too_many_gaps
from quizapp.interchange.gap_texts import TOKENS, token
from quizapp.interchange.html_reading import Picture
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.qti_feedback import ALL, Shown, shown_feedback
from quizapp.interchange.qti_gaps import INLINE, gap_question, kinds_of
from quizapp.interchange.qti_scoring import MOST, Rule, declarations, needs, scoring_of
from quizapp.interchange.qti_tree import Special, all_text, everything, inner_html, named
from quizapp.interchange.qti_types import ALL_OR_NOTHING, BLOCKS, NOT_SHOWN, Asked, points_of
from quizapp.interchange.tags import tag_fields
from quizapp.interchange.texts import Written, plain_text_of, read_text, shown_source
from quizapp.interchange.xml_tree import Element
from quizapp.texts import Message

_TEMPLATES = ("templateDeclaration", "templateProcessing", "printedVariable", "templateBlock", "templateInline")

Content = Callable[[str], bytes | None]
"""Gives the content of a file that an item names, or None where it is not there."""


def read_item(
    root: Element,
    item: Item,
    making: BankMaking,
    content: Content,
    weight: Decimal = Decimal(1),
    tags: Sequence[str] = (),
) -> None:
    """Add the questions of an item to `making`, or note in `item` why there are none."""
    try:
        reading = _ItemReading(root, item, making, content, tags)
        for question in list(reading.questions(weight)):  # an item that is left out in part is left out as a whole
            making.add(item, question)
    except NotCarriedError as why:
        item.leave_out(why)
        making.forget_images()


def catalogs_of(root: Element) -> dict[str, str]:
    """The texts of the companion catalogs in a file, by their ids."""
    found = {}
    for catalog in named(root, "catalog"):
        texts = [all_text(content) for content in named(catalog, "htmlContent")]
        found[catalog.attributes.get("id", "")] = next((text for text in texts if text), "")
    return found


def describe_images(root: Element, item: Item) -> None:
    """Give images without alternative text the one in their catalog; the rest of the catalogs is reported as a loss."""
    catalogs = catalogs_of(root)
    for image in named(root, "img", "object"):
        text = catalogs.get(image.attributes.get("dataCatalogIdref", ""), "")
        if text and not image.attributes.get("alt"):
            image.attributes["alt"] = text
            del catalogs[image.attributes["dataCatalogIdref"]]
    for text in catalogs.values():
        item.lose("catalog", text=text)


class _ItemReading:
    """Reads one item."""

    def __init__(self, root: Element, item: Item, making: BankMaking, content: Content, tags: Sequence[str]) -> None:
        self.root = root
        self.item = item
        self._making = making
        self._content = content
        self._tags = tags
        self._image: Image | None = None
        self._told: set[int] = set()

    # texts and images

    def text(self, html: str) -> str:
        """A text beside the stem; images in it are left out."""
        return read_text(Written(html), self.item)

    def shown(self, html: str) -> str:
        """A text of the stem; its first image is shown with the question."""
        return read_text(Written(html), self.item, self._take_picture)

    def choice_text(self, element: Element) -> str:
        """The text of an option; that of its image where it has no words."""
        found = self.text(inner_html(element))
        return found or next((alt for each in named(element, "img") if (alt := each.attributes.get("alt", ""))), "")

    def feedback(self, element: Element) -> str:
        """The feedback to those who choose an option."""
        id_ = element.attributes.get("identifier", "")
        found = [each for each in named(element, "feedbackInline", "feedbackBlock") if self._is_shown(each, id_)]
        found += [each for each in self.root.all("modalFeedback") if self._is_shown(each, id_)]
        return self._together(found)

    def said(self, asked: Asked, value: str, *, to_others: bool = False) -> str:
        """The feedback to those who gave a value, or to those who gave another."""
        response = asked.element.attributes.get("responseIdentifier", "")
        return self._together(self._said.get(Shown(response, value, to_others), []))

    def _together(self, feedback: Iterable[Element]) -> str:
        found = list(feedback)
        self._told |= {id(each) for each in found}
        return "\n\n".join(text for each in found if (text := self.text(inner_html(each))))

    def _is_shown(self, feedback: Element, id_: str) -> bool:
        attributes = feedback.attributes
        fits = attributes.get("identifier") == id_ and attributes.get("showHide", "show") == "show"
        return fits and attributes.get("outcomeIdentifier") in self._outcomes_of_choice

    @cached_property
    def _said(self) -> dict[Shown, list[Element]]:
        """The feedback of the item by those to whom it is shown."""
        to_whom = shown_feedback(self.root)
        found: dict[Shown, list[Element]] = {}
        for each in self.root.all("modalFeedback") if to_whom else ():
            name = (each.attributes.get("outcomeIdentifier", ""), each.attributes.get("identifier", ""))
            if name in to_whom and each.attributes.get("showHide", "show") == "show":
                found.setdefault(to_whom[name], []).append(each)
        return found

    def _take_picture(self, picture: Picture) -> None:
        name = shown_source(picture.source)
        data = self._content(picture.source)
        if self._image is not None:
            self.item.lose("image_left_out", name=name)
        elif data is None:
            self.item.lose("image_missing", name=name)
        else:
            if not picture.alt:
                self.item.lose("image_alt", name=name)
            self._image = Image(file=self._making.add_image(name, data), alt=picture.alt or name)

    def _object_html(self, element: Element, special: Special) -> str | None:
        """The text in place of an object whose image is not there: its content for those who cannot see it."""
        source = element.attributes.get("data", "")
        is_image = element.attributes.get("type", "").startswith("image/")
        if not is_image or not element.children or is_image_file(self._content(source) or b""):
            return None
        self.item.lose("image_missing", name=shown_source(source))
        return f"<div>{inner_html(element, special)}</div>"

    # what is asked

    def questions(self, weight: Decimal) -> Iterator[Question]:
        body = self.root.first("itemBody")
        if body is None:
            raise NotCarriedError("no_text")
        asked = self._asked(body)
        self._outcomes_of_choice = {
            setting.attributes.get("identifier", "")
            for setting in named(self.root, "setOutcomeValue")
            for value in setting.children[:1]
            if value.tag == "variable" and any(each.declared is not None for each in asked)
        }
        describe_images(self.root, self.item)
        numbers = {id(each.element): number for number, each in enumerate(asked)}

        def special(element: Element) -> str | None:
            if id(element) in numbers:
                sign = token(numbers[id(element)])
                return sign if element.tag in INLINE else f"<p>{sign}</p>"
            if element.tag == "rubricBlock" and "candidate" not in element.attributes.get("view", "candidate").split():
                self.item.lose("rubric_left_out")
                return ""
            return self._object_html(element, special) if element.tag == "object" else None

        text = self.shown(inner_html(body, special))
        yield from self._made(text, asked, weight)
        self._tell_feedback(asked)

    def _asked(self, body: Element) -> list[Asked]:
        """The interactions of the item.

        Raises:
            NotCarriedError: it needs what no question of ours has.
        """
        root = self.root
        if root.attributes.get("adaptive") == "true":
            raise needs(root, Message("several tries at an item that changes"))
        for each in named(root, *_TEMPLATES):
            raise needs(each, Message("values that are made for each learner, {tag}", {"tag": each.tag}))
        found = [each for each in everything(body) if each.tag.endswith("Interaction")]
        for each in found:
            if each.tag not in BLOCKS and each.tag not in INLINE:
                raise needs(each, each.tag)
            if sum("identifier" in inner.attributes for inner in everything(each)) > MOST:
                raise needs(each, Message("more than {limit} answers", {"limit": str(MOST)}))
        if not found:
            raise NotCarriedError("not_read", why=Message("it asks for nothing."))
        refuse_too_many_gaps(len(found))
        declared = declarations(root)
        scoring = scoring_of(root, declared)
        self._is_together = scoring.is_together
        asked = []
        for each in found:
            id_ = each.attributes.get("responseIdentifier", "")
            response = declared.get(id_)
            if response is None:
                raise NotCarriedError("not_read", why=Message("its response {name} is not declared.", {"name": id_}))
            rule = scoring.rules.get(id_)
            if rule is None:
                rule = Rule("map" if response.entries else "match")
                if each.tag != "extendedTextInteraction" and (response.correct or response.entries):
                    self.item.lose("no_processing")
            elif rule.entries:
                response = response._replace(entries=rule.entries, otherwise=Decimal(0), lower=None, upper=None)
            if id_ in scoring.partial:
                self.item.lose("other_answers")
            asked.append(Asked(each, response, rule, scoring.scale))
        if len({each.element.attributes["responseIdentifier"] for each in asked}) < len(asked):
            raise NotCarriedError("not_read", why=Message("two of its parts take the same response."))
        return asked

    def _made(self, text: str, asked: list[Asked], weight: Decimal) -> Iterator[Question]:
        units = list(_units(text, asked))
        if sum(len(unit.gaps) or 1 for unit in units) != len(asked):
            raise NotCarriedError("not_read", why=NOT_SHOWN)
        groups = sum(len(kinds_of(gaps)) if (gaps := unit.gaps) else 1 for unit in units)
        if groups > 1:
            self.item.lose("split", count=str(groups))
            if self._is_together:
                self.item.lose("marking", way=ALL_OR_NOTHING)
        title, identifier = self.item.name, self.root.attributes.get("identifier", "")
        id_ = self._making.next_id(title, title if is_id(title) and identifier.endswith(title) else identifier)
        place = 0
        intro = units[0].before if groups > 1 else ""
        for unit in units:
            before = unit.before if unit is units[0] or not intro else "\n\n".join(filter(None, (intro, unit.before)))
            if not unit.gaps:
                place += 1
                yield self._block(unit.block, before, unit.after, self._fields(id_, place, groups, weight))
                continue
            for numbers in kinds_of(unit.gaps):
                place += 1
                fields = {**self._fields(id_, place, groups, weight), "stem": before, "image": self._image}
                yield gap_question(self, fields, unit.text, unit.gaps, numbers, together=self._is_together)

    def _fields(self, id_: str, place: int, count: int, weight: Decimal) -> Fields:
        id_ = f"{id_[:58]}-{place}" if count > 1 else id_
        explanation = self._together(self._said.get(ALL, []))
        return {"id": id_, "weight": weight, "explanation": explanation, **tag_fields(self._tags, self.item)}

    def _block(self, asked: Asked | None, before: str, after: str, fields: Fields) -> Question:
        assert asked is not None
        prompt = asked.element.first("prompt")
        said = self.shown(inner_html(prompt)) if prompt is not None else ""
        fields["stem"] = "\n\n".join(each for each in (before, said, after) if each)
        is_free = asked.element.tag in ("gapMatchInteraction", "hottextInteraction")
        if not fields["stem"] and not is_free:
            if not self.item.name:
                raise NotCarriedError("no_text")
            self.item.lose("title_as_stem")
            fields["stem"] = read_text(Written(self.item.name, "plain"), self.item)
        if asked.element.tag != "extendedTextInteraction":
            _ = asked.keys
            fields["points"] = points_of([asked])
        elif points := self._most_points():
            fields["points"] = points
        fields["image"] = self._image
        return BLOCKS[asked.element.tag](self, asked, fields)

    def _most_points(self) -> Decimal | None:
        """The points that a person can give, where the item says that."""
        for each in self.root.all("outcomeDeclaration"):
            if each.attributes.get("identifier") == "SCORE" and "normalMaximum" in each.attributes:
                most = read_decimal(each.attributes["normalMaximum"])
                return Decimal(number_text(most)) if most > 0 else None
        return None

    def _tell_feedback(self, asked: list[Asked]) -> None:
        """Report feedback that belongs to no option."""
        choices = {
            child.attributes.get("identifier", "")
            for each in asked
            if each.element.tag == "choiceInteraction"
            for child in each.element.all("simpleChoice")
        }
        for each in named(self.root, "feedbackInline", "feedbackBlock", "modalFeedback"):
            if id(each) not in self._told and not any(self._is_shown(each, id_) for id_ in choices):
                said = plain_text_of(Written(inner_html(each)), Item(0, ""))
                if said:
                    self.item.lose("general_feedback", text=said)


class _Unit:
    """A part of an item that becomes one question, or several where gaps are of several kinds.

    Attributes:
        before: the text before it; `text` is that with its gaps, `after` what follows the last one.
    """

    def __init__(self, before: str, block: Asked | None, text: str = "", gaps: Mapping[int, Asked] = {}) -> None:
        self.before = before.strip()
        self.block = block
        self.text = text
        self.gaps = gaps
        self.after = ""


def _units(text: str, asked: list[Asked]) -> Iterator[_Unit]:
    """The parts of a text in which a sign stands for each interaction, in order."""
    blocks = {token(number): each for number, each in enumerate(asked) if each.element.tag not in INLINE}
    parts = re.split(f"([{''.join(blocks)}])", text) if blocks else [text]
    units: list[_Unit] = []
    for at in range(0, len(parts), 2):
        segment = parts[at]
        if TOKENS.search(segment):
            paragraphs = segment.strip().split("\n\n")
            places = [number for number, paragraph in enumerate(paragraphs) if TOKENS.search(paragraph)]
            end = len(paragraphs) if at + 1 == len(parts) else places[-1] + 1
            before, gapped = paragraphs[: places[0]], paragraphs[places[0] : end]
            signs = dict.fromkeys(TOKENS.findall("\n\n".join(gapped)))
            gaps = {ord(sign) - ord(token(0)): asked[ord(sign) - ord(token(0))] for sign in signs}
            units.append(_Unit("\n\n".join(before), None, "\n\n".join(gapped), gaps))
            segment = "\n\n".join(paragraphs[end:])
        if at + 1 < len(parts):
            units.append(_Unit(segment, blocks[parts[at + 1]]))
        elif units and not units[-1].gaps:
            units[-1].after = segment.strip()
    yield from units
