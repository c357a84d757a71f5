"""What is recorded is in the journal in the order in which it happened, or is known not to be."""

from pathlib import Path
from queue import SimpleQueue
from random import Random

import pytest

from quizapp.domain.attempt import PRACTICE, replay
from quizapp.domain.event import Answered
from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.services.bank_snapshot import read_kept
from quizapp.services.recording import Recording, SaveState, kept, save_elsewhere
from quizapp.services.taking import Taking
from quizapp.storage.journal import Journal, new_id
from quizapp.storage.transfer import import_learners
from tests.journals import unfinished_in

BANK = read_bank(Path(__file__).parents[1] / "data" / "every-type.yaml").bank
assert BANK is not None


@pytest.fixture
def open_journal(tmp_path):
    opened = []

    def run(name="journal.db"):
        opened.append(Journal(tmp_path / name))
        return opened[-1]

    yield run
    for journal in opened:
        journal.close()


class Desk:
    """One thread that records, with what it is handed over."""

    def __init__(self, events=()):
        self.handed_over = SimpleQueue()
        self.states = []
        self.learner = Learner(new_id(), "Ada", False, 0.0)
        self.recording = Recording(new_id(), self.learner, self.handed_over.put, self.look, 1000.0, events)
        self.taking = Taking(BANK, PRACTICE, Random(1), lambda: 0.0, record=self.recording.record)

    def look(self):
        if self.states[-1:] != [self.recording.state]:
            self.states.append(self.recording.state)

    def wait_for(self, state):
        while self.recording.state is not state:
            self.handed_over.get(timeout=30)()

    def kept_in(self, journal):
        return replay(journal.events(self.recording.attempt_id)) if unfinished_in(journal, self.learner.id) else None


def test_what_was_done_before_the_journal_is_open_is_saved_then(open_journal):
    desk = Desk()
    desk.taking.respond("vote", "true")
    assert desk.recording.state is SaveState.SAVING
    desk.recording.keep(kept(BANK))
    journal = open_journal()
    desk.recording.use(journal)
    desk.wait_for(SaveState.SAVED)
    assert desk.kept_in(journal).responses == {"vote": "true"}
    assert read_kept(journal.bank(BANK.content_hash)) == BANK
    desk.taking.respond("vote", "false")
    assert desk.recording.state is SaveState.SAVING
    desk.wait_for(SaveState.SAVED)
    assert desk.kept_in(journal).responses == {"vote": "false"}


def test_nothing_is_sent_before_the_bank_is_written_out(open_journal):
    desk = Desk()
    desk.recording.use(open_journal())
    desk.taking.respond("vote", "true")
    assert desk.recording.state is SaveState.SAVING
    assert desk.handed_over.empty()
    desk.recording.keep(kept(BANK))
    desk.wait_for(SaveState.SAVED)


def test_what_was_not_saved_is_sent_again_with_what_comes_next(open_journal):
    desk = Desk()
    desk.recording.keep(kept(BANK))
    ended = open_journal()
    ended.close()
    desk.recording.use(ended)
    desk.taking.respond("vote", "true")
    desk.wait_for(SaveState.NOT_SAVED)
    assert "journal is closed" in desk.recording.error.message
    assert desk.recording.is_answered
    journal = open_journal()
    desk.recording._journal = journal  # the same one, able to write again
    desk.taking.respond("vote", "false")
    assert desk.recording.state is SaveState.NOT_SAVED  # until it is on the disk
    desk.wait_for(SaveState.SAVED)
    # It is not said that all is well, or on its way, before all of it is saved.
    assert desk.states[-2:] == [SaveState.NOT_SAVED, SaveState.SAVED]
    assert desk.recording.error is None
    assert [type(event).__name__ for event in journal.events(desk.recording.attempt_id)] == [
        "Started",
        "Answered",
        "Answered",
    ]


def test_an_attempt_goes_on_in_the_journal(open_journal):
    first = Desk()
    first.recording.keep(kept(BANK))
    journal = open_journal()
    first.recording.use(journal)
    first.taking.respond("vote", "true")
    first.wait_for(SaveState.SAVED)
    attempt = replay(journal.events(first.recording.attempt_id))
    handed_over = SimpleQueue()
    again = Recording(first.recording.attempt_id, first.learner, handed_over.put, lambda: None, 1000.0, attempt.events)
    again.use(journal)
    taking = Taking.resumed(read_kept(journal.bank(BANK.content_hash)), attempt, lambda: 0.0, again.record)
    taking.respond("vote", "false")
    while again.state is not SaveState.SAVED:
        handed_over.get(timeout=30)()
    kinds = [type(event).__name__ for event in journal.events(first.recording.attempt_id)]
    assert kinds == ["Started", "Answered", "Resumed", "Answered"]


