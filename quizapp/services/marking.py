"""Marking of a whole attempt: per question and per skill, and what was missed."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from quizapp.domain.attempt import Attempt, replay
from quizapp.domain.bank import Bank
from quizapp.domain.behavior import MarkResponse, certainty_points, mark_of, mark_response
from quizapp.domain.event import Answered, Event, Rated, StoredResponse, Tried
from quizapp.domain.mark import Mark, Points, Unanswered, Unmarked, earned, exact_sum
from quizapp.domain.marked_attempt import Adjustment, CertaintyTotal, MarkedAttempt, MarkedQuestion, Total
from quizapp.domain.question import SKILLS, WRITTEN
from quizapp.domain.reading_time import question_seconds, quick_answers
from quizapp.statistics.distinction import SortingsOf, distinctions, sortings


def replay_unrated(bank: Bank, events: Iterable[Event]) -> Attempt:
    """The attempt that a learner handed in, without any rating: nobody rates themselves.

    Levels that stand within a response go too. Our own program puts none there, but whoever changed it could.

    Raises:
        ValueError: `events` do not begin with `Started`.
    """
    return replay(_unrated(bank, event) for event in events if not isinstance(event, Rated))


def _unrated(bank: Bank, event: Event) -> Event:
    if isinstance(event, Answered | Tried) and event.question in bank and bank.question(event.question).is_rated:
        if isinstance(event, Answered):
            return msgspec.structs.replace(event, response=_written(event.response))
        return msgspec.structs.replace(event, kept=_written(event.kept))
    return event


def _written(response: StoredResponse | None) -> StoredResponse | None:
    """`response` with nothing in it but what was written."""
    if isinstance(response, Mapping):
        return {name: value for name, value in response.items() if name == WRITTEN}
    return response


def mark_attempt(
    bank: Bank,
    attempt: Attempt,
    adjustments: Mapping[str, Adjustment] | None = None,
    marked: MarkResponse = mark_response,
    sortings_of: SortingsOf = sortings,
) -> MarkedAttempt:
    """The marks of `attempt` as they follow from the bank: computed, never stored.

    They are told at the level of the passage that was read last.

    `adjustments` are a teacher's, by the id of the question. At a bank without a key nothing counts here, as somebody
    else marks it. `marked` is as in `mark_of`, `sortings_of` as in `distinctions`.
    """
    adjustments = adjustments or {}
    bank = bank.at_level(attempt.level)
    has_key = bank.has_key
    is_open = attempt.mode.tells_at_once and not attempt.started.assignment
    seconds, quick = question_seconds(attempt), quick_answers(attempt, bank)
    entries = []
    for number, id_ in enumerate(attempt.order, 1):
        question, response = bank.question(id_), attempt.final_response(id_)
        arrangement = attempt.started.arrangements[id_]
        tried, hints = attempt.tried.get(id_, ()), question.hints[: attempt.hints.get(id_, 0)]
        if id_ not in attempt.responses:
            tried = tried[:-1]  # it counts
        note = attempt.notes.get(id_, "")
        mark: Mark = mark_of(question, attempt, marked) if has_key else Unmarked(question.possible, is_elsewhere=True)
        adjustment = adjustments.get(id_)
        if adjustment is not None and has_key:
            mark = adjustment.mark(mark, question, response)
        seen = attempt.seen.get(id_)
        is_left_out = not has_key or (is_open and isinstance(mark, Unanswered))
        is_done = not is_left_out or (seen is not None and seen.response is not None)
        is_done = is_done and not (adjustment is not None and adjustment.is_left_out)
        times = seconds.get(id_, 0.0), quick.get(id_, 0.0)
        given = tried, hints, note, is_done, adjustment
        crossed_out = tuple(each for each in arrangement if each in attempt.eliminated.get(id_, ()))
        entries.append(MarkedQuestion(number, question, arrangement, response, mark, *given, *times, crossed_out))
    done = [entry for entry in entries if entry.is_done]
    by_skill: dict[str, list[MarkedQuestion]] = {skill: [] for skill in SKILLS}
    for entry in done:
        by_skill.setdefault(entry.question.skill, []).append(entry)
    return MarkedAttempt(
        bank=bank,
        attempt=attempt,
        questions=tuple(entries),
        total=_total(done if has_key else entries),
        skills=tuple((skill, _total(by_skill[skill])) for skill in SKILLS if by_skill[skill]),
        distinctions=distinctions(  # of responses as they were before the learner had seen the key
            ((entry.question, (attempt.seen.get(entry.question.id) or entry).response) for entry in done), sortings_of
        ),
        certainties=_certainties(done) if attempt.mode.certainty else (),
    )


def _certainties(entries: Iterable[MarkedQuestion]) -> tuple[CertaintyTotal, ...]:
    """The outcome of the marked responses at each certainty, the lowest first; those that nobody gave are left out."""
    found: dict[int, list[MarkedQuestion]] = {}
    for entry in entries:
        if isinstance(entry.mark, Points):
            found.setdefault(entry.mark.certainty, []).append(entry)
    return tuple(
        CertaintyTotal(
            certainty,
            asked=len(those),
            right=sum(entry.full for entry in those),
            points=sum(
                (Fraction(entry.question.weight) * certainty_points(entry.mark) for entry in those), Fraction(0)
            ),
        )
        for certainty, those in sorted(found.items())
    )


def _total(entries: Iterable[MarkedQuestion]) -> Total:
    got: list[Fraction] = []
    possible: list[Fraction] = []
    unmarked: list[Fraction] = []
    for entry in entries:
        mark, weight = entry.mark, entry.question.weight
        own, most = earned(mark), mark.possible
        if weight != 1:
            own, most = own * Fraction(weight), most * Fraction(weight)
        if isinstance(mark, Unmarked):
            unmarked.append(most)
        else:
            got.append(own)
            possible.append(most)
    return Total(exact_sum(got), exact_sum(possible), exact_sum(unmarked))
