"""Who has handed in, and who is missing."""

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import AssignmentReopened, Collected, EntryUndone
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.handed_in import AssignmentRow, LearnerState, assignment_rows, learner_states, missing
from tests.desks import BANK, NOW, assigned, hand_in, taken


def test_each_learner_s_state_is_told_and_who_is_missing_comes_first(desk, tmp_path):
    room, bees = assigned(desk, "Ada\nBjörn\n陈\nDora\nEve", AssignmentSettings(due=NOW + 150))
    desk.clock = lambda: NOW + 500
    ada, bjorn, chen, dora, eve = bees.members
    hand_in(desk, tmp_path, taken(bees, ada, handed_in=NOW + 10))
    hand_in(desk, tmp_path, taken(bees, ada, number=2, handed_in=NOW + 10))
    hand_in(desk, tmp_path, taken(bees, chen, handed_in=NOW + 200))
    hand_in(desk, tmp_path, taken(bees, eve, handed_in=NOW + 20))
    hand_in(desk, tmp_path, taken(bees, "Somebody", handed_in=NOW + 20))
    collect(desk, [tmp_path])
    desk.store.set_members(room.id, [ada, bjorn, chen, dora])  # Eve has left
    for learner, at in ((ada, NOW + 500), (eve, NOW + 499)):
        desk.store.append(bees.id, AssignmentReopened(at=at, who="x", why="x", learner=learner.id))
    now = desk.assignment(bees.id)
    assert learner_states(desk, now) == (
        LearnerState(bjorn, 0, 0.0, False, False, True),
        LearnerState(dora, 0, 0.0, False, False, True),
        LearnerState(ada, 2, NOW + 12, False, True, True),
        LearnerState(chen, 1, NOW + 201, True, False, True),
        LearnerState(eve, 1, NOW + 21, False, False, False),
    )
    assert missing(desk, bees.id) == (bjorn, dora)
    desk.clock = lambda: NOW + 600
    ants = make_assignment(desk, room, "Ants", merge([(BANK, [BANK.questions[0].id])]), AssignmentSettings())
    lines = {line.id: line for line in desk.store.assignments()}
    assert assignment_rows(desk) == (
        AssignmentRow(lines[ants.id], 1, 4, 0),
        AssignmentRow(lines[bees.id], len(BANK.questions), 4, 2),
    )
    of_chen = next(
        number
        for number, entry in enumerate(desk.store.entries(bees.id))
        if isinstance(entry, Collected) and entry.learner == chen.id
    )
    desk.store.append(bees.id, EntryUndone(at=NOW, who="x", why="x", number=of_chen))
    assert missing(desk, bees.id) == (bjorn, chen, dora)
    assert learner_states(desk, now)[1] == LearnerState(chen, 0, 0.0, False, False, True)
