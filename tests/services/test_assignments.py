"""The learner's side of an assignment, from its file to the feedback, with real files and a real journal."""

import os
from datetime import UTC
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings, Received
from quizapp.domain.attempt import plain
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import AnswerRated, Mend, Mended, Overridden, Remarked
from quizapp.domain.event import Answered, Reopened, Submitted
from quizapp.domain.feedback import AnswerFeedback, PartFeedback
from quizapp.domain.mark import Points, earned
from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.formats.feedback_file import write_feedback
from quizapp.formats.seal import public_of
from quizapp.services.assigned_work import AssignedWork, Named
from quizapp.services.assignment_feedback import kept_feedback, take_feedback
from quizapp.services.assignment_offers import Offers
from quizapp.services.assignments import Assignments, found_at, found_in, kind_of
from quizapp.services.desk.grading import check_fits, grades_of
from quizapp.services.desk.releasing import feedback_of
from quizapp.services.exporting import read_history
from quizapp.services.hand_in_key import signing_seed
from quizapp.services.handing_in import PlaceNeededError, deliver, hand_in
from quizapp.services.history import History
from quizapp.services.learners import delete_learner
from quizapp.statistics.progress import progress_of
from quizapp.statistics.spacing import answers_of
from quizapp.storage.journal import new_id
from tests import assigned
from tests.assigned import ANNA_ID, ASSIGNMENT_ID, BO_ID, DESK_SEED, OTHER_SEED, TIDES
from tests.canaries import CANARY_BANK
from tests.canaries import found_in as canaries_in
from tests.damage_of_files import mutants
from tests.samples import ALL_SAMPLES
from tests.services.laptops import Laptop, collected, feedback_file, reopened, states


def test_an_assignment_is_opened_taken_and_handed_in(laptop: Laptop):
    anna = laptop.learner("Anna")
    work = laptop.work(anna)
    assert [each.name for each in work.members] == ["Anna Ødegård", "薄 سلام"]
    with pytest.raises(QuizAppError, match="no name yet"):
        work.beginning(0, Random(1))
    work.pick(ANNA_ID)
    assert states(work) == [("new", False), ("new", False)]
    taking = laptop.take(work, 0)
    assert not taking.bank.has_key
    assert states(work) == [("finished", False), ("new", False)]
    other = laptop.begin(work, 1)
    other.respond("what", "the sea")
    other.pause()
    assert states(work) == [("finished", False), ("begun", True)]
    for part in (0, 1):
        with pytest.raises(QuizAppError, match="begun this part already"):
            work.beginning(part, Random(1))
    resumed = laptop.go_on(work, 1)
    assert resumed.response("what") == "the sea"
    resumed.respond("what", "the moon")
    done = hand_in(work, 5000.0)
    assert done.file == laptop.stick / "Bees - Anna Ødegård.quizanswers"
    sealed = collected(done.file)
    assert sealed.signer == public_of(signing_seed(work.places.key(anna.id)))
    submission = sealed.submission
    assert (submission.learner, submission.name, submission.number) == (ANNA_ID, "Anna Ødegård", 1)
    assert [type(part.events[-1]) for part in submission.parts.values()] == [Submitted, Submitted]
    answers = [each.response for each in submission.parts["1"].events if isinstance(each, Answered)]
    assert answers == ["the sea", "the moon"]
    standing = work.standing()
    assert standing.handed_in is not None
    assert not standing.is_open
    assert states(work) == [("finished", False), ("finished", False)]
    with pytest.raises(QuizAppError, match="handed this in already"):
        hand_in(work, 5001.0)
    with pytest.raises(QuizAppError, match="handed this in already"):
        work.going_on(1)
    elsewhere = laptop.stick.parent / "elsewhere"
    elsewhere.mkdir()
    assert deliver(work, folder=elsewhere).file.read_bytes() == done.file.read_bytes()
    assert [file.name for file in laptop.stick.iterdir() if file.suffix == ".quizanswers"] == [done.file.name]


def test_an_attempt_at_a_part_that_the_assignment_has_not_is_nobody_s_work(laptop: Laptop):
    """A learner's file from elsewhere may say anything."""
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    taking = laptop.take(work, 1)
    begun = taking.attempt.started
    for part, other in ((2, begun.assignment), (-1, begun.assignment), (0, "f" * 32)):
        started = msgspec.structs.replace(begun, part=part, assignment=other)
        laptop.journal.begin(new_id(), work.learner.id, begun.content_hash, started, 2000.0).result()
    assert list(work.attempts()) == [1]


