"""The file with the settings for a room, in YAML: who learns there, and what they are offered."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

import msgspec

from quizapp.domain.people import LONGEST_NAME, name_key
from quizapp.domain.question import count_mistakes
from quizapp.domain.text import as_seen
from quizapp.formats.authored import convert
from quizapp.formats.bounds import LONGEST_LINE
from quizapp.formats.telling import in_order, problem_of
from quizapp.formats.text_file import RefusedError, bytes_of, read_text
from quizapp.formats.yaml_events import Raw, lines_of, read_yaml
from quizapp.formats.yaml_style import Style, as_raw
from quizapp.problems import LineMistake, Mistake, Problem

MOST_BYTES = 2**20
MOST_LEARNERS = 1000

_OWN_FIELDS = re.compile(rb"^(?:learners|others|watched_folder|modes|bundled|editing)[ \t]*:", re.MULTILINE)
_FIELDS_OF_BANKS = re.compile(rb"^(?:id|title|passage|questions)[ \t]*:", re.MULTILINE)

Mode = Literal["practice", "test", "review"]
Language = Literal["", "en", "es", "pt_BR"]


class RoomFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The settings for a room as they are written; see `services.room.RoomSettings`."""

    format: Literal["1"] = "1"
    learners: tuple[str, ...] = ()
    others: bool = True
    watched_folder: str = ""
    modes: tuple[Mode, ...] = ("practice", "test", "review")
    language: Language = ""
    bundled: bool = True
    editing: bool = True


class ReadRoomFile(NamedTuple):
    """The settings, and what is wrong with their file: with `problems`, there are none."""

    room: RoomFile | None
    problems: tuple[Problem, ...]


def is_room_file(path: Path) -> bool:
    """Tell whether a file has the settings for a room, by its fields, or by its name where it has none of a bank."""
    if path.suffix.lower() not in (".yaml", ".yml"):
        return False
    try:
        with path.open("rb") as file:
            start = file.read(MOST_BYTES)
    except (OSError, ValueError):
        start = b""
    is_named_so = path.stem.lower() == "room"
    return not _FIELDS_OF_BANKS.search(start) and (is_named_so or bool(_OWN_FIELDS.search(start)))


def read_room_file(path: Path) -> ReadRoomFile:
    """Read the settings in the file at `path`. Names come in Unicode's composed form (NFC), without spaces around them.

    Never raises for what is in the file.
    """
    try:
        return read_room_text(bytes_of(path, MOST_BYTES), path)
    except RefusedError as refused:
        line, mistake = refused.mistake
        code = "room_too_large" if mistake.code == "file_too_large" else mistake.code
        return ReadRoomFile(None, (problem_of(mistake._replace(code=code), path, line),))


def read_room_text(content: bytes, path: Path) -> ReadRoomFile:
    """Do what `read_room_file` does, with the content of the file at `path`."""
    room = None
    data, found = read_text(content)
    if data is not None:
        document = read_yaml(data)
        found += document.mistakes
        if not document.broken:
            room, wrong = _room(document.root, data)
            lines = lines_of(data, [mistake.path for mistake in wrong])
            found += [LineMistake(lines[mistake.path], mistake) for mistake in wrong]
    problems = in_order([problem_of(mistake, path, line) for line, mistake in found], path)
    return ReadRoomFile(None if problems else room, problems)


def write_room_file(fields: Mapping[str, Any], head: str = "") -> str:
    """Write the fields of a `RoomFile` that are not as usual, below the lines of `head` as a comment."""
    comment = [f"# {line}".rstrip() for line in head.splitlines()]
    usual = {field.name: field.default for field in msgspec.structs.fields(RoomFile)}
    raw = {name: as_raw(value) for name, value in fields.items() if value != usual[name]}
    written = Style("", None).fields({"format": usual["format"], **raw}, 0)
    return "\n".join([*comment, written]) + "\n"


def _room(root: Raw, data: bytes) -> tuple[RoomFile | None, list[Mistake]]:
    mistakes: list[Mistake] = []
    converted = convert(root, RoomFile, (), mistakes)
    room = converted.record
    if room is None:
        return None, mistakes
    room = msgspec.structs.replace(
        room,
        learners=tuple(normalize("NFC", " ".join(name.split())) for name in room.learners),
        watched_folder=room.watched_folder.strip(),
    )
    return room, mistakes + list(converted.certain(_mistakes(room, data)))


def _mistakes(room: RoomFile, data: bytes) -> Iterator[Mistake]:
    yield from count_mistakes(room.learners, "learners", MOST_LEARNERS)
    seen: dict[str, int] = {}
    for place, name in enumerate(room.learners):
        key = name_key(as_seen(name))
        if not key:
            yield Mistake("empty_text", ("learners", place))
        elif len(name) > LONGEST_NAME:
            yield Mistake("room_name_length", ("learners", place), {"limit": str(LONGEST_NAME)})
        elif key in seen:
            first = ("learners", seen[key])
            values = {"name": name, "first": str(lines_of(data, [first])[first])}
            yield Mistake("room_name_twice", ("learners", place), values)
        seen.setdefault(key, place)
    if not room.others and not room.learners:
        yield Mistake("room_for_nobody", ("others",))
    if len(room.watched_folder) > LONGEST_LINE:
        yield Mistake("yaml_text_length", ("watched_folder",), {"limit": str(LONGEST_LINE)})
