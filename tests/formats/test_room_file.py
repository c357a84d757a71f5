"""Settings for a room: what is read, and that each mistake is told with its line and what would be right."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from quizapp.domain.people import name_key
from quizapp.domain.text import as_seen
from quizapp.formats.room_file import (
    MOST_BYTES,
    RoomFile,
    is_room_file,
    read_room_file,
    read_room_text,
    write_room_file,
)
from quizapp.formats.yaml_events import forbidden_in
from tests.examples import examples
from tests.strategies import ANYTHING

ALL = ("practice", "test", "review")
READ = {
    "learners: [Ada, Ben]\n": RoomFile("1", ("Ada", "Ben"), True, "", ALL, "", True, True),
    f"learners: [{'x' * 100}]\nwatched_folder: {'y' * 500}\n": RoomFile(
        learners=("x" * 100,), watched_folder="y" * 500
    ),
    "format: 1\nlearners: Ada\nothers: no\n": RoomFile(learners=("Ada",), others=False),
    "learners:\n  - '  Müller,   Anna '\n  - Chloe\u0301\n": RoomFile(learners=("Müller, Anna", "Chlo\u00e9")),
    "modes: []\nbundled: off\nediting: False\n": RoomFile(modes=(), bundled=False, editing=False),
    "modes: [test, review]\nlanguage: pt_BR\n": RoomFile(modes=("test", "review"), language="pt_BR"),
    "# only this\nwatched_folder: ' hand in '\n": RoomFile(watched_folder="hand in"),
}
TWICE = "Two learners have the same name"
MISTAKES: list[tuple[str, list[tuple[int, str]]]] = [
    ("learners: [Ada]\nmodes: [tests]\nlanguage: pt-BR\nothers: maybe\n", [
        (2, "modes[1]: “tests” is not one of the words that can be here. Did you mean “test”?"),
        (3, "language: “pt-BR” is not one of the words that can be here. Did you mean “pt_BR”?"),
        (4, "others: “maybe” is neither true nor false."),
    ]),
    ("names: [Ada]\nguests: no\nmode: test\ncolor: red\n", [
        (1, "names: There is no field “names” here. Did you mean “learners”?"),
        (2, "guests: There is no field “guests” here. Did you mean “others”?"),
        (3, "mode: There is no field “mode” here. Did you mean “modes”?"),
        (4, "color: There is no field “color” here."),
    ]),
    ("learners:\n  - Ada\n  - Ben\n  - ADA\n", [(4, f"learners[3]: {TWICE}: “ADA” is in line 2 already.")]),
    ("learners:\n  - Zoe\u0308\n  - Zo\u00eb\n", [(3, f"learners[2]: {TWICE}")]),
    ("learners:\n  - Ada\n  - ''\n  - Müller: Anna\n", [
        (3, "learners[2]: The text is empty."),
        (4, 'learners[3]: A text that contains “: ” needs quotation marks. Write it as "Müller: Anna".'),
    ]),
    (f"learners:\n  - {'x' * 101}\n", [(2, "learners[1]: This name has more than 100 characters. Shorten it.")]),
    ("modes: [test]\nothers: false\n", [(2, "others: Only the names in “learners” may be used here, and there are")]),
    ("learners:\nothers: false\n", [(1, "learners: A list is expected here.")]),
    ("learners: {Ada: Ben}\nwatched_folder: [a]\n", [(1, "learners: A list"), (2, "watched_folder: A text")]),
    (f"watched_folder: {'x' * 501}\n", [(1, "watched_folder: This text has more than 500 characters.")]),
    ("format: 2\n", [(1, "format: “2” is not one of the words that can be here. Write one of: 1.")]),
    ("- Ada\n", [(1, "Fields (name: value) are expected here.")]),
    ("learners: [Ada\n", [(1, "A bracket is opened")]),
    ("modes: [test]\n\nmodes: [practice]\n", [(3, "“modes” is written twice, first in line 1.")]),
    ("learners: [&a Ada]\n", [(1, "A text cannot begin with “&”")]),
    ("learners: [Ada\u202eadA]\n", [(1, "There is an invisible character here")]),
    ("", [(0, "There is nothing in the file.")]),
]  # fmt: skip


def test_what_is_right_is_read(tmp_path: Path) -> None:
    file = tmp_path / "room.yaml"
    for text, room in READ.items():
        file.write_text(text, "utf-8")
        assert read_room_file(file) == (room, ()), text


def test_each_mistake_is_told_with_its_line_and_nothing_is_read(tmp_path: Path) -> None:
    file = tmp_path / "room.yaml"
    for text, told in MISTAKES:
        file.write_text(text, "utf-8")
        room, problems = read_room_file(file)
        assert room is None
        assert len(problems) == len(told), (text, problems)
        for problem, (line, words) in zip(problems, told, strict=True):
            assert str(problem).startswith(f"{file}:{line}: {words}" if line else f"{file}: {words}"), problem


def test_a_file_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"# " + b"x" * (MOST_BYTES + 1))
    picture = tmp_path / "picture.yaml"
    picture.write_bytes(b"\x89PNG\r\n")
    mistakes = tmp_path / "mistakes.yaml"
    mistakes.write_text("learners:\n" + "- [a]\n" * 300)
    room, problems = read_room_file(mistakes)
    assert (room, len(problems), problems[-1].code) == (None, 200, "too_many_problems")
    crowd = tmp_path / "crowd.yaml"
    crowd.write_text("learners:\n" + "".join(f"- n{number}\n" for number in range(1001)))
    for file, told in (
        (large, "The file has 1 MB; settings for a room have at most 1 MB."),
        (picture, "This is a picture"),
        (crowd, "There are too many entries in “learners”: 1001. Write at most 1000."),
        (tmp_path / "none.yaml", "There is no such file."),
        (tmp_path, "This is a folder"),
    ):
        room, (problem,) = read_room_file(file)
        assert room is None
        assert told in str(problem)


def _can_be_name(text: str) -> bool:
    clean = normalize("NFC", " ".join(text.split()))
    return bool(as_seen(clean)) and len(clean) <= 100 and next(forbidden_in(text), None) is None


NAMES = st.lists(
    st.text(max_size=20).filter(_can_be_name).map(lambda text: normalize("NFC", " ".join(text.split()))),
    max_size=6,
    unique_by=lambda name: name_key(as_seen(name)),
)


@settings(max_examples=30)
@given(
    NAMES,
    st.booleans(),
    st.text(max_size=12).filter(lambda text: next(forbidden_in(text), None) is None),
    st.lists(st.sampled_from(ALL), unique=True),
    st.sampled_from(("", "en", "es", "pt_BR")),
    st.booleans(),
    st.text(max_size=30),
)
def test_what_is_written_is_read_again(names, others, folder, modes, language, shown, head) -> None:
    if not all(name_key(as_seen(name)) for name in names):
        return
    room = RoomFile("1", tuple(names), others or not names, folder.strip(), tuple(modes), language, shown, not shown)
    text = write_room_file(structs.asdict(room), "".join(sign for sign in head if sign.isprintable()))
    assert read_room_text(text.encode(), Path("room.yaml")) == (room, ()), text


@settings(max_examples=examples(60))
@given(st.binary(max_size=60) | st.dictionaries(st.sampled_from(RoomFile.__struct_fields__), ANYTHING).map(repr))
def test_whatever_is_in_the_file_is_read_or_told(content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else content.encode(errors="replace")
    room, problems = read_room_text(data, Path("room.yaml"))
    assert (room is None) == bool(problems)
    for problem in problems:
        assert problem.what()
        assert problem.remedy()


@pytest.mark.parametrize(
    ("name", "text", "is_room"),
    [
        ("room.yaml", "", True),
        ("Room.YML", "color: red\n", True),
        ("room.yaml", "id: room\ntitle: A room with a view\n", False),
        ("7b.yaml", "# Ours\nlearners: [Ada]\n", True),
        ("7b.yaml", "modes: [test]\n", True),
        ("bees.yaml", "id: bees\ntitle: Bees\nothers: 1\n", False),
        ("bees.yaml", "language: es\n", False),
        ("room.txt", "modes: [test]\n", False),
        ("room.yaml", None, True),
        ("7b.yaml", None, False),
    ],
)
def test_settings_for_a_room_are_told_from_banks(name: str, text: str | None, is_room: bool, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    assert is_room_file(tmp_path / name) is is_room
