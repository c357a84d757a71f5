"""Files of answers become submissions: one verdict a file, and none of them stops another."""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import EntryUndone, Released
from quizapp.errors import QuizAppError
from quizapp.formats.submission_file import KIND
from quizapp.progress import CancelledError
from quizapp.services.desk import collecting
from quizapp.services.desk.assigning import make_assignment
from quizapp.services.desk.classes import set_accommodation
from quizapp.services.desk.collecting import collect, decide_key, find_files, find_waiting, match, waiting
from quizapp.services.desk.desk import Desk, open_desk
from quizapp.services.desk.gradebook import gradebook_of, graded
from quizapp.services.desk.handed_in import learner_states, missing
from quizapp.services.desk.releasing import release
from quizapp.services.desk.reopening import let_count, reopen
from quizapp.storage.desk.records import Arrival
from tests.desks import NOW, assigned, hand_in, new_desk, taken, verdicts


def test_each_file_has_its_verdict_and_again_adds_nothing(any_desk, tmp_path):
    desk: Desk = any_desk
    room, assignment = assigned(desk, settings=AssignmentSettings(due=NOW + 150))
    ada, björn, chen = room.members
    other = new_desk(tmp_path / "other")
    _, foreign = assigned(other)
    folder = tmp_path / "stick"
    first = hand_in(desk, folder, taken(assignment, ada))
    hand_in(desk, folder, taken(assignment, ada, {}, number=2))
    shutil.copy(first, folder / "Bees - Ada 1 (Ada's conflicted copy 2026-11-30).quizanswers")
    hand_in(desk, folder, taken(assignment, björn, handed_in=NOW + 200))
    hand_in(desk, folder, taken(assignment, björn, number=2), by="somebody else", file="forged.quizanswers")
    hand_in(desk, folder, taken(assignment, "Chén"))
    hand_in(other, folder, taken(foreign, foreign.members[0]), file="other desk.quizanswers")
    hand_in(other, folder, taken(assignment, chen), file="sealed to another.quizanswers")
    whole = first.read_bytes()
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "half.quizanswers").write_bytes(whole[: len(whole) // 2])
    (folder / "flipped.QUIZANSWERS").write_bytes(whole[:-50] + bytes([whole[-50] ^ 1]) + whole[-49:])
    (folder / "empty.quizanswers").write_bytes(b"")
    (folder / "newer.quizanswers").write_bytes(whole.replace(b"quizapp-submission 1", b"quizapp-submission 2", 1))
    (folder / "picture.quizanswers").write_bytes(b"\x89PNG\r\n\x1a\n" * 10)
    (folder / "on its way.quizanswers.part").write_bytes(whole[:100])
    (folder / ".Bees - Omar.quizanswers.icloud").write_bytes(b"bplist00")
    (folder / "._Bees - Ada 1.quizanswers").write_bytes(b"\0\5\x16\7")  # what macOS leaves on a stick
    (folder / "notes.txt").write_text("no answers")
    (folder / "huge.quizanswers").write_bytes(b"")
    os.truncate(folder / "huge.quizanswers", KIND.most + 1)
    expected = {
        "Bees - Ada 1.quizanswers": "new",
        "Bees - Ada 2.quizanswers": "superseding",
        "Bees - Ada 1 (Ada's conflicted copy 2026-11-30).quizanswers": "same",
        "Bees - Björn 1.quizanswers": "new",
        "forged.quizanswers": "second_key",
        "Bees - Chén 1.quizanswers": "unknown_learner",
        "other desk.quizanswers": "wrong_assignment",
        "sealed to another.quizanswers": "not_for_desk",
        "half.quizanswers": "damaged",
        "flipped.QUIZANSWERS": "damaged",
        "empty.quizanswers": "half_copied",
        "newer.quizanswers": "newer",
        "picture.quizanswers": "foreign",
        "huge.quizanswers": "too_large",
        "on its way.quizanswers.part": "half_copied",
        ".Bees - Omar.quizanswers.icloud": "half_copied",
    }
    if os.name == "posix":
        (folder / "link.quizanswers").symlink_to(first)
        (folder / "deep" / "link to a folder").symlink_to(folder)
        (folder / "deep" / "link.quizanswers").symlink_to(folder)
        os.mkfifo(folder / "pipe.quizanswers")
        expected |= {"link.quizanswers": "unreadable", "pipe.quizanswers": "unreadable"}
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name[:4] != "huge"}

    found = collect(desk, [folder])
    told = verdicts(found)
    links = [str(each.says) for each in found.verdicts if each.path.name == "link.quizanswers"]
    assert links == ["This is a link to another file. Choose that file itself."] * (2 * (os.name == "posix"))
    # which of two files of the same content is the first depends on their names alone
    one, two = "Bees - Ada 1.quizanswers", "Bees - Ada 1 (Ada's conflicted copy 2026-11-30).quizanswers"
    assert sorted([told.pop(one), told.pop(two)]) == sorted([expected.pop(one), expected.pop(two)])
    assert told == expected
    assert [verdict.path.name for verdict in found.verdicts if verdict.is_late] == ["Bees - Björn 1.quizanswers"]
    assert all(str(verdict.says).endswith(".") and "\n" not in str(verdict.says) for verdict in found.verdicts)
    assert [member.name for member in missing(desk, assignment.id)] == ["陈"]
    assert {path: path.read_bytes() for path in before} == before

    entries = desk.store.entries(assignment.id)
    again = collect(desk, [folder])
    kept = {verdict.path.name for verdict in found.verdicts if verdict.kind in collecting.KEPT}
    waits = {verdict.path.name for verdict in found.verdicts if verdict.kind in collecting.WAITING}
    assert {name for name, kind in verdicts(again).items() if kind in ("same", *collecting.WAITING)} == kept
    assert {name for name, kind in verdicts(again).items() if kind in collecting.WAITING} == waits
    assert desk.store.entries(assignment.id) == entries
    assert len(desk.store.submissions(assignment.id)) == 5
    other.close()


def test_the_teacher_decides_what_waits(desk, tmp_path):
    desk.clock = count(NOW).__next__
    room, assignment = assigned(desk)
    ada, _, chen = room.members
    folder = tmp_path / "shared"
    hand_in(desk, folder, taken(assignment, ada))
    hand_in(desk, folder, taken(assignment, ada, number=2), by="another laptop")
    hand_in(desk, folder, taken(assignment, "Bjorn"))
    hand_in(desk, folder, taken(assignment, chen))
    hand_in(desk, folder, taken(assignment, chen, number=2), by="a friend")
    collect(desk, [folder])
    found = {each.kind + each.received.submission.name: each for each in waiting(desk, assignment.id)}
    assert found.keys() == {"second_keyAda", "second_key陈", "unknown_learnerBjorn"}
    near = found["unknown_learnerBjorn"].near
    assert near is not None
    assert near.name == "Björn"

    match(desk, assignment.id, found["unknown_learnerBjorn"].received.digest, near.id, "He has no ö.")
    assert decide_key(desk, ada.id, found["second_keyAda"].received.signer, True) == 1
    assert decide_key(desk, chen.id, found["second_key陈"].received.signer, False) == 0
    assert waiting(desk, assignment.id) == ()
    assert missing(desk, assignment.id) == ()
    counts = [(each.submission.learner, each.submission.number) for each in desk.received(assignment.id)]
    assert sorted(counts) == sorted([(ada.id, 1), (ada.id, 2), (near.id, 1), (chen.id, 1)])
    second = found["second_keyAda"].received
    assert decide_key(desk, ada.id, second.signer, True) == 0  # it counts already
    assert decide_key(desk, ada.id, second.signer, False, "It was a friend's.") == 1
    assert second.digest not in {each.digest for each in desk.received(assignment.id)}
    assert decide_key(desk, ada.id, second.signer, True, "No, it was hers.") == 1
    assert second.digest in {each.digest for each in desk.received(assignment.id)}
    later = hand_in(desk, folder, taken(assignment, chen, number=3), by="a friend")
    assert collect(desk, [later]).verdicts[0].kind == "refused_key"


def test_what_waits_is_found_by_the_first_digits_of_its_file(desk, tmp_path):
    room, assignment = assigned(desk)
    ada = room.members[0]
    hand_in(desk, tmp_path, taken(assignment, ada))
    hand_in(desk, tmp_path, taken(assignment, ada, number=2), by="another laptop")
    for name in ("Nobody like that", "Chen"):
        hand_in(desk, tmp_path, taken(assignment, name))
    collect(desk, [tmp_path])
    held, *unknown = sorted(waiting(desk, assignment.id), key=lambda each: each.kind)
    assert [each.near for each in unknown] == [None, None]
    assert [(len(each.received.digest), each.received.submission.parts) for each in (held, *unknown)] == [(64, {})] * 3
    for each in (held, *unknown):
        for length in (12, 64):
            assert find_waiting(desk, each.received.digest[:length], each.kind) == each
    for digest, kind in ((held.received.digest, "unknown_learner"), ("", "second_key"), ("f" * 64, "second_key")):
        with pytest.raises(QuizAppError, match=f"Nothing like that waits under “{digest}”"):
            find_waiting(desk, digest, kind)
    alike = [replace(unknown[0].received, digest=f"{held.received.digest[:8]}{end * 56}") for end in "01"]
    desk.store.add_submissions([Arrival(each, b"") for each in alike], "anna")
    assert find_waiting(desk, alike[0].digest[:9], "unknown_learner").received == alike[0]
    assert find_waiting(desk, held.received.digest[:8], "second_key") == held
    with pytest.raises(QuizAppError, match=f"More than one begins with “{alike[0].digest[:8]}”"):
        find_waiting(desk, alike[0].digest[:8], "unknown_learner")
    found = collect(desk, [tmp_path])
    assert (found.count("same"), found.count("new"), found.count("same", *collecting.WAITING)) == (1, 0, 4)


def test_an_earlier_file_that_comes_late_does_not_count(desk, tmp_path):
    room, assignment = assigned(desk)
    (named := tmp_path / "notes.txt").write_text("no answers")
    assert collect(desk, [named]).verdicts[0].kind == "foreign"  # whoever names a file is told of it
    second = hand_in(desk, tmp_path, taken(assignment, room.members[0], number=2))
    first = hand_in(desk, tmp_path, taken(assignment, room.members[0]))
    again = hand_in(desk, tmp_path, taken(assignment, room.members[0], number=2), file="again.quizanswers")
    told = [collect(desk, [path]).verdicts[0].kind for path in (second, first, again)]
    assert told == ["new", "superseded", "superseding"]


def test_answers_that_do_not_fit_the_assignment_are_refused(desk, tmp_path):
    room, assignment = assigned(desk)
    submission = taken(assignment, room.members[0])
    part = submission.parts["0"]
    started = part.events[0]
    left_out = started.order[-1]
    fewer = replace(
        started,
        order=started.order[:-1],
        arrangements={id_: order for id_, order in started.arrangements.items() if id_ != left_out},
    )
    others = [each for each in part.events[1:] if getattr(each, "question", "") != left_out]
    odd = replace(submission, parts={"0": replace(part, events=(fewer, *others))})
    elsewhere = replace(submission, parts={"1": replace(part, events=(replace(started, part=1), *part.events[1:]))})
    for each in (odd, elsewhere):
        verdict = collect(desk, [hand_in(desk, tmp_path, each)]).verdicts[0]
        assert (verdict.kind, str(verdict.says)) == ("unfit", (
            "What is in this file does not belong to the assignment that it names."
            " Ask the learner to hand in again from the assignment’s own file."
        ))  # fmt: skip
    assert desk.store.submissions(assignment.id) == ()


def test_more_time_than_was_given_is_told(desk, tmp_path):
    names = "name\ttime\nAda\t1.5\nBo\t\nCy\tno limit\nDi\t\n"
    room, assignment = assigned(desk, names, AssignmentSettings(time_limit=600, list_only=False))
    said = []
    ada, bo, cy, di = room.members
    di = set_accommodation(desk, di, {"time": "2"})
    for number, (member, factor, limit) in enumerate(
        (
            *((ada, 1.5, 900.0), (bo, 1.5, 900.0), (bo, 0.0, 0.0), (bo, 1.0, 600.0), (bo, 1.0, 0.0), (bo, 1.0, 900.0)),
            *((cy, 0.0, 0.0), (cy, 3.0, 1800.0), (di, 2.0, 1200.0), (di, 1.0, 600.0), (di, 3.0, 600.0)),
            *(("Eve", 1.0, 600.0), ("Eve", 1.25, 750.0)),
        ),
        1,
    ):
        submission = taken(assignment, member, number=number)
        part = submission.parts["0"]
        events = (replace(part.events[0], time_factor=factor, time_limit=limit), *part.events[1:])
        path = hand_in(desk, tmp_path, replace(submission, parts={"0": replace(part, events=events)}))
        verdict = collect(desk, [path]).verdicts[0]
        assert verdict.kind in collecting.KEPT
        if told := "more time than" in str(verdict.says):
            assert str(verdict.says).endswith(f"more time than {submission.name} was given.")
        said.append(told)
    assert said == [False, True, True, False, True, True, False, False, False, False, True, False, True]
    open_end = make_assignment(desk, room, "Open", assignment.parts, AssignmentSettings())
    submission = taken(open_end, bo)
    part = submission.parts["0"]
    events = (replace(part.events[0], time_factor=3.0), *part.events[1:])
    path = hand_in(desk, tmp_path, replace(submission, parts={"0": replace(part, events=events)}), file="x.quizanswers")
    assert "more time" not in str(collect(desk, [path]).verdicts[0].says)  # there is no limit


def test_a_clock_that_cannot_be_right_is_told_and_lateness_goes_by_the_desk_s(tmp_path):
    moments = {"now": NOW}
    desk = open_desk(tmp_path / "data", clock=lambda: moments["now"])
    room, assignment = assigned(desk, settings=AssignmentSettings(due=NOW + 1000))
    ada, bjorn, _ = room.members
    said = {}
    for number, (member, came, by_clock) in enumerate(
        (
            (ada, NOW + 500, NOW - 86400),  # set back, and in time
            (ada, NOW + 2000, NOW - 86400),  # set back, and late
            (ada, NOW + 500, NOW + 86400),  # set forward, and in time
            (ada, NOW + 500, NOW + 900),  # as far ahead as clocks are
            (bjorn, NOW + 2000, NOW + 900),  # collected after the date
            (bjorn, NOW + 2000, NOW + 1100),
        ),
        1,
    ):
        moments["now"] = came
        path = hand_in(desk, tmp_path, taken(assignment, member, number=number, handed_in=by_clock))
        verdict = collect(desk, [path]).verdicts[0]
        cell = gradebook_of(desk, desk.store.classroom(room.id)).rows[member is bjorn].cells[0]
        assert cell.is_late == verdict.is_late
        assert (cell.odd_time is not None) == bool(verdict.odd_time)
        assert ("10:00 on May 1" in str(verdict.told(lambda at: "10:00 on May 1"))) == bool(verdict.odd_time)
        said[number] = (verdict.is_late, bool(verdict.odd_time))
        assert collect(desk, [path]).verdicts[0].is_late == verdict.is_late
    odd, plain = [True], [False]
    assert said == {
        number: (is_late, *is_odd)
        for number, (is_late, is_odd) in enumerate(
            ((False, odd), (True, odd), (False, odd), (False, plain), (False, plain), (True, plain)), 1
        )
    }


def test_what_comes_in_after_the_key_was_told_counts_only_if_it_was_given_back(tmp_path):
    times = iter(range(1, 1_000_000))
    desk = open_desk(tmp_path / "data", clock=lambda: NOW + next(times))
    room, assignment = assigned(desk)
    ada, björn, _ = room.members

    def counted() -> int:
        handed = graded(desk, assignment.id)[0].learners[ada.id].counted.submission
        (state,) = (each for each in learner_states(desk, desk.assignment(assignment.id)) if each.learner.id == ada.id)
        assert state.handed_in == handed.handed_in
        return handed.number

    def collected(number: int) -> str:
        verdict = collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada, number=number))]).verdicts[0]
        assert verdict.kind == ("superseding" if number == counted() else "superseded")
        return str(verdict.says)

    collect(desk, [hand_in(desk, tmp_path, taken(assignment, each)) for each in (ada, björn)])
    assert "This one counts" in collected(2)
    release(desk, assignment.id, [ada.id, björn.id], tmp_path / "out")
    assert "after the marks were released" in collected(3)
    assert counted() == 2
    release(desk, assignment.id, [ada.id, björn.id], tmp_path / "out")  # again: nobody is told for the first time
    assert sum(isinstance(entry, Released) for entry in desk.store.entries(assignment.id)) == 1
    reopen(desk, assignment, ada, "The battery was empty.", tmp_path / "out")
    assert "This one counts" in collected(4)
    assert "after the marks were released" in collected(5)
    assert counted() == 4
    late = graded(desk, assignment.id)[0].learners[ada.id]
    digests = {each.submission.number: each.digest for each in (late.counted, *late.earlier)}
    assert late.after_release == {digests[3], digests[5]}
    for digest, why, said in (
        (digests[5], " ", "no reason"),
        (digests[2], "why", "did not come in after"),
        ("", "why", "did not"),
    ):
        with pytest.raises(QuizAppError, match=said):
            let_count(desk, assignment.id, digest, why)
    let_count(desk, assignment.id, digests[5], "The stick was lost.")
    assert counted() == 5
    allowed = desk.store.entries(assignment.id)[-1]
    assert (allowed.why, allowed.submission) == ("The stick was lost.", digests[5])
    with pytest.raises(QuizAppError, match="did not come in after"):
        let_count(desk, assignment.id, digests[5], "Again")
    last = len(desk.store.entries(assignment.id)) - 1
    desk.store.append(assignment.id, EntryUndone(at=NOW, who="x", why="It was not", number=last))
    assert counted() == 4
    number = next(n for n, entry in enumerate(desk.store.entries(assignment.id)) if isinstance(entry, Released))
    desk.store.append(assignment.id, EntryUndone(at=NOW, who="x", why="Too early", number=number))
    assert counted() == 5
    desk.close()


