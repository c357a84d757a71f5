"""Summaries of attempts, which the journal keeps beside their events, and which can be computed anew at any time."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from quizapp.domain.attempt import Attempt, replay
from quizapp.domain.bank import Bank
from quizapp.domain.event import Event, Started
from quizapp.domain.mark import Points, Unanswered, Unmarked
from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.domain.summary import AnswerSummary, Summary
from quizapp.services.marking import mark_attempt

SUMMARY_VERSION = 3
"""To be raised whenever the same events could give another summary: what was kept is computed anew then."""


def summarize(bank: Bank, events: Sequence[Event], moments: Sequence[float]) -> Summary:
    """The summary of an attempt at `bank`, as it was then. `moments` are when each of its events was written."""
    return summary_of(mark_attempt(bank, replay(events)), told_at(events, moments))


def summary_of(marked: MarkedAttempt, told: Mapping[str, float]) -> Summary:
    """The summary of an attempt that was marked, of whose questions the marks could be told at `told`."""
    attempt = marked.attempt
    return Summary(
        mode=attempt.started.mode,
        is_whole=len(marked.questions) == len(marked.bank.questions),
        seconds=attempt.seconds,
        total=marked.total,
        skills=marked.skills,
        answers=tuple(_answer(entry, attempt, told.get(entry.question.id, 0.0)) for entry in marked.questions),
        distinctions=marked.distinctions,
        certainties=marked.certainties,
        left_out=sum(not entry.is_done for entry in marked.questions),
        is_marked_here=marked.is_marked_here,
        levels=tuple(level.name for level in marked.levels_read),
    )


def told_at(events: Sequence[Event], moments: Sequence[float]) -> dict[str, float]:
    """The time at which the mark of each question could first be told: when it was checked, or at the end.

    A check that was undone has told it as well.

    Raises:
        ValueError: the first event is not `Started`.
    """
    started, *rest = events
    if not isinstance(started, Started):
        raise ValueError("an attempt begins with Started")
    attempt = Attempt(started)
    told: dict[str, float] = {}
    for event, moment in zip(rest, moments[1:], strict=True):
        was_over = attempt.submitted
        attempt.apply(event)
        known = {*attempt.checked, *attempt.seen, *(attempt.order if attempt.submitted else ())}
        if was_over and not attempt.submitted:  # what has no answer can be answered again
            told = {question: at for question, at in told.items() if question in known}
        told |= {question: moment for question in attempt.order if question in known and question not in told}
    return told


def _answer(entry: MarkedQuestion, attempt: Attempt, told: float) -> AnswerSummary:
    question, mark = entry.question, entry.mark
    share: Fraction | None = Fraction(0)
    if isinstance(mark, Points):
        share = mark.worth / mark.possible if mark.possible else Fraction(0)
    elif isinstance(mark, Unmarked) or not entry.is_done:
        share = None
    return AnswerSummary(
        question=question.id,
        skill=question.skill,
        answered=not isinstance(mark, Unanswered) and entry.response is not None,
        share=share,
        aided=attempt.is_aided(question.id),
        told_at=told,
        stood_for=attempt.started.stands_for.get(question.id, ""),
    )


def as_data(summary: Summary) -> dict[str, Any]:
    """`summary` as JSON can hold it."""
    data: dict[str, Any] = msgspec.to_builtins(summary, enc_hook=str)
    return data


def from_data(data: Mapping[str, Any]) -> Summary | None:
    """The summary that `as_data` made `data` of; None where it was not made by this version."""
    try:
        return msgspec.convert(data, Summary, dec_hook=_fraction)
    except (ValueError, TypeError, ZeroDivisionError):  # msgspec's are ValueErrors
        return None


def _fraction(kind: type, value: str) -> Fraction:
    """A fraction as `str` writes it; what `Fraction` itself makes of a text takes several times as long."""
    over, _, under = value.partition("/")
    return Fraction(int(over), int(under)) if under else Fraction(int(over))
