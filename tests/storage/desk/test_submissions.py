"""What came in is kept in its order, and entered for one learner."""

import msgspec
import pytest

from quizapp.storage.desk.errors import DeskError
from quizapp.storage.desk.records import Arrival
from tests.storage.desk.records import ANA, FIRST_KEY, LI, SECOND_KEY, arrival, set_up


def test_what_came_in_is_read_in_the_order_in_which_it_came(file_store):
    _, (made,) = set_up(file_store)
    assert file_store.known([]) == {}
    assert file_store.add_submissions([], "anna") == ()
    arrivals = []
    for number, came in ((1, 9.0), (2, 7.0), (3, 8.0)):
        file = arrival(number=number)
        arrivals.append(Arrival(msgspec.structs.replace(file.received, received=came), file.file))
    file_store.add_submissions(arrivals, "anna")
    found = file_store.submissions(made.line.id)
    assert found == tuple(sorted((each.received for each in arrivals), key=lambda each: each.received))
    assert [each.submission.number for each in file_store.submissions(made.line.id, with_parts=False)] == [2, 3, 1]
    assert {len(each.submission.parts) for each in file_store.submissions(made.line.id, with_parts=False)} == {0}
    assert file_store.submissions("none") == ()
    assert sorted(file_store.handed_in(made.line.id)) == [(ANA.id, number, 2000.0 + number) for number in (1, 2, 3)]
    assert file_store.version_of(made.line.id) == (3, 3)
    held = arrival(number=9, key=SECOND_KEY)
    file_store.add_submissions([held, arrival("", name="Bo", number=5)], "anna")
    assert file_store.version_of(made.line.id) == (3, 5)
    assert len(file_store.handed_in(made.line.id)) == 3  # what waits is none that was entered
    assert file_store.signed_by(ANA.id, SECOND_KEY) == ((made.line.id, held.received.digest),)
    assert file_store.signed_by(LI.id, SECOND_KEY) == ()


def test_what_the_desk_makes_for_a_learner_is_entered_with_its_reason_and_leaves_no_key(file_store):
    _, (made,) = set_up(file_store)
    own = arrival(LI.id, key="e" * 64)
    for _ in range(2):
        file_store.add_own_submission(own, "anna", "Typed in")
    (entry,) = file_store.entries(made.line.id)
    assert (entry.learner, entry.submission, entry.why) == (LI.id, own.received.digest, "Typed in")
    assert file_store.submissions(made.line.id) == (own.received,)
    assert file_store.signers() == ()
    for wrong, said in ((arrival("f" * 32), "no such learner"), (arrival(LI.id, assignment=7), "no such assignment")):
        with pytest.raises(DeskError, match=said):
            file_store.add_own_submission(wrong, "anna", "x")
    assert file_store.version_of(made.line.id) == (1, 1)


def test_a_submission_of_another_assignment_or_learner_is_not_matched(file_store):
    _, (made, other) = set_up(file_store, 2)
    unknown = arrival(learner="", name="Annie")
    file_store.add_submissions([unknown], "anna")
    for of, digest, learner in (
        (other.line.id, unknown.received.digest, ANA.id),
        (made.line.id, "none", ANA.id),
        (made.line.id, unknown.received.digest, "none"),
    ):
        with pytest.raises(DeskError, match="no such submission or learner"):
            file_store.match(of, digest, learner, 8.0, "anna")
    assert file_store.signers() == ()
    file_store.match(made.line.id, unknown.received.digest, ANA.id, 8.0, "anna", "Her nickname")
    (entry,) = file_store.entries(made.line.id)
    assert (entry.why, entry.at, entry.who) == ("Her nickname", 8.0, "anna")
    assert [tuple(each) for each in file_store.signers()] == [(ANA.id, FIRST_KEY, 8.0, "accepted")]