def test_what_another_journal_has_saved_is_not_saved_in_this_one(open_journal):
    desk, first, second = Desk(), open_journal(), open_journal("other.db")
    desk.recording.keep(kept(BANK))
    desk.recording.use(first)
    first.settle()
    desk.recording.use(second)
    for _ in range(2):  # what the first has to say of the learner and the beginning
        desk.handed_over.get(timeout=30)()
    assert desk.recording.state is SaveState.SAVING
    desk.wait_for(SaveState.SAVED)
    assert second.events(desk.recording.attempt_id) == tuple(desk.recording.events)


def test_what_is_on_its_way_is_not_sent_again(open_journal):
    desk, journal, sent = Desk(), open_journal(), []

    class Listens:
        """The journal, with what it is given."""

        def __getattr__(self, name):
            return lambda *given: (sent.append((name, *given[:2])), getattr(journal, name)(*given))[1]

    desk.recording.keep(kept(BANK))
    desk.recording.use(Listens())
    for response in ("true", "false", "true"):
        desk.taking.respond("vote", response)
    desk.wait_for(SaveState.SAVED)
    id_ = desk.recording.attempt_id
    assert [each[0] for each in sent] == ["add_learner", "keep_bank", "begin", "append", "append", "append"]
    assert [each[1:] for each in sent[3:]] == [(id_, 1), (id_, 2), (id_, 3)]


def test_a_bank_of_the_same_content_is_kept_once(open_journal):
    journal = open_journal()
    for _ in range(2):
        desk = Desk()
        desk.recording.learner = Learner(new_id(), new_id(), False, 0.0)
        desk.recording.keep(kept(BANK))
        desk.recording.use(journal)
        desk.wait_for(SaveState.SAVED)
    assert read_kept(journal.bank(BANK.content_hash)).content_hash == BANK.content_hash


def test_an_attempt_began_when_it_began_and_not_when_it_was_saved(open_journal):
    journal = open_journal()
    desk = Desk()
    desk.recording.keep(kept(BANK))
    desk.recording.use(journal)
    desk.wait_for(SaveState.SAVED)
    assert journal.attempt(desk.recording.attempt_id).started == desk.recording.started == 1000.0


def test_what_is_saved_elsewhere_is_all_of_the_attempt(open_journal, tmp_path):
    desk = Desk()
    desk.recording.keep(kept(BANK))
    desk.taking.respond("vote", "true")
    desk.taking.flag("vote", True)
    target = tmp_path / "stick" / "ada.quizapp"
    target.parent.mkdir()
    save_elsewhere([desk.recording.copy()], target)
    assert [path.name for path in target.parent.iterdir()] == ["ada.quizapp"]
    journal = open_journal()
    import_learners(journal, target)
    (row,) = unfinished_in(journal, desk.learner.id)
    attempt = replay(journal.events(row.id))
    assert (attempt.responses, attempt.flagged) == ({"vote": "true"}, {"vote"})


def test_what_is_saved_elsewhere_is_of_all_learners(open_journal, tmp_path):
    desks = [Desk(), Desk()]
    for desk, name in zip(desks, ("Ada", "Grace"), strict=True):
        desk.recording.learner = desk.learner._replace(name=name)
        desk.recording.keep(kept(BANK))
        desk.taking.respond("vote", "true")
    target = tmp_path / "both.quizapp"
    save_elsewhere([desk.recording.copy() for desk in desks], target)
    journal = open_journal()
    assert [done.learner.name for done in import_learners(journal, target)] == ["Ada", "Grace"]
    for desk in desks:
        assert journal.events(desk.recording.attempt_id) == tuple(desk.recording.events)
        assert journal.attempt(desk.recording.attempt_id).learner == desk.learner.id


def test_an_attempt_begins_though_its_bank_went_with_another_learner(open_journal):
    journal = open_journal()
    desk = Desk()
    desk.recording.keep(kept(BANK))
    refused = []

    class Deletes:
        """The journal, in which another learner is deleted between the two steps."""

        def __getattr__(self, name):
            return getattr(journal, name)

        def keep_bank(self, *bank):
            done = journal.keep_bank(*bank)
            if not refused:
                refused.append(journal.delete_learner("other").result())
            return done

    desk.recording.use(Deletes())
    desk.wait_for(SaveState.NOT_SAVED)
    desk.taking.respond("vote", "true")
    desk.wait_for(SaveState.SAVED)
    assert journal.events(desk.recording.attempt_id) == tuple(desk.recording.events)


def test_what_cannot_be_saved_elsewhere_is_told(tmp_path):
    desk = Desk()
    desk.recording.keep(kept(BANK))
    (tmp_path / "file").touch()
    with pytest.raises(QuizAppError):
        save_elsewhere([desk.recording.copy()], tmp_path / "file" / "ada.quizapp")


def test_an_attempt_that_was_only_looked_at_is_no_work():
    desk = Desk()
    desk.taking.visit(2)
    desk.taking.pause()
    assert not desk.recording.is_answered
    desk.taking.write_note("vote", "why?")
    assert desk.recording.is_answered


def test_events_are_recorded_in_order():
    desk = Desk()
    with pytest.raises(AssertionError):
        desk.recording.record(5, Answered(at=0, question="vote", response="true"))
