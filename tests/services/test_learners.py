"""Who is learning, and what each of them can go on with."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, replay
from quizapp.domain.event import Flagged
from quizapp.domain.passage import read_passage
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.services.annotating import Annotating
from quizapp.services.bank_snapshot import read_kept
from quizapp.services.learners import (
    clear_guests,
    count_attempts,
    find_attempt,
    find_learner,
    import_learner_file,
    learner_overview,
    new_guest,
    set_aside,
    unfinished,
)
from quizapp.services.library import Library
from quizapp.services.recording import kept, kept_once
from quizapp.services.taking import Taking
from quizapp.storage.journal import Journal, new_id
from quizapp.storage.migrations import checksum
from quizapp.storage.transfer import export_learner

EVERY_TYPE = Path(__file__).parents[1] / "data" / "every-type.yaml"
BANK = read_bank(EVERY_TYPE).bank
assert BANK is not None


class Clock:
    now = 1_000.0

    def __call__(self):
        self.now += 1
        return self.now


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.db", Clock())
    yield journal
    journal.close()


def attempt(journal, learner, *, answered=True, over=False, reading=lambda taking: None):
    """An attempt of `learner` in the journal, who does `reading` at its end; gives its id."""
    events = []
    taking = Taking(BANK, PRACTICE, Random(1), lambda: 0.0, record=lambda number, event: events.append(event))
    taking.visit(1)
    if answered:
        taking.respond("what-is-said", ("A",))
    reading(taking)
    if over:
        taking.submit()
    id_, bank = new_id(), kept(BANK)
    journal.add_learner(learner.name, learner.is_guest, learner.id)
    journal.keep_bank(bank.content_hash, bank.bank_id, bank.title, bank.source)
    journal.begin(id_, learner.id, bank.content_hash, events[0])
    for number, event in enumerate(events[1:], start=1):
        journal.append(id_, number, event).result()
    return id_


def learner(journal, name="Ada"):
    return journal.add_learner(name).result()


def test_whoever_was_there_last_is_there_again(journal):
    ada = learner(journal)
    learner(journal, "Grace")
    assert find_learner(journal, ada.id) == ada
    assert find_learner(journal, "gone").is_guest
    assert find_learner(journal, "").is_guest
    assert new_guest()[1:] == ("Guest", True, 0.0)


def test_what_can_go_on_is_told_with_where_it_stopped_the_newest_first(journal):
    ada = learner(journal)
    first, second = attempt(journal, ada), attempt(journal, ada)
    attempt(journal, ada, over=True)
    attempt(journal, ada, answered=False)
    found = learner_overview(journal, ada)
    assert [offer.attempt_id for offer in found.unfinished] == [second, first]
    assert (found.unfinished[0].number, found.unfinished[0].questions) == (2, 6)
    assert (found.unfinished[0].title, found.unfinished[0].mode) == ("Every type", "practice")
    assert found.finished == 1
    assert count_attempts(journal, ada) == 4


def test_of_many_that_can_go_on_the_first_few_are_told_in_full_and_none_is_left_out(journal):
    ada = learner(journal)
    ids = [attempt(journal, ada) for _ in range(12)]
    for _ in range(40):  # these do not push the others out
        attempt(journal, ada, answered=False)
    set_aside(journal, ids[5])
    found = learner_overview(journal, ada)
    assert [offer.attempt_id for offer in found.unfinished] + list(found.older) == [*ids[:5], *ids[6:]][::-1]
    assert len(found.unfinished) == 9


def test_what_went_on_last_is_offered_first_however_long_ago_it_was_begun(journal):
    ada = learner(journal)
    oldest, *others = [attempt(journal, ada) for _ in range(12)]
    journal.append(oldest, len(journal.events(oldest)), Flagged(at=9, question="what-is-said", flagged=True)).result()
    assert learner_overview(journal, ada).unfinished[0].attempt_id == oldest
    assert learner_overview(journal, ada).older == tuple(others[:3][::-1])


def test_what_is_set_aside_is_offered_no_longer_and_stays(journal):
    ada = learner(journal)
    id_ = attempt(journal, ada)
    set_aside(journal, id_)
    assert unfinished(journal, ada) == ()
    assert count_attempts(journal, ada) == 1


def test_names_are_in_order_and_guests_are_no_names(journal):
    for name in ("Zoe", "ada", "Bob"):
        learner(journal, name)
    guest = new_guest()
    attempt(journal, guest)
    found = learner_overview(journal, guest)
    assert [each.name for each in found.learners] == ["ada", "Bob", "Zoe"]
    assert found.earlier_guest is None


@pytest.mark.parametrize("over", [False, True])  # the second: the program was killed before the guest left
def test_the_last_guest_who_has_not_left_is_found_again_and_no_other(journal, over):
    done, middle, idle = new_guest(), new_guest(), new_guest()
    attempt(journal, done, over=True)
    attempt(journal, middle, over=over)
    attempt(journal, idle, answered=False)
    assert find_learner(journal, "").id == middle.id
    clear_guests(journal, find_learner(journal, ""))
    assert [each.id for each in journal.learners()] == [middle.id]
    other = new_guest()
    found = learner_overview(journal, other)
    assert found.earlier_guest is not None
    assert found.earlier_guest.id == middle.id
    assert (found.left is None) == over
    clear_guests(journal, other)
    assert [each.id for each in journal.learners()] == [middle.id]
    clear_guests(journal, other, all_others=True)
    assert journal.learners() == ()


@pytest.mark.parametrize("change", ["", "other text", "gone", "broken"])
def test_going_on_is_with_the_bank_as_it_was(journal, tmp_path, change):
    ada = learner(journal)
    id_ = attempt(journal, ada)
    folder = tmp_path / "banks"
    folder.mkdir()
    file = folder / "bank.yaml"
    text = EVERY_TYPE.read_text("utf-8")
    (folder / "another.yaml").write_text(text.replace("id: every-type", "id: another"), "utf-8")
    file.write_text({"": text, "other text": text + "\n", "gone": "", "broken": "id: every-type"}[change], "utf-8")
    if change == "gone":
        file.unlink()
    library = Library([folder], tmp_path / "index.json")
    library.read_all()
    found = find_attempt(journal, library, id_)
    assert found.bank == BANK
    assert found.attempt.responses == {"what-is-said": ("A",)}
    assert found.has_changed == (change == "other text")


def test_a_learner_who_is_imported_is_added_and_a_guest_gets_a_name(journal, tmp_path):
    guest = new_guest()
    attempt(journal, guest)
    file = tmp_path / "guest.quizapp"
    export_learner(journal, guest.id, file)
    learner(journal, "Guest 1")
    (done,) = import_learner_file(journal, file)
    assert done.learner.name == "Guest 2"
    assert done.learner in journal.learners()
    assert [each.is_guest for each in journal.learners()] == [False, False]
    other = Journal(tmp_path / "other.db", Clock())
    assert [each.learner.name for each in import_learner_file(other, file)] == ["Guest 1"]
    other.close()


@pytest.mark.parametrize("mended", [False, True])
def test_highlights_and_notes_go_along_with_a_learner_and_stay_on_their_words(journal, tmp_path, mended):
    passage = BANK.passage
    first, second = passage.sentences[:2]

    def read(taking):
        annotating = Annotating(taking)
        annotating.highlight(first.span, "green")
        annotating.write(annotating.note(second.span), "Who says so?")

    ada = learner(journal)
    attempt(journal, ada, over=True, reading=read)
    file = tmp_path / "ada.quizapp"
    export_learner(journal, ada.id, file)
    other = Journal(tmp_path / "other.db", Clock())
    (done,) = import_learner_file(other, file)
    ((id_,),) = [[each.id for each in other.attempts(done.learner.id)]]
    found = replay(other.events(id_)).marginalia
    text = f"New words.\n\n{passage.markdown.replace(second.name, 'Other words.')}" if mended else passage.markdown
    placed = found.placed_in(read_passage(text))
    other.close()
    assert [(each.remark.place.quote, each.span is not None) for each in placed] == [
        (first.name, True),
        (second.name, not mended),
    ]
    assert [note.text for note in found.notes.values()] == ["Who says so?"]


def test_a_learner_whose_bank_was_lost_can_still_be_taken_along(journal, tmp_path):
    ada = learner(journal)
    id_ = attempt(journal, ada)
    lost = Journal(tmp_path / "lost.db")
    lost.add_learner("Ada", id_=ada.id)
    lost.keep_bank(BANK.content_hash, BANK.id, BANK.title, b"")
    events = journal.events(id_)
    lost.begin(id_, ada.id, BANK.content_hash, events[0])
    for number, event in enumerate(events[1:], start=1):
        lost.append(id_, number, event).result()
    export_learner(lost, ada.id, tmp_path / "ada.quizapp")
    with pytest.raises(QuizAppError, match="the disk has damaged it"):
        read_kept(lost.bank(BANK.content_hash))
    assert kept_once(BANK, lost).source
    lost.close()
    journal.delete_learner(ada.id).result()
    (done,) = import_learner_file(journal, tmp_path / "ada.quizapp")
    assert done.new_attempts == 1
    attempt(journal, ada)  # the same bank again
    assert read_kept(journal.bank(BANK.content_hash)) == BANK


@pytest.mark.parametrize(
    ("id_", "source"), [("other-id", EVERY_TYPE.read_bytes()), (BANK.id, b"no: bank")], ids=["another", "none"]
)
def test_a_file_whose_bank_is_not_what_it_is_said_to_be_changes_nothing(journal, tmp_path, id_, source):
    ada = learner(journal)
    events = journal.events(attempt(journal, ada))
    false = Journal(tmp_path / "false.db")
    false.add_learner("Ada", id_=ada.id)
    false.keep_bank(BANK.content_hash, id_, BANK.title, source)
    false.begin(new_id(), ada.id, BANK.content_hash, msgspec.structs.replace(events[0], bank_id=id_)).result()
    export_learner(false, ada.id, tmp_path / "ada.quizapp")
    false.close()
    with pytest.raises(QuizAppError):
        import_learner_file(journal, tmp_path / "ada.quizapp")
    assert count_attempts(journal, ada) == 1


def test_a_file_that_is_none_changes_nothing(journal, tmp_path):
    file = tmp_path / "x.quizapp"
    file.write_bytes(b"no learner")
    with pytest.raises(QuizAppError):
        import_learner_file(journal, file)
    assert journal.learners() == ()


def test_an_attempt_of_a_newer_version_keeps_no_other_out(journal):
    ada = learner(journal)
    first, newer = attempt(journal, ada), attempt(journal, ada)
    number, data = len(journal.events(newer)), '{"type":"levitated","at":1}'
    with closing(sqlite3.connect(journal.file)) as connection, connection:
        row = (newer, number, 2e9, "levitated", data, checksum(newer, number, 2e9, "levitated", data))
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", row)
    found = learner_overview(journal, ada)
    assert [offer.attempt_id for offer in found.unfinished] == [first]
    assert found.older == ()
