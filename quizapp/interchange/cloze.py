"""Cloze questions of Moodle's: gaps in braces, each with its own type, answers and weight; read and written."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from quizapp.domain.gaps import split_gaps
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.runs import runs_of
from quizapp.interchange.building import (
    Answer,
    Fields,
    Near,
    checked,
    choice_question,
    is_full,
    number_text,
    numeric_question,
    read_decimal,
    refuse_too_many_gaps,
    strict,
    typed_answers,
)
from quizapp.interchange.gap_texts import CHOOSE, FILL_IN, split_stem, token, with_numbers, with_one_blank
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.markup import html_of, html_of_plain, html_of_runs
from quizapp.interchange.texts import Written, plain_text_of, read_text
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.texts import Message

Kind = Literal["typed", "typed_case", "choice", "several", "number"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW"), "typed"),
    **dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), "typed_case"),
    **dict.fromkeys(("NUMERICAL", "NM"), "number"),
    **dict.fromkeys(
        [
            "MULTICHOICE",
            "MC",
            "MULTICHOICE_V",
            "MCV",
            "MULTICHOICE_H",
            "MCH",
            "MULTICHOICE_S",
            "MCS",
            "MULTICHOICE_VS",
            "MCVS",
            "MULTICHOICE_HS",
            "MCHS",
        ],
        "choice",
    ),
    **dict.fromkeys(
        ["MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS"],
        "several",
    ),
}
_START = re.compile(r"\{([0-9]{0,4}):([A-Z_]{2,20}):")
_BODY = re.compile(r"((?:[^}\\]|\\.)*)\}", re.DOTALL)
_LIKE_A_GAP = re.compile(r"\{[0-9]{0,4}:[A-Z_]{2,20}[^}]{0,60}")
_PARTS = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<![\\&])#")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:[.,]\d*)?)%")


class _Gap(NamedTuple):
    kind: Kind
    weight: int
    answers: tuple[tuple[str, Decimal, str], ...]
    """The HTML of each answer, its percentage, the HTML of its feedback."""
    is_shuffled: bool = False


def cloze_questions(fields: Fields, html: str, item: Item) -> Iterator[Question]:
    """The questions that a cloze text holds: one, or, where its gaps are of several kinds, one for each kind.

    Raises:
        NotCarriedError: it has no gaps, or one that is not understood.
    """
    bare, gaps = _taken_out(html)
    if unread := _LIKE_A_GAP.search(bare):
        raise NotCarriedError("gap_not_understood", text=unread[0])
    if not gaps:
        raise NotCarriedError("not_read", why=Message("it has no gaps."))
    text = fields.pop("stem")(bare)
    fields["image"] = fields["image"]()
    groups: dict[str, list[int]] = {}
    for number, gap in enumerate(gaps):
        alone = gap.kind in ("several", "number")
        groups.setdefault(f"{gap.kind} {number}" if alone else gap.kind, []).append(number)
    if len(groups) > 1:
        item.lose("split", count=str(len(groups)))
    for place, numbers in enumerate(groups.values(), 1):
        own = {**fields, "points": Decimal(sum(gaps[number].weight for number in numbers) or 1)}
        if len(groups) > 1:
            own["id"] = f"{fields['id'][:58]}-{place}"
        yield _question(own, text, gaps, numbers, item)


def _taken_out(html: str) -> tuple[str, list[_Gap]]:
    """The text with a token for each gap, and the gaps.

    Raises:
        NotCarriedError: a gap is never closed, or not understood.
    """
    gaps: list[_Gap] = []
    pieces: list[str] = []
    at = 0
    while (start := _START.search(html, at)) is not None:
        body = _BODY.match(html, start.end())
        if body is None:
            raise NotCarriedError("gap_not_understood", text=start[0])
        pieces += [html[at : start.start()], token(len(gaps))]
        gaps.append(_gap(start, body[1]))
        refuse_too_many_gaps(len(gaps))
        at = body.end()
    return "".join([*pieces, html[at:]]), gaps


def _gap(found: re.Match[str], body: str) -> _Gap:
    kind = _KINDS.get(found[2])
    if kind is None:
        raise NotCarriedError("gap_not_understood", text=found[0])
    answers = []
    for part in _PARTS.split(body):
        if not part.strip():
            continue
        text, *feedback = _FEEDBACK.split(part, maxsplit=1)
        share = Decimal(0)
        if weight := _WEIGHT.match(text):
            share, text = Decimal(weight[1].replace(",", ".")), text[weight.end() :]
            text = text.lstrip().removeprefix("=") if kind == "choice" else text
        elif text.lstrip().startswith("="):
            share, text = Decimal(100), text.lstrip()[1:]
        answers.append((_unescaped(text), share, _unescaped("".join(feedback))))
    is_shuffled = kind in ("choice", "several") and found[2].endswith("S")
    return _Gap(kind, int(found[1] or 1), tuple(answers), is_shuffled)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([}#~/\"\\])", r"\1", text)


def _question(fields: Fields, text: str, gaps: Sequence[_Gap], numbers: list[int], item: Item) -> Question:
    kind = gaps[numbers[0]].kind
    if len({gaps[number].weight for number in numbers}) > 1:
        item.lose("gap_weights")
    if kind in ("number", "several"):
        gap = gaps[numbers[0]]
        fields = {**fields, "stem": with_one_blank(text, numbers[0])}
        if kind == "number":
            return numeric_question(fields, [_near(answer, item) for answer in gap.answers], item)
        return choice_question(fields, _answers(gap, item), item, single=False, shuffle=gap.is_shuffled)
    stem, text = split_stem(text, CHOOSE if kind == "choice" else FILL_IN)
    fields = {**fields, "stem": stem, "text": with_numbers(text, numbers)}
    if kind == "choice":
        chosen = tuple(ChoiceGap(_options(gaps[number], item)) for number in numbers)
        shuffle = any(gaps[number].is_shuffled for number in numbers)
        return checked(InlineChoice(gaps=chosen, shuffle=shuffle, **fields))
    filled = []
    for number in numbers:
        plain = [
            Answer(plain_text_of(Written(html), item), share, read_text(Written(said), item))
            for html, share, said in gaps[number].answers
        ]
        accepted, anticipated = typed_answers(plain, item)
        filled.append(TypedGap(accepted=accepted, anticipated=anticipated))
    return checked(GapFill(gaps=tuple(filled), forgive=strict(kind == "typed_case"), **fields))


def _answers(gap: _Gap, item: Item) -> list[Answer]:
    return [
        Answer(read_text(Written(html), item), share, read_text(Written(said), item))
        for html, share, said in gap.answers
    ]


def _options(gap: _Gap, item: Item) -> tuple[Option, ...]:
    answers = _answers(gap, item)
    keys = [answer for answer in answers if is_full(answer.share)]
    if not keys:
        raise NotCarriedError("no_key")
    if len(keys) > 1:
        raise NotCarriedError("several_right")
    for answer in answers:
        if answer.share > 0 and answer not in keys:
            item.lose("partial_choice", text=answer.text, share=number_text(answer.share))
        elif answer.share < 0:
            item.lose("single_penalty", text=answer.text)
    return tuple(Option(answer.text, key=answer in keys, feedback=answer.feedback) for answer in answers)


def _near(answer: tuple[str, Decimal, str], item: Item) -> Near:
    html, share, said = answer
    feedback = read_text(Written(said), item)
    text = plain_text_of(Written(html), item)
    if text in ("", "*"):
        return Near(None, Decimal(0), share, feedback)
    value, _, within = text.partition(":")
    return Near(read_decimal(value), abs(read_decimal(within)) if within.strip() else Decimal(0), share, feedback)


# writing


def cloze_html(question: GapFill | InlineChoice, stem: str) -> str:
    """The HTML of a question with gaps, each as Moodle reads it; `stem` is the HTML of what stands before it."""
    weight = question.points / len(question.gaps)
    whole = str(int(weight)) if weight == int(weight) else "1"
    pieces = []
    for piece in split_gaps(question.text, len(question.gaps)):
        if not piece.gap:
            pieces.append(html_of_runs(runs_of(piece.text)).replace("{", "&#123;"))
        elif isinstance(question, InlineChoice):
            sign = "MULTICHOICE_S" if question.shuffle else "MULTICHOICE"
            options = question.gaps[int(piece.gap) - 1].options
            body = "~".join(
                f"{'=' if option.key else ''}{_inside(html_of(option.text))}{_said(option.feedback)}"
                for option in options
            )
            pieces.append(f"{{{whole}:{sign}:{body}}}")
        else:
            gap = question.gaps[int(piece.gap) - 1]
            sign = "SHORTANSWER" if question.forgive.case else "SHORTANSWER_C"
            answers = [(each.text, each.share * 100, each.feedback) for each in gap.accepted]
            answers += [(each.text, Decimal(0), each.feedback) for each in gap.anticipated]
            body = "~".join(
                f"%{number_text(share)}%{_inside(html_of_plain(text).replace('*', '&#92;*'))}{_said(feedback)}"
                for text, share, feedback in answers
            )
            pieces.append(f"{{{whole}:{sign}:{body}}}")
    return f"<p>{stem}</p>\n<p>{''.join(pieces)}</p>"


def has_whole_weights(question: GapFill | InlineChoice) -> bool:
    """Tells whether the points of the gaps can be written, as whole numbers."""
    weight = question.points / len(question.gaps)
    return weight == int(weight) and weight < 1000


def _said(feedback: str) -> str:
    return f"#{_inside(html_of(feedback))}" if feedback else ""


def _inside(html: str) -> str:
    """HTML within a gap: signs that would end it or its parts are written with a backslash."""
    return re.sub(r"(?<!&)#|[}~\\\"]", r"\\\g<0>", html)
