"""A marked attempt as a table for a spreadsheet: one row a question, as CSV (RFC 4180)."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from io import StringIO

from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Points, earned
from quizapp.domain.review import QuestionReview, Review
from quizapp.reports.attempt_report import verdict

Value = str | int | float | None

_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the system's old encoding."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, or skips on the way to it (OWASP, *CSV Injection*)."""

ATTEMPT_HEAD = (
    "name",
    "bank",
    "title",
    "when",
    "mode",
    "number",
    "question",
    "type",
    "skill",
    "stem",
    "verdict",
    "earned",
    "possible",
    "weight",
    "tries",
    "hints",
    "certainty",
    "answer",
    "right_answer",
)


def attempt_csv(review: Review, *, when: datetime, name: str = "") -> str:
    """The questions of an attempt that was taken at `when` by `name`; points that are not marked yet are empty."""
    return csv_text(ATTEMPT_HEAD, (_question_row(review, entry, when, name) for entry in review.questions))


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """`rows` below `head`. No text in them is a formula to a spreadsheet: those that would be have a ' before them."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return _MARK + out.getvalue()


def number(value: Fraction) -> int | float:
    """Points, as a spreadsheet can add them up: to six digits after the point."""
    return value.numerator if value.denominator == 1 else round(float(value), 6)


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        value = value.replace("\0", "")
        return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value
    return value


def _question_row(review: Review, entry: QuestionReview, when: datetime, name: str) -> tuple[Value, ...]:
    question, mark, attempt = entry.question, entry.mark, review.attempt
    how = verdict(mark)
    return (
        name,
        review.bank.id,
        review.bank.title,
        when.isoformat(sep=" ", timespec="seconds"),
        attempt.started.mode,
        entry.number,
        question.id,
        question.type_name,
        question.skill,
        plain_text(question.stem),
        how,
        None if how == "unmarked" else number(earned(mark)),
        number(mark.possible),
        number(Fraction(question.weight)),
        len(attempt.tried.get(question.id, ())) + (entry.response is not None) if attempt.mode.tries > 1 else None,
        attempt.hints.get(question.id, 0),
        mark.certainty or None if isinstance(mark, Points) else None,
        "; ".join(question.summarize(entry.response)) if entry.response is not None else "",
        "; ".join(question.summarize(question.correct_response())),
    )
