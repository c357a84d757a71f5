"""The bounds of a learner's feedback: what is beyond them is neither written nor, as reading asks the same, read."""

from typing import Any

import pytest

from quizapp.domain.feedback import Feedback
from quizapp.formats.feedback_file import read_feedback, write_feedback
from quizapp.formats.seal import public_of
from tests import assigned
from tests.assigned import DESK_SEED, LEARNER_SEED

FEEDBACK = assigned.feedback()
PART = FEEDBACK.parts["0"]
ID, ANSWER = next(iter(PART.answers.items()))


def changed(record: Any, **fields: Any) -> Any:
    return record._replace(**fields) if hasattr(record, "_replace") else type(record)(**{**_fields(record), **fields})


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def of_part(**fields: Any) -> Feedback:
    return changed(FEEDBACK, parts={"0": changed(PART, **fields)})


def of_answer(id_: str = ID, **fields: Any) -> Feedback:
    return of_part(answers={id_: changed(ANSWER, **fields)})


def without_hashes(feedback: Feedback) -> Feedback:
    parts = {index: changed(part, bank=assigned.without_hash(part.bank)) for index, part in feedback.parts.items()}
    return changed(feedback, parts=parts)


def test_what_may_be_in_it_is_read_as_it_was_written() -> None:
    rating = {chr(65 + at): 99 for at in range(26)}
    for feedback in (
        FEEDBACK,
        changed(FEEDBACK, number=1000, released=0.0),
        changed(FEEDBACK, parts={"99": PART}),
        of_part(events=200_000),
        of_answer(rating=rating),
        *(of_answer(points=points) for points in ("0", "-2", "1/3", "-1/999999999999", None)),
    ):
        data = write_feedback(feedback, DESK_SEED, public_of(LEARNER_SEED))
        assert without_hashes(read_feedback(data, LEARNER_SEED, public_of(DESK_SEED))) == without_hashes(feedback)


def test_what_is_beyond_the_bounds_is_not_written() -> None:
    beyond = {
        "no assignment": changed(FEEDBACK, assignment="bees"),
        "no learner's id": changed(FEEDBACK, learner="anna"),
        "no name": changed(FEEDBACK, name=" "),
        "no time": changed(FEEDBACK, released=-1.0),
        "number 0": changed(FEEDBACK, number=0),
        "number 1001": changed(FEEDBACK, number=1001),
        "no parts": changed(FEEDBACK, parts={}),
        **{
            f"part {index!r}": changed(FEEDBACK, parts={index: PART})
            for index in ("", "x", "-1", "00", "01", "100", "²", "٣", "1.0", " 1")
        },
        "no attempt": of_part(attempt="none"),
        "no events": of_part(events=0),
        "too many events": of_part(events=200_001),
        "a remark that nobody can read": of_part(remark="\0"),
        "no such question": of_answer("nowhere"),
        **{name: of_answer(**{name: "\0"}) for name in ("why", "mended", "remark")},
        "a criterion that nobody can read": of_answer(rating={"\0": 1}),
        "a level below none": of_answer(rating={"A": -1}),
        "a level too high": of_answer(rating={"A": 100}),
        "too many criteria": of_answer(rating={f"c{at}": 0 for at in range(27)}),
        **{
            f"points {points!r}": of_answer(points=points)
            for points in ("", "x", "1/0", "1/", "/2", "1.5", "--1", "1" * 13, "1/1" + "0" * 12, "1\n", "٣")
        },
    }
    for name, feedback in beyond.items():
        try:
            write_feedback(feedback, DESK_SEED, public_of(LEARNER_SEED))
        except ValueError:
            continue
        pytest.fail(f"{name} was written")
