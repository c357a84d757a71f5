"""Who has handed in, and who is missing."""

import pytest
import sqlalchemy as sa

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import AssignmentReopened, Collected, EntryUndone, Released
from quizapp.errors import QuizAppError
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect, waiting
from quizapp.services.desk.handed_in import AssignmentRow, LearnerState, assignment_rows, learner_states, missing
from quizapp.services.desk.reopening import let_count, reopen
from quizapp.storage.desk.schema import submission as submission_table
from quizapp.storage.migrations import checksum
from tests.desks import BANK, NOW, assigned, hand_in, taken

CHECKED = ("digest", "assignment", "learner", "name", "number", "handed_in", "received", "signer", "data")


def test_each_learner_s_state_is_told_and_who_is_missing_comes_first(desk, tmp_path):
    room, bees = assigned(desk, "Ada\nBjörn\n陈\nDora\nEve\nFay", AssignmentSettings(due=NOW + 1000))
    desk.clock = lambda: NOW + 500
    ada, bjorn, chen, dora, eve, fay = bees.members
    hand_in(desk, tmp_path, taken(bees, ada, handed_in=NOW + 10))
    hand_in(desk, tmp_path, taken(bees, ada, number=2, handed_in=NOW + 10))
    hand_in(desk, tmp_path, taken(bees, chen, handed_in=NOW + 1050))
    hand_in(desk, tmp_path, taken(bees, eve, handed_in=NOW + 20))
    hand_in(desk, tmp_path, taken(bees, "Somebody", handed_in=NOW + 20))
    hand_in(desk, tmp_path, taken(bees, dora, handed_in=NOW + 30))
    collect(desk, [tmp_path])
    desk.clock = lambda: NOW + 2000
    collect(desk, [hand_in(desk, tmp_path, taken(bees, dora, number=2, handed_in=NOW - 90_000))])  # by an odd clock
    desk.store.set_members(room.id, [ada, bjorn, chen, dora, fay])  # Eve has left
    for learner, at in ((ada, NOW + 500), (eve, NOW + 499)):
        desk.store.append(bees.id, AssignmentReopened(at=at, who="x", why="x", learner=learner.id))
    now = desk.assignment(bees.id)
    assert learner_states(desk, now) == (
        LearnerState(bjorn, 0, 0.0, False, False, True),
        LearnerState(fay, 0, 0.0, False, False, True),
        LearnerState(ada, 2, NOW + 12, False, True, True),
        LearnerState(chen, 1, NOW + 1051, True, False, True),
        LearnerState(dora, 2, NOW - 89_998, True, False, True),
        LearnerState(eve, 1, NOW + 21, False, False, False),
    )
    assert missing(desk, bees.id) == (bjorn, fay)
    desk.clock = lambda: NOW + 2600
    ants = make_assignment(desk, room, "Ants", merge([(BANK, [BANK.questions[0].id])]), AssignmentSettings())
    lines = {line.id: line for line in desk.store.assignments()}
    assert assignment_rows(desk) == (
        AssignmentRow(lines[ants.id], 1, 5, 0),
        AssignmentRow(lines[bees.id], len(BANK.questions), 5, 3),
    )
    of_chen = next(
        number
        for number, entry in enumerate(desk.store.entries(bees.id))
        if isinstance(entry, Collected) and entry.learner == chen.id
    )
    desk.store.append(bees.id, EntryUndone(at=NOW, who="x", why="x", number=of_chen))
    assert missing(desk, bees.id) == (bjorn, chen, fay)
    assert learner_states(desk, now)[1] == LearnerState(chen, 0, 0.0, False, False, True)


def test_answers_that_only_a_newer_program_can_read_do_not_hide_who_handed_in(desk, tmp_path):
    room, bees = assigned(desk)
    ada, bjorn, chen = room.members
    for submission in (taken(bees, ada), taken(bees, bjorn), taken(bees, "Somebody")):
        hand_in(desk, tmp_path, submission)
    collect(desk, [tmp_path])
    with desk.store.database.writing() as connection:
        connection.execute(sa.text("DROP TRIGGER submission_stays"))
        for row in connection.execute(sa.select(submission_table)).mappings().all():
            newer = row["data"].replace('"type":"submitted"', '"type":"handed_over"')
            assert newer != row["data"]
            kept = [newer if name == "data" else row[name] for name in CHECKED]
            changing = sa.update(submission_table).where(submission_table.c.digest == row["digest"])
            connection.execute(changing.values(data=newer, checksum=checksum(*kept)))
    with pytest.raises(QuizAppError, match="this version of Quizapp does not know"):
        desk.received(bees.id)
    assert missing(desk, bees.id) == (chen,)
    assert [state.times for state in learner_states(desk, desk.assignment(bees.id))] == [0, 1, 1]
    assert [each.kind for each in waiting(desk, bees.id)] == ["unknown_learner"]
    desk.store.append(bees.id, Released(at=NOW, who="x", learners=(ada.id,)))
    reopen(desk, bees, ada, "The battery was empty.", tmp_path / "out")
    with pytest.raises(QuizAppError, match="did not come in after the release"):
        let_count(desk, bees.id, "none", "why")
