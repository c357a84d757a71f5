"""Assignments are kept once, with all of their parts."""

import pytest

from quizapp.domain.classroom import Classroom
from quizapp.storage.desk.errors import DeskError
from quizapp.storage.desk.records import StoredPart
from tests.storage.desk.records import MEMBERS, PART, assignment_for, set_up


def test_an_assignment_stays_as_it_is_and_tells_how_many_questions_it_has(file_store):
    room, (made,) = set_up(file_store)
    file_store.add_assignment(made._replace(line=made.line._replace(title="Another"), parts=(), members=()))
    assert file_store.assignment(made.line.id) == made
    longer = assignment_for(room, 2)
    image = PART.bank._replace(files={"a.png": b"another", "b.png": b""})
    parts = (PART, StoredPart(image, ("q1", "q2", "q3")), StoredPart(PART.bank._replace(files={}), ()))
    longer = longer._replace(parts=parts, members=())
    file_store.add_assignment(longer)
    assert file_store.assignment(longer.line.id) == longer
    assert file_store.question_counts() == {made.line.id: 2, longer.line.id: 5}
    assert [each.id for each in file_store.members_of(longer.line.id)] == [each.id for each in MEMBERS]
    assert file_store.members_of("none") == ()
    with pytest.raises(DeskError, match="no such class"):
        file_store.add_assignment(assignment_for(Classroom("f" * 32, "8a", ()), 3))
