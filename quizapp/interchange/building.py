"""Questions of ours, built from what most tools have: answers with a share of the points, and feedback on each."""

from collections.abc import Sequence
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, NamedTuple

from quizapp.domain.gaps import MOST_GAPS
from quizapp.domain.inline import plain_text
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.text import fold, same_text
from quizapp.domain.typed_answer import Accepted, Anticipated, Forgive
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.problems import Problem
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Band, Numeric, Unit
from quizapp.question_types.open_response import Criterion, Level, OpenResponse
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import Answer as TrueFalseAnswer
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.texts import Message

FULL = Decimal(100)
_ROUNDING = Decimal("0.01")
"""Percent by which shares that are written with a few digits may differ: 33.33 or 33.33333."""

NO_MODEL_ANSWER = "(There is no model answer.)"
SIMPLE_RUBRIC = (
    Criterion(
        text="The answer",
        levels=(Level("does not meet what is asked", 0), Level("meets it in part", 1), Level("meets it", 2)),
    ),
)
"""The rubric of a written answer for which the other tool has none."""

Fields = dict[str, Any]
"""The fields that all questions have: id, stem, image, points, explanation, hints and the like."""


class Answer(NamedTuple):
    """An answer; `share` is the percentage of the points that it earns, below 0 where it costs some."""

    text: str
    share: Decimal
    feedback: str = ""


class Near(NamedTuple):
    """A number that is right, or near, within a distance; `value` is None for all other answers."""

    value: Decimal | None
    within: Decimal
    share: Decimal
    feedback: str = ""


def checked(question: Question) -> Question:
    """`question`, if an author of ours could have written it.

    Raises:
        NotCarriedError: it has a mistake.
    """
    mistake = next(question.mistakes(), None)
    if mistake is not None:
        told = Problem(mistake.code, "", 0, "", mistake.values)
        raise NotCarriedError("mistake", first=told.what_message, then=told.remedy_message)
    return question


def choice_question(
    fields: Fields, answers: Sequence[Answer], item: Item, *, single: bool, shuffle: bool = True, exact: bool = False
) -> Question:
    """One of several options, or several of them.

    A choice of several earns what its answers earn together elsewhere; ours earns (right − wrong) ÷ keys, which is the
    same where each right answer earns 100 % ÷ their number and each wrong one costs as much.
    """
    if single:
        keys = [answer for answer in answers if is_full(answer.share)]
        if not keys:
            raise NotCarriedError("no_key")
        if len(keys) > 1:
            raise NotCarriedError("several_right")
        for answer in answers:
            if answer.share < 0:
                item.lose("single_penalty", text=plain_text(answer.text))
            elif answer.share and answer not in keys:
                item.lose("partial_choice", text=plain_text(answer.text), share=number_text(answer.share))
        options = tuple(Option(answer.text, key=answer in keys, feedback=answer.feedback) for answer in answers)
        return checked(SingleChoice(options=options, shuffle=shuffle, **fields))
    keys = [answer for answer in answers if answer.share > 0]
    if not keys:
        raise NotCarriedError("no_key")
    if not exact:
        each = FULL / len(keys)
        if any(abs(answer.share - each) > _ROUNDING for answer in keys):
            item.lose("weights")
        for answer in answers:
            if answer not in keys and abs(answer.share + each) > _ROUNDING:
                item.lose("penalty", text=plain_text(answer.text))
    options = tuple(Option(answer.text, key=answer.share > 0, feedback=answer.feedback) for answer in answers)
    return checked(MultipleChoice(options=options, marking="exact" if exact else "partial", shuffle=shuffle, **fields))


def true_false_question(fields: Fields, key: bool, feedback: dict[str, str]) -> Question:
    names: tuple[TrueFalseAnswer, ...] = ("true", "false")
    notes = {name: AnswerNote(feedback=feedback[name]) for name in names if feedback.get(name)}
    return checked(TrueFalse(key="true" if key else "false", options=notes, **fields))


def typed_answers(answers: Sequence[Answer], item: Item) -> tuple[tuple[Accepted, ...], tuple[Anticipated, ...]]:
    """The accepted answers and the wrong ones that are expected; those with a wildcard are told and left out.

    Raises:
        NotCarriedError: no answer without a wildcard earns all of the points.
    """
    accepted: list[Accepted] = []
    anticipated: list[Anticipated] = []
    has_wildcard_key = False
    seen: set[str] = set()
    for answer in answers:
        text = answer.text.replace("\\*", "*")
        if "*" in answer.text.replace("\\*", ""):
            if not text.strip("* "):
                if answer.feedback:
                    item.lose("feedback_for_others")
                if answer.share > 0:
                    item.lose("wildcard", text=text)
            else:
                has_wildcard_key = has_wildcard_key or is_full(answer.share)
                item.lose("wildcard", text=text)
        elif answer.share > 0:
            share = Decimal(1) if is_full(answer.share) else answer.share / 100
            if fold(text) not in seen:
                accepted.append(Accepted(text, share=share, feedback=answer.feedback))
        else:
            if answer.share < 0:
                item.lose("negative", text=text)
            if fold(text) not in seen:
                anticipated.append(Anticipated(text, feedback=answer.feedback))
        seen.add(fold(text))
    if not any(answer.share == 1 for answer in accepted):
        raise NotCarriedError("wildcard_key" if has_wildcard_key else "no_key")
    return tuple(accepted), tuple(anticipated)


