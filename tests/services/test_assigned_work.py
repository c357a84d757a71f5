"""The standing of a learner's work on an assignment: what can be begun, gone on with and handed in; what is told."""

from pathlib import Path
from random import Random

import msgspec
import pytest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.attempt import TEST
from quizapp.domain.event import Submitted
from quizapp.errors import QuizAppError
from quizapp.services.assigned_work import AssignedWork, HandedPart, Named, PartWork, Receipt, is_for
from quizapp.services.assignment_feedback import _Seen
from quizapp.services.assignment_places import AssignmentPlaces, kept_record
from quizapp.services.assignments import _Place
from quizapp.services.handing_in import PlaceNeededError, deliver, hand_in
from quizapp.storage.journal import new_id
from tests import assigned
from tests.assigned import ANNA_ID, BANK, BO_ID, TIDES
from tests.services.laptops import Laptop, collected, reopened

FIRST, *_ = BANK.questions
OTHER_NAME = "Bees - Anna Ødegård ({}).quizanswers"


def refusal(does) -> str:
    """The words with which something is refused."""
    with pytest.raises(QuizAppError) as refused:
        does()
    return f"{refused.value.what} {refused.value.remedy}"


@pytest.fixture
def work(laptop: Laptop) -> AssignedWork:
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    return work


def test_each_part_says_how_far_it_is_from_the_first_word_to_what_was_given_back(laptop: Laptop, work: AssignedWork):
    count = len(BANK.questions)
    attempts = dict[int, str]()

    def parts() -> list[tuple[str, int, bool]]:
        told = work.standing().parts
        for part, (title, questions) in zip(told, ((BANK.title, count), ("Tides", 1)), strict=True):
            assert (part.title, part.questions) == (title, questions)
            if part.attempt_id:
                assert attempts.setdefault(part.part, part.attempt_id) == part.attempt_id
            else:
                assert part == PartWork(part.part, title, questions, "new")
        assert [part.part for part in told] == [0, 1]
        return [(part.state, part.answered, part.can_go_on) for part in told]

    assert parts() == [("new", 0, False), ("new", 0, False)]
    assert refusal(lambda: work.going_on(0)) == "You have not begun this part yet. Begin it."
    assert refusal(lambda: hand_in(work, 5000.0)) == "There is nothing to hand in yet. Begin the assignment first."
    taking = laptop.begin(work, 0)
    assert parts() == [("begun", 0, True), ("new", 0, False)]
    taking.respond(FIRST.id, assigned.response_to(FIRST))
    assert parts() == [("begun", 1, True), ("new", 0, False)]
    assert work.going_on(0) == (attempts[0], None)
    taking.submit()
    assert parts() == [("finished", 1, False), ("new", 0, False)]
    assert refusal(lambda: work.going_on(0)) == "This part is over. Hand it in."
    assert refusal(lambda: work.beginning(0, Random(1))) == "You have begun this part already. Go on with it."
    hand_in(work, 5000.0)
    assert parts() == [("finished", 1, False), ("new", 0, False)]
    for does in (lambda: work.going_on(0), lambda: work.beginning(1, Random(1))):
        assert refusal(does).startswith("You have handed this in already. Ask your teacher for a reopening")
    work.take_reopening(reopened(laptop))
    assert parts() == [("finished", 1, True), ("new", 0, False)]
    assert work.going_on(0) == (attempts[0], 300.0)
    assert laptop.take(work, 1).attempt.submitted
    assert parts() == [("finished", 1, True), ("finished", 1, False)]  # what was not handed in was not given back
    laptop.go_on(work, 0).respond(FIRST.id, None)
    assert parts() == [("begun", 0, True), ("finished", 1, False)]
    assert work.going_on(0) == (attempts[0], None)  # the time was given once
    laptop.go_on(work, 0).submit()
    assert parts() == [("finished", 0, False), ("finished", 1, False)]
    assert refusal(lambda: work.going_on(0)) == "This part is over. Hand it in."
    hand_in(work, 6000.0)
    assert parts() == [("finished", 0, False), ("finished", 1, False)]
    assert set(attempts) == {0, 1}


