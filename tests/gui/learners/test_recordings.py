"""That what is done is kept: what waits for the journal, and what could not be written."""

from random import Random

import pytest

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.event import Flagged
from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.learners.recordings import Recordings
from quizapp.services.learners import new_guest
from quizapp.services.recording import SaveState
from quizapp.services.taking import Taking
from quizapp.storage.journal import Journal, new_id
from quizapp.storage.transfer import import_learners
from tests.journals import WallClock
from tests.services.test_history import bank_named

BANK = bank_named("Bees")


@pytest.fixture
def recordings(qapp):
    jobs = Jobs()
    recordings = Recordings(jobs)
    yield recordings
    jobs.wait()
    recordings.deleteLater()


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


@pytest.fixture
def guest():
    return new_guest()


def answer(recordings, guest):
    recording = recordings.begin(BANK, guest, 1000.0)
    Taking(BANK, PRACTICE, Random(0), WallClock(), record=recording.record).respond("q1", "true")
    return recording


def test_what_was_done_before_the_journal_was_open_is_saved_then(recordings, guest, journal, qtbot):
    recording = answer(recordings, guest)
    assert recordings.state is SaveState.SAVING
    assert recordings.is_work_unsaved
    recordings.use(journal, guest)
    qtbot.waitUntil(lambda: recordings.state is SaveState.SAVED)
    assert not recordings.is_work_unsaved
    assert len(journal.events(recording.attempt_id)) == len(recording.events)


def test_without_a_journal_it_is_told_why_and_saved_elsewhere(recordings, guest, qtbot, tmp_path):
    answer(recordings, guest)
    recordings.fail(QuizAppError("The disk is full.", "Free some space."))
    assert recordings.state is SaveState.NOT_SAVED
    assert recordings.reason == "The disk is full. Free some space."
    qtbot.waitUntil(lambda: recordings.current.copy() is not None)  # the bank has been written out
    with qtbot.waitSignal(recordings.told) as told:
        recordings.save_elsewhere(tmp_path / "stick.quizapp")
    assert told.args[0].startswith(f"Saved in {tmp_path / 'stick.quizapp'}.")
    assert (tmp_path / "stick.quizapp").exists()


def test_what_two_learners_have_not_saved_is_saved_elsewhere_in_one_file(recordings, journal, qtbot, tmp_path):
    learners = [Learner(new_id(), name, False, 0.0) for name in ("Ada", "Grace")]
    unsaved = [answer(recordings, learner) for learner in learners]
    recordings.fail(QuizAppError("The disk is full.", "Free some space."))
    qtbot.waitUntil(lambda: all(recording.copy() for recording in unsaved))
    with qtbot.waitSignal(recordings.told):
        recordings.save_elsewhere(tmp_path / "answers.quizapp")
    done = import_learners(journal, tmp_path / "answers.quizapp")
    assert [(each.learner.name, each.new_attempts) for each in done] == [("Ada", 1), ("Grace", 1)]
    assert all(journal.events(each.attempt_id) == tuple(each.events) for each in unsaved)


def test_what_was_not_written_elsewhere_is_not_forgotten(recordings, guest, qtbot, tmp_path):
    first = answer(recordings, guest)
    qtbot.waitUntil(lambda: first.copy() is not None)
    second = recordings.begin(BANK, guest, 1000.0)  # its bank is still being written out
    Taking(BANK, PRACTICE, Random(0), WallClock(), record=second.record)
    with qtbot.waitSignal(recordings.told) as told:
        recordings.save_elsewhere(tmp_path / "answers.quizapp")
        first.record(len(first.events), Flagged(at=9, question="q1", flagged=True))  # after that
    assert "except for what you began just now" in told.args[0]
    assert {each.attempt_id for each in recordings._all} == {first.attempt_id, second.attempt_id}


def test_where_nothing_can_be_saved_elsewhere_yet_that_is_told(recordings, guest, qtbot, tmp_path):
    answer(recordings, guest)
    with qtbot.waitSignal(recordings.told) as told:
        recordings.save_elsewhere(tmp_path / "answers.quizapp")
    assert told.args[0].startswith("Not saved yet")
    assert not (tmp_path / "answers.quizapp").exists()


def test_what_waits_for_the_saving_is_done_after_it(recordings, guest, journal, qtbot):
    done = []
    recordings.when_saved(lambda: done.append("at once"))
    assert done == ["at once"]
    answer(recordings, guest)
    recordings.when_saved(lambda: done.append(recordings.state))
    assert done == ["at once"]
    recordings.use(journal, guest)
    qtbot.waitUntil(lambda: done == ["at once", SaveState.SAVED])


def test_of_a_learner_who_is_deleted_nothing_is_recorded(recordings, guest):
    recording = answer(recordings, guest)
    assert recordings.forget(Learner(new_id(), "Ada", False, 0.0)) == []
    assert recordings.current is recording
    recordings.forget(guest)
    recording.fail(QuizAppError("The disk is full.", "Free some space."))  # which tells that its state is another one
    assert recordings.state is SaveState.SAVED
    assert recordings.current is None


def test_a_learner_who_could_not_be_deleted_loses_nothing(recordings, guest):
    recording = answer(recordings, guest)
    recordings.take_back(recordings.forget(guest))
    assert recordings.is_work_unsaved
    assert recordings.current is recording
