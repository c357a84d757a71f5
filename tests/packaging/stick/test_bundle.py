"""What goes along for the room: checked before anything is copied, and found by the program afterwards."""

import json
import shutil

import pytest
from bundle import BundleError, check_files, copy_room, folder_of_room, look_at, program_files

from quizapp.formats.native import read_bank
from quizapp.services.bank_places import banks_at
from tests.packaging.stick.tiny import ROOT

TOUR = ROOT / "questions" / "tour" / "every-type.yaml"


def test_a_mistake_stops_it_with_its_line_before_anything_is_made(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(TOUR.read_text("utf-8").replace("type: single_choice", "type: single_chioce", 1), "utf-8")
    with pytest.raises(BundleError) as stopped:
        check_files(None, [TOUR, bad])
    said = str(stopped.value).splitlines()
    assert any(line.startswith(f"{bad}:") and "single_chioce" in line for line in said)
    assert said[-1] == "No stick was made: fix this first."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("not there.yaml", "there is no such file"),
        ("picture.png", "is not a bank, pack or assignment"),
        ("test.quizassign", "No stick was made: fix this first."),
    ],
)
def test_a_file_that_is_none_of_them_stops_it(tmp_path, name, said):
    (tmp_path / "picture.png").touch()
    (tmp_path / "test.quizassign").write_bytes(b"no assignment")
    with pytest.raises(BundleError, match=said):
        check_files(None, [tmp_path / name])


def test_banks_go_along_with_all_that_belongs_to_them(tmp_path):
    source = shutil.copytree(TOUR.parent, tmp_path / "source")
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "banks").mkdir()
    (stick / "banks" / "of last week.quizpack").touch()
    copy_room(stick, None, [source])
    shutil.rmtree(source)
    (bank,) = banks_at(stick / "banks" / "every-type.quizpack")
    assert read_bank(bank).problems == ()
    assert (stick / "room.yaml").is_file()
    assert (stick / "banks" / "of last week.quizpack").exists()


def test_two_banks_that_would_be_one_file_on_the_stick_stop_it(tmp_path):
    one, other = (shutil.copytree(TOUR.parent, tmp_path / name) for name in ("one", "other"))
    (other / TOUR.name).rename(other / TOUR.name.title())  # FAT knows no difference
    (one / "room.yaml").write_text("modes: []\n", "utf-8")
    check_files(None, [one, one / TOUR.name])
    with pytest.raises(BundleError, match=r"would both be banks/Every-Type\.quizpack on the stick: rename one"):
        check_files(None, [one, other])
    (tmp_path / "stick").mkdir()
    copy_room(tmp_path / "stick", None, [one])
    assert [path.name for path in (tmp_path / "stick" / "banks").iterdir()] == ["every-type.quizpack"]


@pytest.mark.parametrize(
    "told",
    [
        {"files": {"../kept.txt": {}}},
        {"files": {"..\\kept.txt": {}}},
        {"files": {"/kept.txt": {}}},
        {"files": ["a"]},
        {"served": [{"system": "linux"}]},
        {"served": [{"system": "linux", "machine": "x", "python": "3.12", "wheels": ["../kept.whl"]}]},
        ["whole"],
    ],
)
def test_a_list_of_files_that_was_not_written_here_is_not_believed(tmp_path, told):
    (tmp_path / "stick.json").write_text(json.dumps(told), "utf-8")
    assert look_at(tmp_path) == {}


def test_the_program_goes_along_without_what_only_its_makers_need():
    names = [name for name, _ in program_files("requirements.lock")]
    for needed in (
        "start.py",
        "quizapp/__main__.py",
        "questions/LICENSE",
        "packaging/stick/laptop.py",
        "docs/teachers.md",
    ):
        assert needed in names
    assert not any(name.startswith(("tests/", "docs/made", ".")) or "__pycache__" in name for name in names)
    # FAT knows no difference between capitals and small letters, and not all signs.
    assert len({name.lower() for name in names}) == len(names)
    assert not any(set(name) & set('<>:"\\|?*') for name in names)


@pytest.mark.parametrize(
    ("written", "folder"),
    [
        ("watched_folder: hand in", "hand in"),
        ("watched_folder: class 7b/hand in", "class 7b/hand in"),
        ("watched_folder: /srv/share", ""),
        ('watched_folder: "S:\\\\share"', ""),
        ("watched_folder: ~/share", ""),
        ("watched_folder: ../share", ""),
        ("watched_folder: .", ""),
        ("learners: [Ada]", ""),
        ("", ""),
    ],
)
def test_a_folder_beside_the_settings_goes_along(tmp_path, written, folder):
    room = tmp_path / "7b.yaml"
    room.write_text(f"{written}\n", "utf-8")
    assert folder_of_room(room) == folder
    (tmp_path / "stick").mkdir()
    copy_room(tmp_path / "stick", room, [])
    assert (tmp_path / "stick" / "room.yaml").read_bytes() == room.read_bytes()
    assert (tmp_path / "stick" / folder).is_dir()


def test_a_folder_of_the_program_is_none_to_hand_in(tmp_path):
    (tmp_path / "room.yaml").write_text("watched_folder: docs\n", "utf-8")
    with pytest.raises(BundleError, match="name another one"):
        folder_of_room(tmp_path / "room.yaml")