def test_marks_are_told_when_the_settings_say(laptop: Laptop):
    told = []
    for number, (mode, shown) in enumerate((("practice", "at_once"), ("test", "handed_in"), ("test", "released"))):
        whole = assigned.assignment(AssignmentSettings(mode=mode, shown=shown), banks=[TIDES])
        work = laptop.work(laptop.learner(shown), msgspec.structs.replace(whole, id=f"{number}" * 32))
        work.pick(ANNA_ID)
        laptop.take(work, 0)
        before = work.tells_marks(work.standing())
        hand_in(work, 5000.0)
        told.append((shown, before, work.tells_marks(work.standing())))
    assert told == [("at_once", True, True), ("handed_in", False, True), ("released", False, False)]


def test_a_part_begins_as_the_assignment_and_the_class_list_say(laptop: Laptop):
    settings = AssignmentSettings(time_limit=100.0)
    learner = laptop.learner("Bo")
    work = laptop.work(learner, assigned.assignment(settings))
    assert work.accommodation == Accommodation()
    assert refusal(lambda: work.beginning(1, Random(1))) == "There is no name yet. Pick your name first."
    assert refusal(lambda: hand_in(work, 1.0)) == "There is no name yet. Pick your name first."
    work.pick(BO_ID)
    assert work.accommodation == Accommodation(time_factor=1.5)
    (part, _) = work.assignment.parts
    for seed in range(3):
        bank, mode, order, place = work.beginning(0, Random(seed))
        assert (bank, mode, order) == (part.bank.with_places_found(), TEST._replace(time_limit=150.0), part.order)
        assert place == settings.place(work.assignment.id, 0, work.accommodation, bank)
    work.pick(ANNA_ID)
    assert work.accommodation == Accommodation()
    (work.folder / "learner.json").write_bytes(b"{")  # the disk has damaged it: the name is asked for again
    assert work.named is work.standing().named is None
    assert AssignedWork(laptop.assignments, work.opened, learner, laptop.journal).pick(BO_ID).name == "薄 سلام"


def test_a_name_is_typed_picked_and_changed_until_something_was_begun(laptop: Laptop):
    free = assigned.assignment(AssignmentSettings(list_only=False))
    work = laptop.work(laptop.learner("Cyd"), free)
    assert refusal(lambda: work.pick("0" * 32)) == "This name is not on the list of the class. Pick another one."
    for name in ("", "  ", "x" * 101):
        assert refusal(lambda name=name: work.type_name(name)).startswith("This cannot be a name.")
    assert work.type_name("  Cyd \n Smith ") == work.named == Named("", "Cyd Smith")
    assert work.type_name("ANNA  ødegård") == work.named == Named(ANNA_ID, "Anna Ødegård")
    assert work.type_name("Cyd") == Named("", "Cyd")
    laptop.take(work, 1)
    assert work.type_name(" Cyd") == Named("", "Cyd")
    for does in (lambda: work.pick(ANNA_ID), lambda: work.type_name("Dan")):
        assert refusal(does).startswith("You have begun this assignment as Cyd.")
    done = hand_in(work, 5000.0)
    assert done.file.name == "Bees - Cyd.quizanswers"
    assert work.named == Named("", "Cyd")


def test_what_a_learner_has_of_assignments_is_found_and_deleted(tmp_path: Path):
    places = AssignmentPlaces(tmp_path)
    assert places.begun_by("anna") == ()
    places.forget("anna")
    for assignment, learner in (("1", "anna"), ("2", "bo"), ("3", "anna"), ("3", "bo")):
        places.of_learner(assignment, learner).mkdir(parents=True)
        (places.of_learner(assignment, learner) / "1.json").write_bytes(b"{}")
    places.keys.mkdir()
    for learner in ("anna", "bo"):
        places.key(learner).write_bytes(b"key")
    (places.assignments / "note.txt").write_bytes(b"")
    assert {learner: sorted(places.begun_by(learner)) for learner in ("anna", "bo", "cyd", "")} == {
        "anna": ["1", "3"],
        "bo": ["2", "3"],
        "cyd": [],
        "": [],
    }
    places.forget("")
    assert sorted(places.begun_by("anna")) == ["1", "3"]
    places.forget("anna")
    assert (places.begun_by("anna"), sorted(places.begun_by("bo"))) == ((), ["2", "3"])
    assert [each.name for each in places.keys.iterdir()] == ["bo.key"]
    (tmp_path / "broken.json").write_bytes(b'{"number": 1}')
    for name in ("broken.json", "none.json", "hand-in-keys"):
        assert kept_record(tmp_path / name, Receipt) is None


