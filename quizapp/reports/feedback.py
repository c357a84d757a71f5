"""Feedback: all that is said of a marked question, whatever it is shown on."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Mark, Part, Points, is_full, parts_of
from quizapp.domain.marked_attempt import Adjustment
from quizapp.domain.passage import Span
from quizapp.domain.question import Hint, Question, Remark, Response
from quizapp.domain.runs import joined
from quizapp.domain.text import shortened
from quizapp.question_types.two_part import TwoPart
from quizapp.reports.document import Line
from quizapp.reports.names import role_text
from quizapp.reports.verdict import headline
from quizapp.reports.words import certainty_text, hint_text
from quizapp.reports.working import deductions, workings
from quizapp.texts import ENGLISH, Texts

_LONGEST_PLACE = 160


class Feedback(NamedTuple):
    """Feedback to a response.

    `headline` is the mark in a few words; `working` says how its points came about, where there is more to it than all
    for the right answer and nothing for another; `certainty` may be empty. `remarks` are the author's on the response,
    `why` is the explanation, and may be empty. `places` are those that the key rests on, but for those of single parts
    that the remarks tell in full.
    """

    headline: str
    working: tuple[str, ...]
    certainty: str
    remarks: tuple[Remark, ...]
    why: str
    places: tuple[Span, ...]


def feedback_of(
    bank: Bank, question: Question, response: Response | None, mark: Mark, translate: Texts = ENGLISH
) -> Feedback:
    """The feedback to `response`, which earned `mark`; where there is no response, nothing is remarked."""
    remarks = question.remarks(response) if response is not None else ()
    spans = (span for remark in remarks for span in bank.spans(remark.evidence))
    shown = {span for span in spans if len(" ".join(bank.passage.words_of(span).split())) <= _LONGEST_PLACE}
    shown.difference_update(bank.spans(question.whole_evidence))
    return Feedback(
        headline=headline(mark, translate),
        working=tuple(_working(question, response, mark, translate)),
        certainty=certainty_text(mark, translate) if isinstance(mark, Points) and mark.certainty else "",
        remarks=remarks,
        why=inline_text(question.explanation) if question.explanation else "",
        places=tuple(span for span in dict.fromkeys(bank.spans(question.key_evidence)) if span not in shown),
    )


def _working(question: Question, response: Response | None, mark: Mark, translate: Texts) -> list[str]:
    if not isinstance(mark, Points):
        return []
    if mark.before == mark.possible or (not mark.before and mark.rule in ("all_or_nothing", "share")):
        return deductions(mark, translate)
    return workings(question, response, mark, translate)


def remark_text(bank: Bank | None, remark: Remark, translate: Texts = ENGLISH) -> str:
    """A remark in words: the author's, what the response was mistaken for, and the place that it was taken from.

    The place is left out without a `bank`.
    """
    place = place_text(bank, remark.evidence, translate) if bank is not None else ""
    if not remark.has_words:
        return place[:1].upper() + place[1:]
    texts = (inline_text(remark.text), role_text(remark.role, translate), f"({place})" if place else "")
    return joined((text for text in texts if text), " ")


def remark_lines(
    bank: Bank, question: Question, response: Response | None, remarks: tuple[Remark, ...], translate: Texts
) -> tuple[Line, ...]:
    """Each remark with the place in the passage that it is about, and of several parts, the part that it is on."""
    lines = []
    for remark in remarks:
        words = remark_text(bank, remark, translate)
        part = "" if isinstance(response, str) else question.part_text(remark.part, translate)
        lines.append(Line(joined((part, words), " – ") if part else words))
    return tuple(lines)


def teacher_lines(adjustment: Adjustment | None, translate: Texts = ENGLISH) -> tuple[Line, ...]:
    """The teacher's words to an answer, and what they changed about its mark."""
    if adjustment is None:
        return ()
    set_points = translate("Your teacher set these points: {why}", why=adjustment.why) if adjustment.why else ""
    texts = (adjustment.remark, set_points, translate(adjustment.mended))
    return tuple(Line(text) for text in texts if text)


def answer_lines(
    bank: Bank, question: Question, response: Response | None, mark: Mark, translate: Texts = ENGLISH
) -> tuple[Line, ...]:
    """The response, line by line, with how each was marked."""
    if response is None:
        return ()
    texts = question.summarize_in(response, bank.passage, translate)
    # The parts that were answered and the lines of the summary are both in the order of the question or the response.
    parts = [part for part in parts_of(mark) if part.outcome != "missed"]
    return _with_outcomes(texts, () if question.is_rated else parts)


def rating_lines(question: Question, response: Response | None, mark: Mark) -> tuple[Line, ...]:
    """The rating of the response by a person, criterion by criterion."""
    return _with_outcomes(question.ratings(response), parts_of(mark))


def _with_outcomes(texts: Sequence[str], parts: Sequence[Part]) -> tuple[Line, ...]:
    """A line for each of `texts`, with the outcome of its part where there is one for each."""
    outcomes = [part.outcome for part in parts] if len(parts) == len(texts) else [None] * len(texts)
    return tuple(map(Line, texts, outcomes))


def right_lines(
    bank: Bank, question: Question, response: Response | None, mark: Mark, translate: Texts = ENGLISH
) -> tuple[Line, ...]:
    """A response that would have earned all of the points; of one that is a map, only what was not right."""
    if question.is_rated:
        return tuple(map(Line, question.correct_lines(translate)))
    correct = question.correct_response()
    if isinstance(correct, Mapping) and isinstance(response, Mapping):
        right = {part.id for part in parts_of(mark) if part.outcome == "right"}
        if isinstance(question, TwoPart):
            right |= {at for at, of_part in question.part_marks(response).items() if is_full(of_part)}
        correct = {id_: value for id_, value in correct.items() if id_ not in right and response.get(id_) != value}
    return tuple(map(Line, question.summarize_in(correct, bank.passage, translate)))


def hint_line(hint: Hint, translate: Texts = ENGLISH) -> str:
    return joined((inline_text(hint.text), f"({hint_text(hint, translate)})"), " ")


def place_text(bank: Bank, evidence: Evidence, translate: Texts = ENGLISH) -> str:
    """The place of `evidence` in the passage, and its words: ``paragraph 3: “asked for one summer”``; may be empty."""
    places = []
    for span in bank.spans(evidence):
        number, words = bank.passage.paragraph_of(span.start), bank.passage.words_of(span)
        place = translate("paragraph {number}", number=str(number)) if number else translate("in the passage")
        places.append(f"{place}: “{shortened(' '.join(words.split()), _LONGEST_PLACE)}”")
    return "; ".join(places)
