"""The types of Moodle's questions, each as one or more of ours."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from html import escape
from typing import Protocol

from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.text import same_text
from quizapp.interchange.building import (
    Answer,
    Fields,
    Near,
    checked,
    choice_question,
    is_full,
    matching_question,
    numeric_question,
    read_decimal,
    refuse_too_many_gaps,
    short_answer_question,
    true_false_question,
    written_question,
)
from quizapp.interchange.cloze import cloze_questions
from quizapp.interchange.gap_texts import CHOOSE, FILL_IN, gaps_in, split_stem, token, with_numbers, without_tokens
from quizapp.interchange.html_reading import Picture
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.marked_words import SELECT, marked_sentence, words_question
from quizapp.interchange.texts import Written, as_html
from quizapp.interchange.xml_tree import Element
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.numeric import Unit
from quizapp.question_types.open_response import OpenResponse, Words
from quizapp.question_types.ordering import Item as OrderedItem
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.texts import Message


class Reading(Protocol):
    """A question of Moodle's: its element, and what all types read from it.

    `gapped_fields` gives, for stem and image, a function that reads HTML whose gaps have been taken out, and one that
    then tells the image that was in it.
    """

    element: Element
    item: Item

    def fields(self, stem: Written | None = None) -> Fields: ...
    def gapped_fields(self) -> Fields: ...
    def text(self, element: Element | None) -> str: ...
    def plain(self, element: Element | None) -> str: ...
    def written(self, *path: str) -> Written: ...
    def take_picture(self, picture: Picture) -> None: ...


def _is_on(reading: Reading, name: str, otherwise: str = "1") -> bool:
    return (reading.element.words(name) or otherwise).casefold() in ("1", "true", "yes")


def _share(element: Element) -> Decimal:
    return read_decimal(element.attributes.get("fraction", "0") or "0")


def _answers(reading: Reading, *, plain: bool = False) -> list[Answer]:
    read = reading.plain if plain else reading.text
    return [
        Answer(read(answer), _share(answer), reading.text(answer.first("feedback")))
        for answer in reading.element.all("answer")
    ]


def _multichoice(reading: Reading) -> Iterable[Question]:
    fields = reading.fields()
    single, shuffle = _is_on(reading, "single", "true"), _is_on(reading, "shuffleanswers")
    yield choice_question(fields, _answers(reading), reading.item, single=single, shuffle=shuffle)


def _multichoiceset(reading: Reading) -> Iterable[Question]:
    fields, shuffle = reading.fields(), _is_on(reading, "shuffleanswers")
    yield choice_question(fields, _answers(reading), reading.item, single=False, shuffle=shuffle, exact=True)


def _truefalse(reading: Reading) -> Iterable[Question]:
    answers = {answer.text.strip().casefold(): answer for answer in _answers(reading, plain=True)}
    if set(answers) != {"true", "false"}:
        raise NotCarriedError("not_read", why=Message("its answers are not true and false."))
    if is_full(answers["true"].share) == is_full(answers["false"].share):
        raise NotCarriedError("no_key")
    feedback = {name: answer.feedback for name, answer in answers.items()}
    yield true_false_question(reading.fields(), is_full(answers["true"].share), feedback)


def _shortanswer(reading: Reading) -> Iterable[Question]:
    fields, match_case = reading.fields(), _is_on(reading, "usecase", "0")
    yield short_answer_question(fields, _answers(reading, plain=True), reading.item, match_case=match_case)


def _numerical(reading: Reading) -> Iterable[Question]:
    nears = []
    for answer in reading.element.all("answer"):
        text, feedback = reading.plain(answer), reading.text(answer.first("feedback"))
        within = abs(read_decimal(answer.words("tolerance") or "0"))
        value = None if text.strip() in ("*", "") else read_decimal(text)
        nears.append(Near(value, within, _share(answer), feedback))
    units = reading.element.first("units")
    read = tuple(map(_unit, units.all("unit"))) if units is not None else ()
    grading = reading.element.words("unitgradingtype") or "0"
    required = bool(read) and grading in ("1", "2")
    if required:
        reading.item.lose("unit_penalty")
    yield numeric_question(reading.fields(), nears, reading.item, read, unit_required=required)


def _unit(element: Element) -> Unit:
    """A unit; Moodle's multiplier says how many of them make one of the key's unit."""
    multiplier = read_decimal(element.words("multiplier") or "1")
    if multiplier <= 0:
        raise NotCarriedError("not_a_number", text=element.words("multiplier"))
    ratio = multiplier.as_integer_ratio()
    factor = f"{ratio[1]}/{ratio[0]}" if ratio[0] != 1 else str(ratio[1])
    return Unit(text=element.words("unit_name"), factor=factor)


def _matching(reading: Reading) -> Iterable[Question]:
    pairs, more = [], []
    for pair in reading.element.all("subquestion"):
        prompt, option = reading.text(pair), reading.text(pair.first("answer"))
        if prompt:
            pairs.append((prompt, option))
        elif option:
            more.append(option)
    yield matching_question(reading.fields(), pairs, more, shuffle=_is_on(reading, "shuffleanswers"))


def _essay(reading: Reading) -> Iterable[Question]:
    item, element = reading.item, reading.element
    question = written_question(reading.fields(), reading.text(element.first("graderinfo")), item)
    if reading.plain(element.first("responsetemplate")):
        item.lose("setting", name=Message("response template"))
    if element.words("attachments") not in ("", "0"):
        item.lose("setting", name=Message("attachments"))
    least, most = (_count(element.words(name)) for name in ("minwordlimit", "maxwordlimit"))
    if isinstance(question, OpenResponse) and (least or most):
        fields = {name: getattr(question, name) for name in question.__struct_fields__}
        question = checked(OpenResponse(**{**fields, "words": Words(least, most)}))
    yield question


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _cloze(reading: Reading) -> Iterable[Question]:
    html = without_tokens(as_html(reading.written("questiontext")))
    yield from cloze_questions(reading.gapped_fields(), html, reading.item)


def _placed(reading: Reading, choices: int, otherwise: str) -> tuple[Fields, list[int]]:
    """The fields of a question whose gaps are numbers in double brackets, and the choice that each gap has."""
    keys: list[int] = []

    def taken_out(found: re.Match[str]) -> str:
        keys.append(int(found[1]))
        return token(len(keys) - 1)

    html = re.sub(r"\[\[([0-9]{1,3})\]\]", taken_out, without_tokens(as_html(reading.written("questiontext"))))
    if not keys:
        raise NotCarriedError("not_read", why=Message("it has no gaps."))
    refuse_too_many_gaps(len(keys))
    wrong = next((key for key in keys if not 1 <= key <= choices), None)
    if wrong is not None:
        raise NotCarriedError("gap_not_understood", text=f"[[{wrong}]]")
    fields = reading.gapped_fields()
    text = fields["stem"](html)
    fields["image"] = fields["image"]()
    order = gaps_in(text)
    stem, text = split_stem(text, otherwise)
    return {**fields, "stem": stem, "text": with_numbers(text, order)}, [keys[gap] for gap in order]


def _gapselect(reading: Reading) -> Iterable[Question]:
    found = list(reading.element.all("selectoption"))
    texts = [reading.text(option) for option in found]
    groups = [option.words("group") or "1" for option in found]
    fields, keys = _placed(reading, len(found), CHOOSE)
    gaps = []
    for key in keys:
        offered = [at for at, group in enumerate(groups) if group == groups[key - 1]]
        gaps.append(ChoiceGap(tuple(Option(texts[at], key=at == key - 1) for at in offered)))
    yield checked(InlineChoice(gaps=tuple(gaps), shuffle=_is_on(reading, "shuffleanswers"), **fields))


def _ddwtos(reading: Reading) -> Iterable[Question]:
    found = list(reading.element.all("dragbox"))
    texts = [reading.text(box) for box in found]
    fields, keys = _placed(reading, len(found), FILL_IN)
    if len({box.words("group") or "1" for box in found}) > 1:
        reading.item.lose("groups")
    words: list[str] = []
    for text in texts:
        if same_text(text, words) is None:
            words.append(text)
    endless = [at for at, box in enumerate(found) if box.first("infinite") is not None]
    chosen = [texts[key - 1] for key in keys]
    again = any(same_text(text, chosen[:at]) is not None for at, text in enumerate(chosen))
    reuse = again or len(endless) == len(found)
    if reuse != (len(endless) == len(found)) or (endless and not reuse):
        reading.item.lose("words_reused")
    gaps = tuple(WordGap(same_text(text, words) or text) for text in chosen)
    shuffle = _is_on(reading, "shuffleanswers")
    yield checked(WordBank(words=tuple(words), gaps=gaps, reuse=reuse, shuffle=shuffle, **fields))


def _ordering(reading: Reading) -> Iterable[Question]:
    element, item = reading.element, reading.item
    answers = sorted(enumerate(element.all("answer")), key=lambda each: (_share(each[1]), each[0]))
    items = tuple(OrderedItem(reading.text(answer)) for _, answer in answers)
    if (element.words("selecttype") or "ALL") not in ("ALL", "0") and element.words("selectcount") not in ("", "0"):
        item.lose("all_items", count=element.words("selectcount"))
    grading = element.words("gradingtype") or "ABSOLUTE_POSITION"
    if grading == "LONGEST_ORDERED_SUBSET":
        yield checked(Ordering(items=items, marking="longest_run", **reading.fields()))
        return
    if grading not in ("ABSOLUTE_POSITION", "0"):
        item.lose("marking", way=Message("by its rule {rule}", {"rule": grading}))
    yield checked(Ordering(items=items, **reading.fields()))


def _wordselect(reading: Reading) -> Iterable[Question]:
    introduction = reading.element.first("introduction")
    stem = reading.written("introduction") if introduction is not None else Written("")
    sentence = marked_sentence(reading.written("questiontext"), reading.item, reading.take_picture)
    fields = reading.fields(Written(escape(SELECT)) if stem.is_empty else stem)
    yield words_question(fields, sentence, reading.element.words("delimitchars"), reading.item)


READERS: Mapping[str, Callable[[Reading], Iterable[Question]]] = {
    "multichoice": _multichoice,
    "multichoiceset": _multichoiceset,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "essay": _essay,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _gapselect,
    "ddwtos": _ddwtos,
    "ordering": _ordering,
    "wordselect": _wordselect,
}
"""The types that are read, by Moodle's names."""
