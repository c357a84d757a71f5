"""Typed answers and texts with gaps in QTI 1.2: blanks, menus and banks of words."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.text import same_text
from quizapp.domain.typed_answer import Forgive
from quizapp.interchange.building import (
    FULL,
    Answer,
    checked,
    is_full,
    number_text,
    refuse_too_many_gaps,
    short_answer_question,
    strict,
    typed_answers,
)
from quizapp.interchange.gap_texts import CHOOSE, FILL_IN, gaps_in, split_stem, token, with_numbers
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.qti12_item import ItemReading, Response
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.texts import Message

_MOST_VALUES = 200
_ALIKE = {"TextEquivalence", "TextInChoices", "Equivalence", ""}


def typed_line(reading: ItemReading, response: Response, stem: str) -> Question:
    answers, match_case, _ = _typed_values(reading, response)
    return short_answer_question(reading.fields(stem), answers, reading.item, match_case=match_case)


def typed_gaps(reading: ItemReading) -> Iterable[Question]:
    """Lines that stand within the text, each with what is right in it."""
    refuse_too_many_gaps(len(reading.responses))
    found = [_typed_values(reading, response) for response in reading.responses]
    if any(is_joint for _, _, is_joint in found):
        reading.item.lose("marking", way=Message("all gaps have to be right"))
    text = reading.stem(reading.question_html())
    order = gaps_in(text)
    if sorted(order) != list(range(len(found))):
        raise NotCarriedError("not_read", why=Message("it has no gaps."))
    yield _gap_fill(reading, text, order, [found[gap][0] for gap in order], any(case for _, case, _ in found))


def _typed_values(reading: ItemReading, response: Response) -> tuple[list[Answer], bool, bool]:
    """The right answers for a response; whether capital letters count; whether other responses have to be right too.

    Raises:
        NotCarriedError: the item says of no value that it is right.
    """
    worth: dict[str, Decimal] = {}
    cases: set[bool] = set()
    is_joint = False
    for condition in reading.scoring.marking:
        tests = condition.positive()
        others = {test.attributes.get("respident", "") for test in tests} - {response.ident}
        for test in tests:
            if test.tag == "varequal" and test.attributes.get("respident", "") == response.ident:
                is_joint = is_joint or bool(others)
                value = max(value for _, value in condition.marks)
                worth[test.text.strip()] = max(value, worth.get(test.text.strip(), value))
                cases.add(test.attributes.get("case", "").casefold() == "yes")
        _refuse_other_tests(condition.tests)
    if not worth:
        raise NotCarriedError("no_key")
    if len(worth) > _MOST_VALUES:
        raise NotCarriedError("needs", what=Message("more than {limit} right answers", {"limit": _MOST_VALUES}))
    best = max(worth.values())
    answers = [
        Answer(value.replace("*", "\\*"), round(each / best * FULL, 2), reading.feedback_on(response.ident, value))
        for value, each in worth.items()
    ]
    return answers, cases == {True}, is_joint


def _refuse_other_tests(tests: object) -> None:
    for each in getattr(tests, "children", ()):
        if each.tag not in ("varequal", "and", "or", "not", "other", "unanswered", "qticomment"):
            raise NotCarriedError("needs", what=Message("conditions of the kind “{tag}”", {"tag": each.tag[:60]}))
        if each.tag in ("and", "or"):
            _refuse_other_tests(each)


def _gap_fill(
    reading: ItemReading,
    text: str,
    order: Sequence[int],
    gaps: Sequence[Sequence[Answer]],
    match_case: bool,
    forgive: Forgive | None = None,
) -> Question:
    filled = []
    for answers in gaps:
        accepted, anticipated = typed_answers(answers, reading.item)
        filled.append(TypedGap(accepted=accepted, anticipated=anticipated))
    stem, text = split_stem(text, FILL_IN)
    fields = reading.fields(stem)
    fields["text"] = with_numbers(text, list(order))
    return checked(GapFill(gaps=tuple(filled), forgive=forgive or strict(match_case), **fields))


# gaps that are named in brackets, as Canvas has them


def _named_gaps(reading: ItemReading) -> tuple[str, list[int]]:
    """The text with a private character for each named gap, and the numbers of the responses in their order."""
    refuse_too_many_gaps(len(reading.responses))
    html = reading.question_html()
    for number, response in enumerate(reading.responses):
        names = (response.ident.removeprefix("response_"), reading.plain_of(response.element))
        for name in names:
            bracket = f"[{escape(name)}]"
            if name and bracket in html:
                html = html.replace(bracket, token(number), 1)
                break
        else:
            raise NotCarriedError("gap_not_understood", text=f"[{names[0]}]")
    text = reading.stem(html)
    return text, gaps_in(text)


def dropdowns(reading: ItemReading) -> Iterable[Question]:
    """A menu of options for each gap."""
    text, order = _named_gaps(reading)
    yield _inline_choice(reading, text, order)


def _inline_choice(reading: ItemReading, text: str, order: list[int]) -> Question:
    gaps, weights = [], set()
    for gap in order:
        options, weight = _options(reading, reading.responses[gap])
        gaps.append(ChoiceGap(options))
        weights.add(weight)
    if len(weights) > 1:
        reading.item.lose("gap_weights")
    stem, text = split_stem(text, CHOOSE)
    fields = reading.fields(stem)
    fields["text"] = with_numbers(text, order)
    return checked(InlineChoice(gaps=tuple(gaps), shuffle=False, **fields))


def _refuse_too_many(response: Response) -> None:
    if len(response.labels) > _MOST_VALUES:
        raise NotCarriedError("needs", what=Message("more than {limit} options", {"limit": _MOST_VALUES}))


def _options(reading: ItemReading, response: Response) -> tuple[tuple[Option, ...], Decimal]:
    _refuse_too_many(response)
    scores = [reading.scoring.score({response.ident: (label.ident,)}) for label in response.labels]
    best = max(scores, default=Decimal(0))
    if best <= 0:
        raise NotCarriedError("no_key")
    if scores.count(best) > 1:
        raise NotCarriedError("several_right")
    options = []
    for label, score in zip(response.labels, scores, strict=True):
        text = reading.label_text(label)
        if 0 < score < best:
            reading.item.lose("partial_choice", text=text, share=number_text(round(score / best * FULL, 2)))
        elif score < 0:
            reading.item.lose("single_penalty", text=text)
        said = reading.feedback_on(response.ident, label.ident)
        options.append(Option(text, key=is_full(score / best * FULL), feedback=said))
    return tuple(options), best


def blanks(reading: ItemReading) -> Iterable[Question]:
    """Gaps of which each has its own kind: typed, chosen in a menu, or filled with a word of a bank.

    In gaps that are typed, each label is an answer that is right. Gaps of several kinds become a question for each.
    """
    text, order = _named_gaps(reading)
    kinds: dict[str, list[int]] = {}
    for gap in order:
        labels = reading.responses[gap].labels
        kind = labels[0].element.attributes.get("answer_type", "openEntry") if labels else "openEntry"
        kinds.setdefault(kind, []).append(gap)
    if len(kinds) > 1:
        reading.item.lose("split", count=str(len(kinds)))
    for kind, gaps in kinds.items():
        if kind == "dropdown":
            yield _inline_choice(reading, text, gaps)
        elif kind == "wordbank":
            yield _word_bank(reading, text, gaps)
        elif kind == "openEntry":
            yield _labeled_gaps(reading, text, gaps)
        else:
            raise NotCarriedError("needs", what=Message("gaps of the kind “{kind}”", {"kind": kind[:60]}))


def _labeled_gaps(reading: ItemReading, text: str, order: list[int]) -> Question:
    gaps = []
    for gap in order:
        response = reading.responses[gap]
        answers = []
        _refuse_too_many(response)
        scores = [reading.scoring.score({response.ident: (label.ident,)}) for label in response.labels]
        best = max(scores, default=Decimal(0))
        for label, score in zip(response.labels, scores, strict=True):
            way = label.element.attributes.get("scoring_algorithm", "")
            if way == "TextRegex":
                raise NotCarriedError("needs", what=Message("answers that are a pattern"))
            if way not in _ALIKE:
                reading.item.lose("stricter")
            value = reading.plain_of(label.element).replace("*", "\\*")
            share = FULL  # Canvas writes only of the first label what it earns
            if 0 < score < best:
                share = round(score / best * FULL, 2)
            answers.append(Answer(value, share, reading.feedback_on(response.ident, label.ident)))
        gaps.append(answers)
    return _gap_fill(reading, text, order, gaps, False)


def _word_bank(reading: ItemReading, text: str, order: list[int]) -> Question:
    words: list[str] = []
    gaps = []
    reuse = False
    for gap in order:
        options, _ = _options(reading, reading.responses[gap])
        for option in options:
            if same_text(option.text, words) is None:
                words.append(option.text)
        key = next(option.text for option in options if option.key)
        gaps.append(WordGap(same_text(key, words) or key))
        labels = reading.responses[gap].labels
        reuse = reuse or any(each.element.attributes.get("allow_reuse") == "true" for each in labels)
    keys = [gap.key for gap in gaps]
    if not reuse and len(set(keys)) < len(keys):
        reuse = True
        reading.item.lose("words_reused")
    stem, text = split_stem(text, FILL_IN)
    fields = reading.fields(stem)
    fields["text"] = with_numbers(text, order)
    return checked(WordBank(words=tuple(words), gaps=tuple(gaps), reuse=reuse, **fields))