def test_what_there_is_to_do_is_offered_to_whom_it_concerns(laptop: Laptop):
    anna, bo = laptop.learner("Anna"), laptop.learner("Bo")
    offers = Offers(laptop.assignments, laptop.journal)

    def look(learner: Learner, folder: Path | None = None) -> list[tuple[str, str]]:
        return [(offer.kind, offer.title) for offer in offers.look(learner, *filter(None, [folder]))]

    assert look(anna) == look(anna, laptop.data) == []
    work = laptop.work(anna)
    assert look(anna, laptop.stick) == look(bo, laptop.stick) == [("new", "Bees and tides")]
    work.pick(ANNA_ID)
    laptop.begin(work, 0)
    assert look(anna) == look(anna, laptop.stick) == [("begun", "Bees and tides")]
    assert (look(bo), look(bo, laptop.stick)) == ([], [("new", "Bees and tides")])


def test_conditions_of_the_class_list_hold(laptop: Laptop):
    settings = AssignmentSettings(time_limit=100.0, is_shuffled=True, tools=("hints",), without_passage=True)
    bo = laptop.work(laptop.learner("Bo"), assigned.assignment(settings))
    bo.pick(BO_ID)
    beginning = bo.beginning(0, Random(3))
    assert sorted(beginning.order) == sorted(bo.assignment.parts[0].order)
    assert beginning.order != bo.assignment.parts[0].order
    taking = laptop.begin(bo, 0)
    assert taking.time_left == 150.0
    assert taking.attempt.started.time_factor == 1.5
    assert taking.attempt.started.without_passage
    assert not taking.write_note(taking.order[0], "a note")
    assert not taking.allows("notes")
    assert taking.allows("hints")


def test_a_practice_without_hints_gives_none(laptop: Laptop):
    settings = AssignmentSettings(mode="practice", shown="at_once", tries=2, tools=("notes",))
    work = laptop.work(laptop.learner("Bo"), assigned.assignment(settings, banks=[CANARY_BANK]))
    work.pick(BO_ID)
    taking = laptop.begin(work, 0)
    assert taking.bank.has_key
    assert taking.bank.questions[0].hints
    assert taking.next_hint(taking.order[0]) is None
    assert taking.write_note(taking.order[0], "a note")
    assert taking.mode.tries == 2


def test_names_are_those_of_the_list_unless_others_are_let_in(laptop: Laptop):
    work = laptop.work(laptop.learner("Cyd"))
    with pytest.raises(QuizAppError, match="not on the list"):
        work.type_name("Cyd")
    assert work.type_name(" anna  ødegård ").learner == ANNA_ID
    with pytest.raises(QuizAppError, match="cannot be a name"):
        work.type_name("\u202e")
    work.pick(BO_ID)  # nothing was begun yet
    laptop.begin(work, 0)
    with pytest.raises(QuizAppError, match="begun this assignment as"):
        work.pick(ANNA_ID)
    free = assigned.assignment(AssignmentSettings(list_only=False))
    twins = msgspec.structs.replace(assigned.MEMBERS[0], id="9" * 32)
    list_of_three = msgspec.structs.replace(assigned.assignment(), id="e" * 32, members=(*assigned.MEMBERS, twins))
    with pytest.raises(QuizAppError, match="Several people are called"):
        laptop.work(laptop.learner("Eve"), list_of_three).type_name("Anna Ødegård")
    other = laptop.work(laptop.learner("Dan"), msgspec.structs.replace(free, id="f" * 32))
    assert other.type_name("Dan").learner == ""
    laptop.take(other, 1)
    assert collected(hand_in(other, 1.0).file).submission.name == "Dan"