def test_what_a_newer_program_kept_is_not_taken_for_less_than_it_is(tmp_path: Path):
    parts = {"0": HandedPart("a", 3)}
    for record in (Named("1", "Anna"), Receipt(1, 5.0, parts), _Place("file", b"1", b"2"), _Seen("digest", {})):
        plain = msgspec.to_builtins(record)
        for more, expected in (({}, record), ({"more": 1}, None)):
            (tmp_path / "kept.json").write_bytes(msgspec.json.encode(plain | more))
            assert kept_record(tmp_path / "kept.json", type(record)) == expected
    (tmp_path / "kept.json").write_bytes(
        msgspec.json.encode(
            msgspec.to_builtins(Receipt(1, 5.0, parts)) | {"parts": {"0": {"attempt": "a", "events": 3, "more": 1}}}
        )
    )
    assert kept_record(tmp_path / "kept.json", Receipt) is None


def test_what_a_desk_sends_is_for_the_member_or_for_the_name_that_was_typed():
    for learner, name, expected in (
        ((ANNA_ID, "Anna"), (ANNA_ID, "Anna O."), True),
        ((ANNA_ID, "Anna"), (BO_ID, "Anna"), False),
        ((ANNA_ID, "Anna"), ("", "Anna"), False),
        (("", "Anna"), (ANNA_ID, "Anna"), True),  # the desk has found out who she is
        (("", "Anna"), ("", "Anna"), True),
        (("", "Anna"), (ANNA_ID, "Bo"), False),
        (("", "Anna"), ("", "Bo"), False),
    ):
        assert is_for(Named(*learner), *name) is expected, (learner, name)


def test_of_two_attempts_at_a_part_the_one_that_was_written_last_counts(laptop: Laptop, work: AssignedWork):
    """A learner's file from another computer may bring a second one."""
    laptop.take(work, 1)
    (first,) = work.attempts().values()
    events, second = first.attempt.events, new_id()
    content_hash = first.attempt.started.content_hash
    laptop.journal.begin(second, work.learner.id, content_hash, events[0], 2000.0).result()
    assert work.attempts()[1].id == second
    assert states_of(work) == "begun"
    assert work.attempts()[1].started == 2000.0
    laptop.journal.append(first.id, len(events), events[-1]).result()
    assert work.attempts()[1].id == first.id
    assert states_of(work) == "finished"


def states_of(work: AssignedWork) -> str:
    return work.standing().parts[1].state


def test_receipts_say_what_was_handed_in_and_what_waits_for_its_place(laptop: Laptop, work: AssignedWork):
    taking = laptop.begin(work, 1)
    taking.respond("what", "the sea")
    laptop.time = 42.0
    assert work.last_receipts() == (None, None)
    nowhere = laptop.stick / "not there"
    with pytest.raises(PlaceNeededError, match="not there"):
        hand_in(work, 5000.0, nowhere)
    kept = work.attempts()[1]
    assert kept.attempt.events[-1] == Submitted(at=kept.attempt.events[-2].at)  # it ends when it was last worked on
    last, pending = work.last_receipts()
    assert last is None
    assert pending is not None
    assert (pending.number, pending.handed_in, pending.file) == (1, 5000.0, "")
    assert pending.parts == {"1": HandedPart(kept.id, len(kept.attempt.events))}
    assert work.standing().pending == pending
    assert work.standing().is_open
    assert not nowhere.exists()

    laptop.begin(work, 0)  # something was done since: another file is made, and the first one is not handed in
    with pytest.raises(PlaceNeededError):
        hand_in(work, 6000.0, nowhere)
    assert [each.number for each in work.receipts()] == [1, 2]
    for damage in (b"", (work.folder / "2.quizanswers").read_bytes()[:-1]):
        (work.folder / "2.quizanswers").write_bytes(damage)
        assert "damaged" in refusal(lambda: deliver(work))
    # It is made anew.
    done = hand_in(work, 7000.0)
    assert (done.receipt.number, done.receipt.handed_in, done.receipt.file) == (3, 7000.0, str(done.file))
    assert set(done.receipt.parts) == {"0", "1"}
    assert work.last_receipts() == (done.receipt, None)
    submission = collected(done.file).submission
    assert (submission.number, submission.handed_in, submission.assignment) == (3, 7000.0, work.assignment.id)
    assert {index: (part.attempt, part.started) for index, part in submission.parts.items()} == {
        str(index): (found.id, 1000.0) for index, found in work.attempts().items()
    }

    work.take_reopening(reopened(laptop, number=3))
    taking = laptop.go_on(work, 1)
    with pytest.raises(PlaceNeededError):
        hand_in(work, 8000.0, nowhere)
    last, pending = work.last_receipts()
    assert last == done.receipt
    assert pending is not None
    assert (pending.number, len(pending.parts)) == (4, 2)
    (work.folder / "4.json").write_bytes(b"{}")  # damaged: as if it had never been
    assert work.last_receipts() == (done.receipt, None)
    (work.folder / "3.json").write_bytes(b"[]")
    assert [each.number for each in work.receipts()] == [1, 2]
    assert work.standing().handed_in is None