def test_a_deleted_learner_does_not_come_back_with_a_file(desk, tmp_path):
    room, assignment = assigned(desk)
    path = hand_in(desk, tmp_path, taken(assignment, room.members[0]))
    desk.store.delete_learner(room.members[0].id)
    assert collect(desk, [path]).verdicts[0].kind == "unknown_learner"
    assert desk.store.submissions(assignment.id) == ()


def test_collecting_can_be_broken_off_and_goes_on(desk, tmp_path):
    room, assignment = assigned(desk, "\n".join(f"Learner {number}" for number in range(120)))
    for member in room.members:
        hand_in(desk, tmp_path, taken(assignment, member, {}))
    seen = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 50:
            raise CancelledError

    with pytest.raises(CancelledError):
        collect(desk, [tmp_path], stop)
    assert seen[-1][1] == 120
    assert len(desk.store.submissions(assignment.id)) == seen[-1][0]
    found = collect(desk, [tmp_path], lambda done, total: seen.append((done, total)))
    assert seen[-1] == (120, 120)
    assert found.count("new") + found.count("same") == 120
    assert len(desk.store.submissions(assignment.id)) == len(desk.store.entries(assignment.id)) == 120


def test_folders_are_looked_through_six_levels_deep_and_hidden_ones_and_too_many_files_are_not(tmp_path, monkeypatch):
    for place in ("1/2/3/4/5/6", "1/2/3/4/5/6/7", ".hidden", "1/.hidden"):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
    every = ["1/2/3/4/5/6/a.quizanswers", "1/2/3/4/5/6/7/b.quizanswers", ".hidden/c.quizanswers", "d.quizanswers"]
    for name in every:
        (tmp_path / name).write_bytes(b"")
    named = tmp_path / "not an answer.txt"
    named.write_bytes(b"")
    deep, top = tmp_path / every[0], tmp_path / every[3]
    assert find_files([tmp_path]) == (deep, top)
    assert find_files([top, tmp_path, named, tmp_path]) == (top, deep, named)
    monkeypatch.setattr(collecting, "MOST_FILES", 2)
    assert find_files([tmp_path]) == (deep, top)
    with pytest.raises(QuizAppError, match=r"more than 2 files in .*txt"):
        find_files([tmp_path, named])
    for number in range(5):
        (tmp_path / "1" / f"{number}.quizanswers").write_bytes(b"")
    with pytest.raises(QuizAppError, match="more than 2 files"):
        find_files([tmp_path])


