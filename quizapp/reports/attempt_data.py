"""A marked attempt as plain data, for JSON."""

from fractions import Fraction
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked, earned
from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion, Total
from quizapp.domain.question import Response
from quizapp.domain.reading_time import paragraph_seconds, text_seconds
from quizapp.reports.annotations import RemarkEntry, remark_entries
from quizapp.reports.verdict import verdict

_STATUSES: dict[type[Mark], str] = {
    Points: "marked", Unanswered: "unanswered", Invalid: "invalid", Unmarked: "unmarked"
}  # fmt: skip


def attempt_data(marked: MarkedAttempt) -> dict[str, Any]:
    """`marked` as maps, lists, texts and numbers.

    Responses, and the ids of parts, are in the letters of the bank's file: a response can be put into an answers file
    as it stands. `reading_levels` are the names of those at which the passage was read, in order; none where it has no
    others. `stem`, `text` and what ends in `lines` say the same in words, for whoever does not have the bank, or
    saw other letters. Points that are `unmarked`, as a person has yet to mark them, are neither earned nor possible.
    Questions that do not count, as nothing was done in practice or in a review, have the status ``not_done`` and no
    points; so have those with ``handed_in``, which a teacher marks, and of which nothing right is told. What earned
    all of its points has `earned` equal to `possible`, to the last bit. `percent` is null where nothing counts.
    `highlights` and `place_notes` are what the learner left in the passage; where the words of one are not in it, as it
    is here, `in_text` is false. `text_seconds` and `paragraph_seconds` are how long the passage and each paragraph
    were on the screen, the `seconds` of a question how long it was open; with `for_talk`, it was answered faster than
    it can be read, which proves nothing. `crossed_out` are the options that the learner had crossed out.
    """
    remarks = remark_entries(marked.attempt.marginalia, marked.bank.passage)
    return {
        "bank": marked.bank.id,
        "title": marked.bank.title,
        "reading_levels": [level.shown_name() for level in marked.levels_read],
        **_points(marked.total),
        "percent": marked.total.percent,
        "skills": {skill: _points(total) for skill, total in marked.skills},
        "questions": [_question_data(marked.bank, entry) for entry in marked.questions],
        "missed": list(marked.missed),
        "text_seconds": round(text_seconds(marked.attempt), 1),
        "paragraph_seconds": [
            {"paragraph": number, "seconds": round(seconds, 1)}
            for number, seconds in paragraph_seconds(marked.attempt, marked.bank).items()
        ],
        "highlights": [{**_place_data(entry), "color": entry.pen} for entry in remarks if entry.pen],
        "place_notes": [{**_place_data(entry), "text": entry.text} for entry in remarks if not entry.pen],
        "certainties": [each._asdict() | {"points": _number(each.points)} for each in marked.certainties],
        "distinctions": [
            {
                "categories": list(distinction.categories),
                "sorted_as": [*distinction.categories, ""],
                "counts": [list(row) for row in distinction.counts],
                "right": distinction.right,
                "total": distinction.total,
            }
            for distinction in marked.distinctions
        ],
    }


def _question_data(bank: Bank, entry: MarkedQuestion) -> dict[str, Any]:
    question, mark = entry.question, entry.mark

    def lines(response: Response) -> list[str]:
        return list(map(str, question.summarize_in(response, bank.passage)))

    points = mark if isinstance(mark, Points) else None
    return {
        "id": question.id,
        "type": question.type_name,
        "stem": plain_text(question.stem),
        "earned": _number(earned(mark)),
        "possible": _number(mark.possible) if entry.is_done else 0,
        "status": _STATUSES[type(mark)] if entry.is_done else verdict(mark, is_done=False),
        "rule": points.rule if points else None,
        "right": points.right if points else 0,
        "wrong": points.wrong if points else 0,
        "of": points.of if points else 0,
        "terms": [_number(term) for term in points.terms] if points else [],
        "parts": [
            {"id": question.file_id(part.id), "text": str(question.part_text(part.id)), "outcome": part.outcome}
            for part in (points.parts if points else ())
        ],
        "deductions": [
            deduction._asdict() | {"points": _number(deduction.points)}
            for deduction in (points.deductions if points else ())
        ],
        "tried": [question.write_response(tried) for tried in entry.tried],
        "tried_lines": [lines(tried) for tried in entry.tried],
        "crossed_out": [question.file_id(id_) for id_ in entry.crossed_out],
        "hints": len(entry.hints),
        "note": entry.note,
        "seconds": round(entry.seconds, 1),
        "for_talk": bool(entry.quick),
        "certainty": (points.certainty if points else 0) or None,
        "response": None if entry.response is None else question.write_response(entry.response),
        "response_lines": [] if entry.response is None else lines(entry.response),
        "correct": question.write_response(question.correct_response()) if bank.has_key else None,
        "correct_lines": lines(question.correct_response()) if bank.has_key else [],
    }


def _place_data(entry: RemarkEntry) -> dict[str, Any]:
    return {"quote": entry.quote, "paragraph": entry.paragraph, "in_text": entry.span is not None}


def _points(total: Total) -> dict[str, int | float]:
    return {name: _number(points) for name, points in total._asdict().items()}


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
