"""Settings for a room: a file that a teacher gives to all its laptops, which goes over what is set on each.

They are read once, at the start, and nothing of them is kept on the laptop.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.people import Learner, name_key
from quizapp.errors import QuizAppError
from quizapp.problems import Problem
from quizapp.texts import Message

if TYPE_CHECKING:  # most starts have no room
    from quizapp.formats.room_file import RoomFile

ALL_MODES = ("practice", "test", "review")


class RoomSettings(NamedTuple):
    """The settings for the room that the program runs with; those of `NO_ROOM` leave everything as it is.

    Attributes:
        file: the file that they are from, or None.
        learners: the names that are offered to whoever is learning; none for those of the laptop.
        others: other names, and guests, may learn too.
        watched_folder: where assignments come from, and answers go; None for that of the laptop.
        modes: those of `ALL_MODES` that are offered; assignments have their own.
        language: the language that is spoken; empty for each learner's own.
        bundled: the banks that come with the program are shown.
        editing: banks may be written, and opened in the editor; the desk, where their keys are seen too, may be opened.
    """

    file: Path | None = None
    learners: tuple[str, ...] = ()
    others: bool = True
    watched_folder: Path | None = None
    modes: Collection[str] = ALL_MODES
    language: str = ""
    bundled: bool = True
    editing: bool = True

    @property
    def banks(self) -> Path | None:
        """The folder beside the file whose banks are shown while it is there."""
        return self.file.parent / "banks" if self.file is not None else None

    @property
    def assignments(self) -> Path | None:
        """The folder beside the file whose assignments are offered while it is there."""
        return self.file.parent / "assignments" if self.file is not None else None

    def has(self, learner: Learner) -> bool:
        """Tell whether `learner` is one of those who may learn here."""
        if self.others:
            return True
        return not learner.is_guest and name_key(learner.name) in {name_key(name) for name in self.learners}

    def offered(self, known: Sequence[Learner]) -> list[Learner]:
        """List those who may learn here, in the order of the file: who is known on this laptop, too, if others may.

        A name that nobody has here yet is a learner without an id. One that is written otherwise is the same learner.
        """
        by_name = {name_key(each.name): each for each in known}
        named = [by_name.get(name_key(name), Learner("", name, False, 0.0)) for name in self.learners]
        if not self.others:
            return named
        keys = {name_key(each.name) for each in named}
        return named + [each for each in known if name_key(each.name) not in keys]

    def folder_of_answers(self, assignment: Path) -> Path | None:
        """Give the folder for the answers to the assignment in a file; None for that of the file.

        What lies ready beside the settings is handed in where the room hands in. It waits for the disk.
        """
        folder = self.watched_folder
        if folder is not None and assignment.parent == self.assignments and folder.is_dir():
            return folder
        return None


NO_ROOM = RoomSettings()


class RoomRefusedError(QuizAppError):
    """The settings for a room have mistakes: all of them."""

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        values = {"file": file.name, "n": len(problems)}
        said = Message("The settings for the room, {file}, have %n mistakes, so Quizapp does not start.", values)
        super().__init__(said, "Mend them, and start it again.")
        self.problems = tuple(problems)


def read_room(file: Path) -> RoomSettings:
    """Read the settings for a room; a relative folder in them is beside the file.

    Raises:
        RoomRefusedError: they have mistakes; with half of them, a room would be open that was to be locked.
    """
    from quizapp.formats.room_file import read_room_file

    with suppress(RuntimeError):  # nobody of that name has a home here
        file = file.expanduser()
    room, problems = read_room_file(file)
    if room is None:
        raise RoomRefusedError(file, problems)
    return _settings(file.absolute(), room)


def save_room(room: RoomSettings, file: Path, head: str = "") -> None:
    """Write settings for a room to a file, below the lines of `head` as a comment.

    A folder that is in that of the file, or below it, is named from there, so that both can be moved together.

    Raises:
        QuizAppError: they could not be read again, as two names are the same; or the file cannot be written.
    """
    from quizapp.formats.room_file import read_room_text, write_room_file
    from quizapp.whole_file import write_whole

    folder, beside = room.watched_folder, file.absolute().parent
    if folder is not None and folder.is_absolute() and folder.is_relative_to(beside):
        folder = folder.relative_to(beside)
    fields = {
        "learners": room.learners,
        "others": room.others,
        "watched_folder": folder.as_posix() if folder is not None else "",
        "modes": tuple(mode for mode in ALL_MODES if mode in room.modes),
        "language": room.language,
        "bundled": room.bundled,
        "editing": room.editing,
    }
    data = write_room_file(fields, head).encode()
    if problems := read_room_text(data, file).problems:
        first, *_ = problems
        if first.code == "room_name_twice":
            name = first.values["name"]
            raise QuizAppError("Two learners have the same name: “{name}”.", "Rename one of them first.", name=name)
        raise QuizAppError(first.what_message, first.remedy_message)
    write_whole(file, data)


def _settings(file: Path, room: "RoomFile") -> RoomSettings:
    folder = Path(room.watched_folder)
    with suppress(RuntimeError):
        folder = folder.expanduser()
    watched = file.parent / folder if room.watched_folder else None
    return RoomSettings(
        file, room.learners, room.others, watched, room.modes, room.language, room.bundled, room.editing
    )
