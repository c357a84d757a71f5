"""Settings for a room: where their folders are, who is offered, and how the desk writes them."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths, questions_dir
from quizapp.reports.names import allowed_text
from quizapp.services.library import library_of
from quizapp.services.room import ALL_MODES, NO_ROOM, RoomRefusedError, RoomSettings, read_room, save_room

EVERY_TYPE = Path(__file__).parents[1] / "data" / "every-type.yaml"


def settings(folder: Path, text: str) -> RoomSettings:
    file = folder / "room.yaml"
    file.write_text(text, "utf-8")
    return read_room(file)


def test_folders_are_named_from_where_the_file_is(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for written, folder in (
        ("hand in", tmp_path / "hand in"),
        ("../share", tmp_path / ".." / "share"),
        (str(tmp_path / "else"), tmp_path / "else"),
        ("~/ours", tmp_path / "home" / "ours"),
    ):
        assert settings(tmp_path, f"watched_folder: {written}\n").watched_folder == folder
    room = read_room(Path("room.yaml"))
    assert (room.banks, room.assignments) == (tmp_path / "banks", tmp_path / "assignments")
    assert (NO_ROOM.banks, NO_ROOM.assignments, NO_ROOM.watched_folder) == (None, None, None)


def test_a_file_with_mistakes_is_refused_with_all_of_them(tmp_path):
    with pytest.raises(RoomRefusedError) as refused:
        settings(tmp_path, "learners: [Ada, ada]\nmodes: [exam]\n")
    assert [problem.line for problem in refused.value.problems] == [1, 2]
    assert "so Quizapp does not start" in str(refused.value)


def test_a_name_is_the_same_learner_however_it_is_written(tmp_path):
    known = [Learner(str(at), name, False, 0.0) for at, name in enumerate(("ADA", "Zoe\u0308", "Old", "Guest"))]
    guest = Learner("9", "Guest", True, 0.0)
    room = settings(tmp_path, "learners: [Ada, Zo\u00eb, 'محمد', Guest]\nothers: false\n")
    assert [(each.id, each.name) for each in room.offered(known)] == [
        ("0", "ADA"),
        ("1", "Zoe\u0308"),
        ("", "محمد"),
        ("3", "Guest"),
    ]
    assert [room.has(each) for each in (*known, guest)] == [True, True, False, True, False]
    assert room.offered(known)[2] == Learner("", "محمد", False, 0.0)
    open_to_all = settings(tmp_path, "learners: [Ada]\n")
    assert [each.name for each in open_to_all.offered(known)] == ["ADA", "Zoe\u0308", "Old", "Guest"]
    assert all(open_to_all.has(each) for each in (*known, guest))


def test_banks_beside_the_file_are_there_while_it_is_and_bundled_ones_can_be_left_out(tmp_path):
    paths = UserPaths(tmp_path / "data")
    paths.ensure()
    stick = tmp_path / "stick"
    (stick / "banks").mkdir(parents=True)
    (stick / "banks" / "bees.yaml").write_bytes(EVERY_TYPE.read_bytes())
    room = settings(stick, "bundled: false\n")
    library = library_of(paths, (), room)
    library.read_all()
    (entry,) = library.entries()
    assert entry.path == stick / "banks" / "bees.yaml"
    assert library.removable == frozenset()
    (stick / "banks" / "bees.yaml").unlink()  # the stick is gone
    library.look_again()
    assert library.entries() == ()
    library.close()
    bundled = library_of(paths, (), settings(stick, "modes: [test]\n"))
    assert all(path.is_relative_to(questions_dir()) for path in bundled.scan())
    assert bundled.scan()
    assert not (paths.cache / "library.json").exists()  # what the laptop knows of its own banks is left alone


def test_a_bundled_bank_that_the_room_brings_along_is_there_once_and_is_no_mistake(tmp_path):
    paths = UserPaths(tmp_path / "data")
    paths.ensure()
    (tmp_path / "banks").mkdir()
    bank = questions_dir() / "tour" / "every-type.yaml"
    for file in bank.parent.iterdir():
        (tmp_path / "banks" / file.name).write_bytes(file.read_bytes())
    library = library_of(paths, (), settings(tmp_path, "modes: [test]\n"))
    library.read_all()
    entries = {entry.path: entry for entry in library.entries()}
    assert (tmp_path / "banks" / bank.name) in entries
    assert bank not in entries
    assert not any(entry.problems for entry in entries.values())
    library.close()


def test_the_folder_beside_the_file_hands_in_to_the_watched_one(tmp_path):
    room = settings(tmp_path, "watched_folder: in\n")
    lying_ready, elsewhere = tmp_path / "assignments" / "a.quizassign", tmp_path / "b.quizassign"
    assert room.folder_of_answers(lying_ready) is None  # it is not there
    (tmp_path / "in").mkdir()
    assert room.folder_of_answers(lying_ready) == tmp_path / "in"
    assert room.folder_of_answers(elsewhere) is None
    assert settings(tmp_path, "others: true\n").folder_of_answers(lying_ready) is None


def test_what_the_desk_saves_is_read_again(tmp_path):
    file = tmp_path / "7b.yaml"
    for folder, written in ((tmp_path / "hand in", "hand in"), (Path("/share/7b"), "/share/7b"), (Path("in"), "in")):
        room = RoomSettings(None, ("Ada", "yes", "محمد علي"), False, folder, ["review", "test"], "es", False, False)
        save_room(room, file, "Ours\n")
        assert f"watched_folder: {written}\n" in file.read_text("utf-8")
        assert file.read_text("utf-8").startswith("# Ours\nformat: 1\n")
        assert read_room(file) == room._replace(file=file, watched_folder=tmp_path / folder, modes=("test", "review"))
    assert NO_ROOM == (None, (), True, None, ("practice", "test", "review"), "", True, True)
    save_room(NO_ROOM, file)
    assert read_room(file) == NO_ROOM._replace(file=file)


def test_two_learners_of_one_name_cannot_be_saved(tmp_path):
    with pytest.raises(QuizAppError, match=r"same name: “ana”\. Rename one of them first\."):
        save_room(RoomSettings(learners=("Ana", "Eva", "ana")), tmp_path / "room.yaml")
    assert list(tmp_path.iterdir()) == []


def test_the_example_in_the_guide_is_right(tmp_path):
    guide = (Path(__file__).parents[2] / "docs" / "teachers.md").read_text("utf-8")
    (example,) = re.findall("```yaml\n(.*?)```", guide, re.DOTALL)
    room = settings(tmp_path, example)
    assert {name for name in room._fields if getattr(room, name) == getattr(NO_ROOM, name)} == set()
    assert (len(room.learners), room.watched_folder) == (3, tmp_path / "hand in")


def test_what_a_room_allows_is_said_in_a_sentence_unless_it_is_everything():
    told = {allowed_text(modes) for size in range(3) for modes in combinations(ALL_MODES, size)}
    assert len(told) == 7
    assert all(text.startswith("The settings for this room allow ") for text in told)
    assert allowed_text(ALL_MODES) == ""