def test_another_desk_or_another_content_under_the_same_mark_is_refused(laptop: Laptop):
    opened = laptop.assignments.open(laptop.file())
    for file, message in (
        (laptop.file(seed=OTHER_SEED, name="other.quizassign"), "another teacher"),
        (laptop.file(assigned.assignment(banks=[TIDES]), name="changed.quizassign"), "has changed"),
        (laptop.stick / "gone.quizassign", "cannot be read"),
    ):
        with pytest.raises(QuizAppError, match=message):
            laptop.assignments.open(file)
        assert laptop.assignments.get(ASSIGNMENT_ID) == opened
    more = msgspec.structs.replace(assigned.assignment(), members=assigned.MEMBERS[:1])
    assert len(laptop.assignments.open(laptop.file(more)).assignment.members) == 1
    (laptop.stick / "half.quizassign").write_bytes(laptop.file(name="whole.quizassign").read_bytes()[:30])
    (laptop.stick / "gone.quizassign").mkdir()
    titles = {found.path.name: found.title for found in found_in(laptop.stick)}
    assert titles["Bees.quizassign"] == "Bees and tides"
    assert "half.quizassign" not in titles
    assert [(each.id, each.title) for each in laptop.assignments.opened()] == [(ASSIGNMENT_ID, "Bees and tides")]


def test_a_file_is_listed_only_with_an_id_and_a_title_that_can_be_shown(laptop: Laptop):
    whole = laptop.file().read_bytes()
    title, id_ = b'"title":"Bees and tides"', ASSIGNMENT_ID.encode()
    for old, new, is_listed in (
        (title, b'"title":"Bees and tidal"', True),
        (title, b'"title":"Bees\\u202etides"', False),
        (title, b'"title":"' + b"x" * 2000 + b'"', False),
        (id_, b"..", False),
        (id_, id_.upper(), False),
    ):
        (laptop.stick / "Bees.quizassign").write_bytes(whole.replace(old, new, 1))
        assert len(found_in(laptop.stick)) == is_listed, new


def test_what_the_disk_has_put_in_the_place_of_an_assignment_is_not_taken_for_it(laptop: Laptop):
    folders = []
    for id_ in (ASSIGNMENT_ID, "e" * 32):
        laptop.assignments.open(laptop.file(msgspec.structs.replace(assigned.assignment(), id=id_)))
        folders.append(laptop.data / "assignments" / id_)
    (folders[0] / "assignment.quizassign").write_bytes((folders[1] / "assignment.quizassign").read_bytes())
    with pytest.raises(QuizAppError, match="The disk has damaged this assignment"):
        laptop.assignments.get(ASSIGNMENT_ID)
    assert laptop.assignments.get("e" * 32).assignment.id == "e" * 32


def test_a_newer_list_of_names_takes_the_place_of_an_older_one_and_not_the_other_way(laptop: Laptop):
    settings, cyd = AssignmentSettings(time_limit=100.0), Member("7" * 32, "Cyd")
    old = msgspec.structs.replace(assigned.assignment(settings), listed=1000.0)
    anna, bo = old.members
    changed = (Member(anna.id, "Anna Ø", Accommodation(time_factor=2.0)), bo, cyd)
    new = msgspec.structs.replace(old, members=changed, listed=2000.0)
    newcomer, learner = laptop.learner("Cyd"), laptop.learner("Anna")
    work = laptop.work(learner, old)
    work.pick(ANNA_ID)
    begun = laptop.begin(work, 0)
    with pytest.raises(QuizAppError, match="not on the list"):
        laptop.work(newcomer, old).pick(cyd.id)

    assert laptop.work(newcomer, new).pick(cyd.id).name == "Cyd"
    for file in (new, old):  # the older file is opened once more, and changes nothing
        work = laptop.work(learner, file)
        assert work.members == laptop.assignments.get(ASSIGNMENT_ID).assignment.members == changed
        assert work.named == work.pick(ANNA_ID) == Named(ANNA_ID, "Anna Ø")
        assert laptop.go_on(work, 0).attempt.started == begun.attempt.started
        assert work.beginning(1, Random(1)).assigned.time_factor == 2.0
    laptop.take(work, 1)
    assert collected(hand_in(work, 1.0).file).submission.name == "Anna Ø"


def test_assignments_are_found_two_folders_deep(laptop: Laptop):
    content = laptop.file().read_bytes()
    folder = laptop.stick / "deep"
    for depth in range(4):
        folder.mkdir()
        (folder / f"{depth}.quizassign").write_bytes(content)
        (folder / f".{depth}.quizassign").write_bytes(content)
        folder /= str(depth)
    (laptop.stick / "deep" / "around").symlink_to(laptop.stick)
    assert sorted(found.path.name[0] for found in found_in(laptop.stick / "deep")) == ["0", "1", "2"]