def strict(match_case: bool) -> Forgive:
    """The differences that other tools forgive: at most capital letters."""
    return Forgive(case=not match_case, accents=False, punctuation=False, slips="0")


def short_answer_question(fields: Fields, answers: Sequence[Answer], item: Item, *, match_case: bool) -> Question:
    accepted, anticipated = typed_answers(answers, item)
    return checked(ShortAnswer(accepted=accepted, anticipated=anticipated, forgive=strict(match_case), **fields))


def numeric_question(
    fields: Fields, answers: Sequence[Near], item: Item, units: tuple[Unit, ...] = (), *, unit_required: bool = False
) -> Question:
    """A number: the first answer that is fully right is the key; wider ones around it are bands."""
    keys = [answer for answer in answers if answer.value is not None and is_full(answer.share)]
    if not keys:
        raise NotCarriedError("no_key")
    key = keys[0]
    for other in keys[1:]:
        if (other.value, other.within) != (key.value, key.within):
            raise NotCarriedError("several_right")
    bands: list[Band] = []
    anticipated: list[Anticipated] = []
    if key.feedback:
        item.lose("feedback_left_out")
    for answer in answers:
        if answer in keys:
            continue
        if answer.value is None:
            if answer.feedback:
                item.lose("feedback_for_others")
        elif answer.value == key.value and answer.share > 0 and answer.within > key.within:
            share = answer.share / 100
            bands.append(Band(number_text(answer.within), share=share, feedback=answer.feedback))
        elif answer.share > 0 or answer.within:
            item.lose("band_left_out", text=number_text(answer.value))
        else:
            anticipated.append(Anticipated(number_text(answer.value), feedback=answer.feedback))
    assert key.value is not None
    return checked(
        Numeric(
            key=number_text(key.value),
            tolerance=number_text(key.within),
            bands=tuple(bands),
            anticipated=tuple(anticipated),
            units=units,
            unit_required=unit_required,
            **fields,
        )
    )


def matching_question(
    fields: Fields, pairs: Sequence[tuple[str, str]], more: Sequence[str], *, shuffle: bool = True
) -> Question:
    """Pairs of a prompt and its option, with options that belong to none; each can be chosen more than once."""
    options: list[str] = []
    for text in (*(option for _, option in pairs), *more):
        if same_text(text, options) is None:
            options.append(text)
    prompts = tuple(Prompt(text, option) for text, option in pairs)
    return checked(Matching(prompts=prompts, options=tuple(options), reuse=True, shuffle=shuffle, **fields))


def written_question(fields: Fields, model_answer: str, item: Item) -> Question:
    """A written answer, which a person marks; a simple rubric is added, and told."""
    item.lose("rubric_added")
    if not model_answer:
        item.lose("model_answer_missing")
    return checked(OpenResponse(rubric=SIMPLE_RUBRIC, model_answer=model_answer or NO_MODEL_ANSWER, **fields))


def is_full(share: Decimal) -> bool:
    return abs(share - FULL) < _ROUNDING


_LONGEST_NUMBER = 100


def read_decimal(text: str) -> Decimal:
    """A number as other tools write it.

    Raises:
        NotCarriedError: it is none, or one of too many digits.
    """
    try:
        number = Decimal(text.strip()[:_LONGEST_NUMBER].replace(",", "."))
    except InvalidOperation:
        raise NotCarriedError("not_a_number", text=text.strip()) from None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -30 or number.adjusted() > 30:
        raise NotCarriedError("not_a_number", text=text.strip())
    return number


_TWENTY_DIGITS = Context(prec=20)
EXACT = Context(prec=80)
"""Adds and subtracts what `read_decimal` reads without rounding."""


def decimal_of(number: Fraction) -> Decimal:
    """A number with up to twenty digits: what other tools read."""
    return _TWENTY_DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


def number_text(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def refuse_too_many_gaps(count: int) -> None:
    if count > MOST_GAPS:
        what = Message("It has %n gaps; {most} are the most.", {"n": count, "most": MOST_GAPS})
        raise NotCarriedError("mistake", first=what, then="")