def test_files_are_kept_by_the_hundred_or_by_their_size(tmp_path, monkeypatch):
    paths = []
    for number, size in enumerate((3, 3, 3, 10, 1, 1, 1, 1)):
        paths.append(tmp_path / f"{number}.quizanswers")
        paths[-1].write_bytes(b"x" * size)
    gone = tmp_path / "gone.quizanswers"
    monkeypatch.setattr(collecting, "_MOST_AT_ONCE", 3)
    for most, sizes in ((1000, [3, 3, 3]), (6, [2, 1, 1, 3, 2]), (5, [1, 1, 1, 1, 3, 2])):
        monkeypatch.setattr(collecting, "_MOST_BYTES_AT_ONCE", most)
        batches = list(collecting._batches([*paths, gone]))
        assert [len(batch) for batch in batches] == sizes
        assert [path for batch in batches for path in batch] == [*paths, gone]
    assert list(collecting._batches([])) == []
    (five := tmp_path / "5.quizanswers").write_bytes(b"x" * 5)
    assert [len(batch) for batch in collecting._batches([five, gone, paths[-1]])] == [2, 1]


def test_a_folder_that_may_not_be_opened_is_told_and_stops_no_other(desk, tmp_path, monkeypatch):
    room, assignment = assigned(desk)
    closed = tmp_path / "share" / "closed"
    hand_in(desk, closed, taken(assignment, room.members[0]))
    hand_in(desk, tmp_path / "share", taken(assignment, room.members[1]))
    scandir = os.scandir

    def refused(folder):  # nothing is closed to root
        if Path(folder) == closed:
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refused)
    found = collect(desk, [tmp_path / "share"])
    assert verdicts(found) == {"closed": "unreadable", "Bees - Björn 1.quizanswers": "new"}
    said = next(str(verdict.says) for verdict in found.verdicts if verdict.path == closed)
    assert said == "This folder cannot be opened. Check who may open it, and collect again."


def test_a_folder_that_is_not_there_is_told(desk, tmp_path):
    path = tmp_path / "gone.quizanswers"
    assert collect(desk, [path]).verdicts[0].kind == "unreadable"
    if os.name == "posix" and os.geteuid():
        (closed := tmp_path / "closed").mkdir(mode=0)
        with pytest.raises(QuizAppError, match="cannot be read"):
            collect(desk, [closed])
    assert collect(desk, [tmp_path]).verdicts == ()