def test_where_the_stick_is_gone_one_is_asked_for_a_place_and_nothing_is_said_to_be_handed_in(laptop: Laptop):
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    laptop.take(work, 0)
    laptop.stick.rename(laptop.stick.with_name("pulled out"))
    with pytest.raises(PlaceNeededError):
        hand_in(work, 5000.0)
    standing = work.standing()
    assert standing.handed_in is None
    assert standing.pending is not None
    assert not laptop.stick.exists()
    elsewhere = laptop.data.parent / "pulled out"
    done = hand_in(work, 6000.0, elsewhere)
    assert done.receipt.number == 1
    assert collected(done.file).submission.handed_in == 5000.0  # the same file as was kept before
    assert work.standing().pending is None


def test_a_file_that_is_not_whole_is_not_handed_in(laptop: Laptop, monkeypatch: pytest.MonkeyPatch):
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    laptop.take(work, 0)

    def write_half(file: Path, data: bytes, replace: bool = True) -> None:
        file.write_bytes(data[: len(data) // 2] if file.parent == laptop.stick else data)

    with monkeypatch.context() as patched:
        patched.setattr("quizapp.services.handing_in.write_whole", write_half)
        with pytest.raises(PlaceNeededError):
            hand_in(work, 5000.0)
    assert work.standing().handed_in is None
    assert collected(hand_in(work, 6000.0).file).submission.number == 1


def test_mutated_files_change_nothing(laptop: Laptop):
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    takes = {
        laptop.file(): laptop.assignments.open,
        reopened(laptop): work.take_reopening,
        feedback_file(laptop, work): lambda file: take_feedback(work, file),
    }

    def kept_bytes() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in sorted(work.places.assignments.rglob("*")) if file.is_file()}

    before, files = kept_bytes(), list(takes)
    for index, data in mutants(tuple(file.read_bytes() for file in files), 150, seed=5):
        mutant = laptop.stick / f"mutant{files[index].suffix}"
        mutant.write_bytes(data)
        with pytest.raises(QuizAppError):
            takes[files[index]](mutant)
        assert kept_bytes() == before
    for file, take in takes.items():
        take(file)
    assert kept_bytes() != before


class KilledError(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("is_done", [False, True])
def test_killed_at_any_write_it_is_handed_in_once_and_never_by_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_done: bool
):
    """`is_done`: the write at which it is killed has just been done."""
    writes = 0
    for kill_at in range(20):
        laptop = Laptop(tmp_path / str(kill_at))
        work = laptop.work(laptop.learner("Anna"))
        work.pick(ANNA_ID)
        laptop.begin(work, 1).respond("what", "the sea")
        writes, was_killed = 0, False
        with monkeypatch.context() as patched:
            for name in ("replace", "link"):
                real = getattr(os, name)

                def killed(source, target, *, real=real, last=kill_at + 1) -> None:
                    nonlocal writes
                    writes += 1
                    if writes == last and not is_done:
                        raise KilledError
                    real(source, target)
                    if writes == last:
                        raise KilledError

                patched.setattr(os, name, killed)
            try:
                hand_in(work, 5000.0)
            except KilledError:
                was_killed = True
        for file in laptop.stick.glob("*.quizanswers"):
            assert collected(file).submission.number == 1
        if was_killed:
            fresh = AssignedWork(Assignments(laptop.data), work.opened, work.learner, laptop.journal)
            if fresh.standing().handed_in is None:
                hand_in(fresh, 6000.0)
        standing = work.standing()
        assert standing.handed_in is not None
        assert standing.pending is None
        submissions = {file.read_bytes() for file in laptop.stick.glob("*.quizanswers")}
        assert len(submissions) == 1
        assert collected(Path(standing.handed_in.file)).submission.number == standing.handed_in.number
        laptop.journal.close()
        if not was_killed:
            break
    assert writes >= 5


def test_two_learners_of_one_name_do_not_overwrite_each_other(laptop: Laptop):
    files = []
    for name in ("Anna", "Another Anna"):
        work = laptop.work(laptop.learner(name))
        work.pick(ANNA_ID)
        laptop.take(work, 0)
        files.append(hand_in(work, 5000.0).file)
    assert [file.name for file in files] == ["Bees - Anna Ødegård.quizanswers", "Bees - Anna Ødegård (2).quizanswers"]
    assert collected(files[0]).signer != collected(files[1]).signer


def test_what_the_teacher_gave_back_is_handed_in_again(laptop: Laptop):
    settings = AssignmentSettings(time_limit=60.0)
    work = laptop.work(laptop.learner("Anna"), assigned.assignment(settings))
    work.pick(ANNA_ID)
    laptop.take(work, 1)
    with pytest.raises(QuizAppError, match="not for what you handed in last"):
        work.take_reopening(reopened(laptop))
    hand_in(work, 5000.0)
    for changes, message in (
        ({"number": 2}, "handed in last"),
        ({"learner": BO_ID, "name": "Bo"}, "for Bo"),
        ({"assignment": "f" * 32}, "another assignment"),
        ({"seed": OTHER_SEED}, "not from the teacher"),
    ):
        with pytest.raises(QuizAppError, match=message):
            work.take_reopening(reopened(laptop, **changes))
        assert work.standing().reopening is None
    assert work.take_reopening(reopened(laptop)).reason == "The battery was empty."
    assert states(work) == [("new", False), ("finished", True)]
    taking = laptop.go_on(work, 1)
    assert taking.time_left == 360.0
    assert taking.respond("what", "the moon")
    assert states(work) == [("new", False), ("begun", True)]
    again = laptop.go_on(work, 1)
    assert sum(isinstance(each, Reopened) for each in again.attempt.events) == 1
    laptop.begin(work, 0)  # what was not begun before can be begun now
    done = hand_in(work, 7000.0)
    submission = collected(done.file).submission
    assert (submission.number, set(submission.parts)) == (2, {"0", "1"})
    assert not work.standing().is_open
    assert done.file.name == "Bees - Anna Ødegård (2).quizanswers"


def test_feedback_gives_marks_with_the_words_of_the_teacher(laptop: Laptop):
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    for changes, message in (
        ({"seed": OTHER_SEED}, "not from the teacher"),
        ({"learner": BO_ID, "name": "Bo"}, "for Bo"),
        ({"assignment": "f" * 32}, "another assignment"),
    ):
        with pytest.raises(QuizAppError, match=message):
            take_feedback(work, feedback_file(laptop, work, **changes))
        with pytest.raises(QuizAppError):  # nothing is kept
            kept_feedback(work)
    given = take_feedback(work, feedback_file(laptop, work))
    assert [each.marked.questions for each in kept_feedback(work).parts] == [
        part.marked.questions for part in given.parts
    ]
    (part,) = given.parts
    assert part.remark == "A good start."
    assert part.answers["what"].why == "Nearly."
    (entry,) = part.marked.questions
    assert isinstance(entry.mark, Points)
    assert (entry.mark.earned, entry.mark.possible, entry.remark) == (0.5, 1, "Read it again.")
    assert entry.question.correct_response() == "the moon"
    assert given.total.percent == 50
    with pytest.raises(QuizAppError, match="newer feedback"):
        take_feedback(work, feedback_file(laptop, work, released=8000.0))
    other = laptop.work(laptop.learner("Bo"))
    other.pick(ANNA_ID)
    with pytest.raises(QuizAppError, match="somebody else"):
        take_feedback(other, laptop.stick / "Anna.quizfeedback")


def test_a_learner_is_shown_the_marks_that_the_desk_worked_out(laptop: Laptop):
    whole = assigned.assignment()
    work = laptop.work(laptop.learner("Anna"), whole)
    work.pick(ANNA_ID)
    taking = laptop.begin(work, 0)
    for sample in ALL_SAMPLES:
        taking.respond(sample.question.id, sample.cases[-1].response)
    taking.submit()
    laptop.take(work, 1)
    sealed = collected(hand_in(work, 5000.0).file)
    received = Received(sealed.submission, "0" * 64, sealed.signer.hex(), 5100.0)
    check_fits(whole, sealed.submission)
    by: dict[str, Any] = {"at": 6000.0, "who": "Ms Lee", "why": "Fair enough."}
    rated = next(each for each in taking.bank.questions if each.is_rated and taking.response(each.id))
    levels = dict.fromkeys(whole.parts[0].bank.question(rated.id).criteria, 0)
    ids = [each.id for each in whole.parts[0].bank.questions if not each.is_rated]
    also = Mend("also", response=plain("the sun"))
    entries = (
        AnswerRated(learner=ANNA_ID, part=0, question=rated.id, levels=levels, **by),
        Overridden(learner=ANNA_ID, part=0, question=ids[0], points="1/3", **by),
        Mended(part=0, question=ids[1], mend=Mend("full_marks"), **by),
        Mended(part=0, question=ids[2], mend=Mend("left_out"), **by),
        Mended(part=1, question="what", mend=also, **by),
        Remarked(learner=ANNA_ID, part=1, question="what", text="Well read.", **by),
        Remarked(learner=ANNA_ID, part=0, question="", text="A good start.", **by),
    )
    grades = grades_of(whole, [received], entries)
    learner = grades.learners[ANNA_ID]
    file = laptop.stick / "Anna.quizfeedback"
    file.write_bytes(write_feedback(feedback_of(grades, entries, learner, 9000.0), DESK_SEED, sealed.signer))
    given = take_feedback(work, file)
    assert [part.part for part in given.parts] == [0, 1]
    for part in given.parts:
        graded = learner.parts[part.part]
        for entry, expected in zip(part.marked.questions, graded.questions, strict=True):
            assert (entry.is_done, entry.remark) == (expected.is_done, expected.remark), entry.question.id
            assert earned(entry.mark) == earned(expected.mark), entry.question.id
            assert entry.mark.possible == expected.mark.possible
        assert part.marked.total == graded.total
    assert given.total == learner.total
    assert given.parts[0].remark == "A good start."
    assert "full points" in given.parts[0].answers[ids[1]].mended
    assert given.parts[1].marked.total.percent == 100


def test_what_a_teacher_marked_counts_in_history_progress_and_review(laptop: Laptop):
    learner = laptop.learner("Anna")
    work = laptop.work(learner)
    work.pick(ANNA_ID)
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    history = History(laptop.journal, learner.id)
    for released, points, percent in ((9000.0, "1/2", 50), (9500.0, "1", 100)):
        before = [each.summary for each in history.all()]
        answers = {"what": AnswerFeedback(points=points)}
        handed = work.standing().handed_in
        assert handed is not None
        (index, part), *_ = handed.parts.items()
        parts = {index: PartFeedback(part.attempt, part.events, assigned.assignment().parts[int(index)].bank, answers)}
        take_feedback(work, feedback_file(laptop, work, released=released, parts=parts))
        for known in (history, History(laptop.journal, learner.id)):
            (attempt,) = known.all()
            assert [attempt] == list(known.page().attempts)
            assert attempt.summary is not None
            assert attempt.summary not in before
            assert attempt.summary.total.percent == percent
            assert progress_of([attempt], 9999.0, UTC).finished == 1
            (answer,) = answers_of([attempt], 9999.0)
            assert answer.at == 9000.0 or released == 9500.0
            (entry,) = read_history(known, with_marks=True).entries
            assert entry.marked is not None
            assert entry.marked.total.percent == percent
    (work.folder / "feedback.quizfeedback").write_bytes(b"damaged")
    (attempt,) = history.all()
    assert attempt.summary is not None
    assert not attempt.summary.is_marked_here


@pytest.mark.parametrize("shown", ["handed_in", "at_once"])
def test_marks_that_are_shown_after_handing_in_are_nowhere_before(laptop: Laptop, shown: str):
    mode = "test" if shown == "handed_in" else "practice"
    work = laptop.work(laptop.learner("Anna"), assigned.assignment(AssignmentSettings(mode=mode, shown=shown)))
    work.pick(ANNA_ID)
    laptop.take(work, 0)
    history = History(laptop.journal, work.learner.id)

    def told() -> list[bool]:
        past = history.all()
        assert [each.summary for each in history.page().attempts] == [each.summary for each in past]
        entries = read_history(history, with_marks=True).entries
        seen = [each.summary.is_marked_here for each in past]
        assert [history.open(each.id).bank.has_key for each in past] == seen
        assert [each.marked is not None for each in entries] == seen
        assert [bool(each.summary.total.possible) for each in past] == seen
        return seen

    assert told() == [shown == "at_once"]
    laptop.take(work, 1)
    assert told() == [shown == "at_once"] * 2
    hand_in(work, 5.0)
    assert told() == [True, True]


def test_no_canary_is_anywhere_in_the_data_folder_before_release(laptop: Laptop):
    work = laptop.work(laptop.learner("Anna"), assigned.assignment(banks=[CANARY_BANK]))
    work.pick(ANNA_ID)
    taking = laptop.begin(work, 0)
    taking.respond("open", {"text": "because they are bees"})
    done = hand_in(work, 5000.0)
    files = [file for file in (*laptop.data.rglob("*"), *laptop.stick.iterdir()) if file.is_file()]
    assert done.file in files
    assert len(files) > 8
    for file in files:
        assert canaries_in(file.read_bytes()) == [], file


def test_whoever_is_deleted_leaves_no_assignment_behind(laptop: Laptop):
    anna, bo = laptop.learner("Anna"), laptop.learner("Bo")
    for learner, member in ((anna, ANNA_ID), (bo, BO_ID)):
        work = laptop.work(learner)
        work.pick(member)
        laptop.take(work, 0)
        hand_in(work, 5000.0)
    delete_learner(laptop.journal, anna.id)
    left = [str(file) for file in laptop.data.rglob("*")]
    assert not any(anna.id in name for name in left)
    assert any(bo.id in name for name in left)
    delete_learner(laptop.journal, "f" * 32)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_those_that_were_opened_are_listed_by_title_whatever_else_is_in_the_folder(laptop: Laptop):
    titles = {"1" * 32: "tides", "2" * 32: "Bees", "3" * 32: "apples", "4" * 32: "bees"}
    for id_, title in titles.items():
        laptop.assignments.open(
            laptop.file(msgspec.structs.replace(assigned.assignment(), id=id_, title=title), name=f"{title}.quizassign")
        )
    folder = laptop.data / "assignments"
    (folder / ("0" * 32)).mkdir()  # before all others, and never opened
    (folder / "notes").mkdir()
    (folder / ("9" * 32)).write_bytes(b"no folder")
    assert [(each.id[0], each.title, each.problem) for each in laptop.assignments.opened()] == [
        ("3", "apples", ""), ("2", "Bees", ""), ("4", "bees", ""), ("1", "tides", ""),
    ]  # fmt: skip
    assert [each.file.name for each in laptop.assignments.opened()][:2] == ["apples.quizassign", "Bees.quizassign"]
    (folder / ("3" * 32) / "assignment.quizassign").write_bytes(b"damaged")
    damaged, *others = laptop.assignments.opened()
    assert (damaged.id[0], damaged.title, bool(damaged.problem)) == ("3", "apples", True)
    assert [each.id[0] for each in others] == ["2", "4", "1"]
    for wrong in ("0" * 32, "3" * 32, "notes", "9" * 32):
        with pytest.raises(QuizAppError):
            laptop.assignments.get(wrong)
    kept = (folder / ("2" * 32) / "assignment.quizassign").read_bytes()
    (folder / ("1" * 32) / "assignment.quizassign").write_bytes(kept)
    with pytest.raises(QuizAppError, match="damaged"):
        laptop.assignments.get("1" * 32)
    assert laptop.assignments.get("2" * 32).assignment.title == "Bees"


def test_a_file_whose_first_lines_are_no_teacher_s_is_not_found(laptop: Laptop):
    whole = assigned.assignment()
    data = laptop.file(name="good.quizassign").read_bytes()
    for name, old, new in (
        ("id", ASSIGNMENT_ID, "no id"),
        ("title", whole.title, "Bees\u202e"),
        ("long", whole.title, "B" * 2000),
    ):
        (laptop.stick / f"{name}.quizassign").write_bytes(data.replace(old.encode(), new.encode(), 1))
    reopened(laptop)
    (laptop.stick / "notes.txt").write_text("Bees")
    (laptop.stick / "upper.QUIZREOPEN").write_bytes((laptop.stick / "again.quizreopen").read_bytes())
    assert [(found.path.name, found.kind, found.title) for found in found_in(laptop.stick)] == [
        ("again.quizreopen", "reopening", ""),
        ("good.quizassign", "assignment", whole.title),
        ("upper.QUIZREOPEN", "reopening", ""),
    ]
    assert {found.assignment for found in found_in(laptop.stick)} == {ASSIGNMENT_ID}
    for name in ("id", "title"):
        with pytest.raises(QuizAppError, match=f"{name}.quizassign is damaged"):
            found_at(laptop.stick / f"{name}.quizassign")
    kinds = [kind_of(Path(name)) for name in ("a.QuizAssign", "a.quizfeedback", "a.quizreopen", "a.quizanswers", "a")]
    assert kinds == ["assignment", "feedback", "reopening", None, None]
    assert found_in(laptop.stick / "none") == ()