def test_a_file_that_was_handed_in_is_written_again_anywhere_and_over_nothing(laptop: Laptop, work: AssignedWork):
    assert refusal(lambda: deliver(work)) == "There is nothing that was handed in. Hand it in first."
    laptop.take(work, 1)
    first = hand_in(work, 5000.0)
    assert deliver(work) == first  # it is there, and whole
    work.take_reopening(reopened(laptop))
    laptop.go_on(work, 1).respond("what", "the moon")
    second = hand_in(work, 6000.0)
    assert (first.file.name, second.file.name) == ("Bees - Anna Ødegård.quizanswers", OTHER_NAME.format(2))
    elsewhere = laptop.data.parent / "elsewhere"
    elsewhere.mkdir()
    for name in (first.file.name, OTHER_NAME.format(2)):
        (elsewhere / name).write_bytes(b"somebody else's")
    again = {number: deliver(work, number, elsewhere) for number in (0, 1, 2)}
    assert {number: each.file.name for number, each in again.items()} == {
        0: OTHER_NAME.format(3),
        1: OTHER_NAME.format(4),
        2: OTHER_NAME.format(3),
    }
    assert again[0].file.read_bytes() == second.file.read_bytes()
    assert again[1].file.read_bytes() == first.file.read_bytes()
    assert (elsewhere / first.file.name).read_bytes() == b"somebody else's"
    assert [Path(each.file) for each in work.receipts()] == [again[1].file, again[2].file]
    assert refusal(lambda: deliver(work, 3)).startswith("There is nothing that was handed in.")
    for damage in (b"", second.file.read_bytes()[:-1], None):
        kept = work.folder / "2.quizanswers"
        kept.write_bytes(damage) if damage is not None else kept.unlink()
        assert refusal(lambda: deliver(work)).startswith("The disk has damaged the file that you handed in.")
    assert deliver(work, 1, elsewhere) == again[1]
    (work.folder / "learner.json").unlink()  # no name is left: it is called as the learner is
    assert deliver(work, 1).file.name == "Bees - Anna.quizanswers"


def test_only_a_whole_reopening_of_what_was_handed_in_last_opens_it(laptop: Laptop, work: AssignedWork):
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    work.take_reopening(reopened(laptop))
    assert work.reopening(1) == work.standing().reopening == assigned.REOPENING
    assert work.standing().is_open
    assert work.reopening(2) is None
    hand_in(work, 6000.0)  # nothing was changed, and it is handed in again
    assert work.standing().reopening is None
    assert not work.standing().is_open
    assert refusal(lambda: work.take_reopening(reopened(laptop))).startswith(
        "This reopening is not for what you handed"
    )
    work.take_reopening(reopened(laptop, number=2))
    kept = work.folder / "2.quizreopen"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1])
    assert work.standing().reopening is None
    kept.write_bytes(whole)
    assert work.standing().is_open
    (work.folder / "learner.json").unlink()
    assert refusal(lambda: work.take_reopening(reopened(laptop, number=2))).startswith("This reopening is for Anna")
