"""An assignment is given back to one learner; what was handed in stays."""

import pytest
import sqlalchemy as sa

from quizapp.domain.desk_entry import AssignmentReopened
from quizapp.errors import QuizAppError
from quizapp.formats.reopening_file import read_reopening
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.reopening import reopen
from tests.desks import NOW, assigned, hand_in, taken


def test_the_last_submission_is_reopened_with_a_reason(desk, tmp_path):
    room, assignment = assigned(desk)
    ada, björn, _ = room.members
    for number in (2, 1):
        collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada, number=number))])
    path = reopen(desk, assignment, ada, " The battery\nwas empty. ", tmp_path / "out", 300.0)
    assert path.name == "Bees - Ada.quizreopen"
    found = read_reopening(path.read_bytes(), desk.verify_key)
    assert (found.assignment, found.learner, found.name, found.number) == (assignment.id, ada.id, "Ada", 2)
    assert (found.reason, found.extra_time, found.at) == ("The battery was empty.", 300.0, NOW)
    entry = desk.store.entries(assignment.id)[-1]
    assert entry == AssignmentReopened(
        at=NOW, who=desk.who, why="The battery was empty.", learner=ada.id, extra_time=300.0
    )
    assert len(desk.received(assignment.id)) == 2
    for learner, reason, extra, said in (
        (björn, "Why not?", 0.0, "Björn has not handed in “Bees”"),
        (ada, " ", 0.0, "There is no reason"),
        (ada, "Why not?", -1.0, "out of range. Give from 0 to 600 minutes"),
        (ada, "Why not?", 36000.5, "out of range"),
    ):
        with pytest.raises(QuizAppError, match=said):
            reopen(desk, assignment, learner, reason, tmp_path / "out", extra)
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["Bees - Ada.quizreopen"]
    for given in ((), (0.0,), (36000.0,)):
        again = reopen(desk, assignment, ada, "x", tmp_path / "out", *given)
        assert read_reopening(again.read_bytes(), desk.verify_key).extra_time == sum(given)


def test_there_is_no_file_of_a_reopening_that_the_audit_does_not_know(desk, tmp_path):
    room, assignment = assigned(desk)
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, room.members[0]))])
    refusing = "CREATE TRIGGER refusing BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'full'); END"
    with desk.store.database.engine.begin() as connection:
        connection.execute(sa.text(refusing))
    with pytest.raises(QuizAppError):
        reopen(desk, assignment, room.members[0], "The battery was empty.", tmp_path / "out")
    assert not (tmp_path / "out").exists()
