"""A marked attempt as plain data, for JSON."""

from fractions import Fraction
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked, earned
from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.domain.question import Response


def attempt_data(review: MarkedAttempt) -> dict[str, Any]:
    """`review` as maps, lists, texts and numbers.

    Responses, and the ids of parts, are in the letters of the bank's file: a response can be put into an answers file
    as it stands. `stem`, `text` and what ends in `lines` say the same in words, for whoever does not have the bank, or
    saw other letters. Points that are `unmarked`, as a person has yet to mark them,
    are neither earned nor possible. What earned all of its points has `earned` equal to `possible`, to the last bit.
    """
    return {
        "bank": review.bank.id,
        "title": review.bank.title,
        "earned": _number(review.total.earned),
        "possible": _number(review.total.possible),
        "unmarked": _number(review.total.unmarked),
        "percent": None if review.total.is_open else review.total.percent,
        "skills": {
            skill: {
                "earned": _number(total.earned),
                "possible": _number(total.possible),
                "unmarked": _number(total.unmarked),
            }
            for skill, total in review.skills
        },
        "questions": [_question_data(review.bank, entry) for entry in review.questions],
        "missed": list(review.missed),
        "certainties": [
            {
                "certainty": each.certainty,
                "asked": each.asked,
                "right": each.right,
                "points": _number(each.points),
            }
            for each in review.certainties
        ],
        "distinctions": [
            {
                "categories": list(distinction.categories),
                "sorted_as": [*distinction.categories, ""],
                "counts": [list(row) for row in distinction.counts],
                "right": distinction.right,
                "total": distinction.total,
            }
            for distinction in review.distinctions
        ],
    }


def _question_data(bank: Bank, entry: MarkedQuestion) -> dict[str, Any]:
    question, mark = entry.question, entry.mark

    def lines(response: Response) -> list[str]:
        return list(map(str, question.summarize_in(response, bank.passage)))

    marked = mark if isinstance(mark, Points) else None
    return {
        "id": question.id,
        "type": question.type_name,
        "stem": plain_text(question.stem),
        "earned": _number(earned(mark)),
        "possible": _number(mark.possible),
        "status": _status(mark),
        "rule": marked.rule if marked else None,
        "right": marked.right if marked else 0,
        "wrong": marked.wrong if marked else 0,
        "of": marked.of if marked else 0,
        "terms": [_number(term) for term in marked.terms] if marked else [],
        "parts": [
            {
                "id": question.file_id(part.id),
                "text": str(question.part_text(part.id)),
                "outcome": part.outcome,
            }
            for part in (marked.parts if marked else ())
        ],
        "deductions": [
            {"reason": deduction.reason, "number": deduction.number, "points": _number(deduction.points)}
            for deduction in (marked.deductions if marked else ())
        ],
        "tried": [question.write_response(tried) for tried in entry.tried],
        "tried_lines": [lines(tried) for tried in entry.tried],
        "hints": len(entry.hints),
        "note": entry.note,
        "certainty": (marked.certainty if marked else 0) or None,
        "response": None if entry.response is None else question.write_response(entry.response),
        "response_lines": [] if entry.response is None else lines(entry.response),
        "correct": question.write_response(question.correct_response()),
        "correct_lines": lines(question.correct_response()),
    }


def _status(mark: Mark) -> str:
    match mark:
        case Points():
            return "marked"
        case Unanswered():
            return "unanswered"
        case Invalid():
            return "invalid"
        case Unmarked():
            return "unmarked"


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
