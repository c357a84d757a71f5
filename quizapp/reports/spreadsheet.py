"""Attempts as a table for a spreadsheet: one row a question, or one row an attempt, as CSV (RFC 4180)."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from fractions import Fraction

from quizapp.csv_table import Value, csv_text
from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Points, earned
from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.domain.question import SKILLS
from quizapp.domain.reading_time import paragraph_seconds
from quizapp.reports.annotations import RemarkEntry, remark_entries
from quizapp.reports.history_data import moment, moment_text
from quizapp.reports.names import levels_text
from quizapp.reports.verdict import verdict

ATTEMPT_HEAD = (
    *("name", "bank", "title", "started", "mode", "number", "question", "type", "skill", "stem", "text", "verdict"),
    *("earned", "possible", "weight", "tries", "hints", "certainty", "answer", "right_answer", "reading_levels"),
    *("seconds", "for_talk", "crossed_out"),
)
HISTORY_HEAD = (
    *("name", "attempt", "bank", "title", "mode", "started", "submitted", "minutes", "finished", "whole_bank"),
    *("questions", "answered", "earned", "possible", "not_marked", "percent"),
    *(f"{skill}_percent" for skill in SKILLS),
    "reading_levels",
    "search",
)
ANSWERS_HEAD = ("attempt", *ATTEMPT_HEAD, "search")


def history_csv(history: LearnerHistory, zone: tzinfo | None = None) -> str:
    """The attempts of a learner, the newest first, with times in `zone`, or where this computer is.

    Times are ISO 8601 with their distance from UTC, as in JSON.

    The marks of an attempt that is not finished, or that a teacher marks, are empty, and so is all that a bank would
    tell that can no longer be read. `search` is what the attempts were searched for.
    """
    return csv_text(HISTORY_HEAD, (_attempt_row(history, entry, zone) for entry in history.entries))


def answers_csv(history: LearnerHistory, zone: tzinfo | None = None) -> str:
    """The questions of the attempts of a learner, as in `attempt_csv`; of those alone that could be marked."""
    rows = (
        (entry.attempt.id, *_question_row(entry.marked, question, moment(entry.attempt.started, zone), history.name))
        for entry in history.entries
        if entry.marked is not None
        for question in entry.marked.questions
    )
    return csv_text(ANSWERS_HEAD, ((*row, history.search) for row in rows))


def attempt_csv(marked: MarkedAttempt, *, started: datetime, name: str = "") -> str:
    """The questions of an attempt that was `started` then, with its time zone, by `name`.

    Earned points are empty where a question is not marked yet; where it was not done, so are those to be earned. Below
    them are the learner's highlights and notes in the passage: `type` says which, `text` has the words that they are
    on, `answer` what was written, and `verdict` the color. Below these is how long each paragraph was on the screen, in
    seconds. `for_talk` is yes where a question was answered faster than it can be read, which proves nothing.
    """
    rows = [_question_row(marked, entry, started, name) for entry in marked.questions]
    remarks = remark_entries(marked.attempt.marginalia, marked.bank.passage)
    rows += [_remark_row(marked, entry, started, name) for entry in remarks]
    times = paragraph_seconds(marked.attempt, marked.bank).items()
    rows += [
        _other_row(marked, started, name, {"type": "paragraph", "number": paragraph, "seconds": round(seconds, 1)})
        for paragraph, seconds in times
    ]
    return csv_text(ATTEMPT_HEAD, rows)


def number(value: Fraction) -> int | float:
    """Points, as a spreadsheet can add them up: to six digits after the point."""
    return value.numerator if value.denominator == 1 else round(float(value), 6)


def _remark_row(marked: MarkedAttempt, entry: RemarkEntry, started: datetime, name: str) -> tuple[Value, ...]:
    known: dict[str, Value] = {
        "type": "highlight" if entry.pen else "place_note",
        "text": entry.quote,
        "verdict": entry.pen,
        "answer": entry.text,
    }
    return _other_row(marked, started, name, known)


def _other_row(marked: MarkedAttempt, started: datetime, name: str, known: Mapping[str, Value]) -> tuple[Value, ...]:
    """A row that is no question: of an attempt with `known`, by column."""
    known = {
        "name": name,
        "bank": marked.bank.id,
        "title": marked.bank.title,
        "started": started.isoformat(timespec="seconds"),
        "mode": marked.attempt.started.mode,
        **known,
    }
    return tuple(known.get(column) for column in ATTEMPT_HEAD)


def _attempt_row(history: LearnerHistory, entry: HistoryEntry, zone: tzinfo | None) -> tuple[Value, ...]:
    attempt, summary = entry.attempt, entry.summary
    told = summary if entry.is_told else None
    skills = dict(told.skills) if told is not None else {}
    marks: tuple[Value, ...] = (None,) * 4
    if told is not None:
        marks = (*map(number, told.total), told.total.percent)
    known: tuple[Value, ...] = (None,) * 3
    if summary is not None:
        known = ("yes" if summary.is_complete else "no", len(summary.answers), summary.answered)
    return (
        history.name,
        attempt.id,
        attempt.bank_id,
        attempt.title,
        None if summary is None else summary.mode,
        moment_text(attempt.started, zone),
        None if entry.ended is None else moment_text(entry.ended, zone),
        None if summary is None else round(summary.seconds / 60, 2),
        "yes" if attempt.submitted else "no",
        *known,
        *marks,
        *(skills[skill].percent if skill in skills else None for skill in SKILLS),
        None if summary is None else levels_text(summary.levels),
        history.search,
    )


def _question_row(marked: MarkedAttempt, entry: MarkedQuestion, started: datetime, name: str) -> tuple[Value, ...]:
    question, mark, attempt = entry.question, entry.mark, marked.attempt
    passage, how = marked.bank.passage, verdict(mark, entry.is_done)
    return (
        name,
        marked.bank.id,
        marked.bank.title,
        started.isoformat(timespec="seconds"),
        attempt.started.mode,
        entry.number,
        question.id,
        question.type_name,
        question.skill,
        plain_text(question.stem),
        "\n".join(question.text_lines()),
        how,
        None if how in ("unmarked", "not_done", "handed_in") else number(earned(mark)),
        number(mark.possible) if entry.is_done else None,
        number(Fraction(question.weight)),
        len(attempt.tried.get(question.id, ())) + (entry.response is not None) if attempt.mode.tries > 1 else None,
        attempt.hints.get(question.id, 0),
        mark.certainty or None if isinstance(mark, Points) else None,
        "; ".join(question.summarize_in(entry.response, passage)) if entry.response is not None else "",
        "; ".join(question.summarize_in(question.correct_response(), passage)) if marked.is_marked_here else "",
        levels_text([level.name for level in marked.levels_read]),
        round(entry.seconds, 1) or None,
        "yes" if entry.quick else "no",
        "; ".join(plain_text(question.part_text(id_)) for id_ in entry.crossed_out),
    )
