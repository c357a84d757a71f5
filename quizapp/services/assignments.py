"""Assignments on a learner's computer: opened, remembered with their desk, and listed. All of it waits for the disk.

An assignment that was opened is kept whole, so that it goes on without the stick it came on. The desk that signed it is
remembered: a file of the same id from another desk is refused.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from quizapp.domain.assignment import Assignment
from quizapp.errors import QuizAppError
from quizapp.formats import assignment_file, feedback_file, reopening_file
from quizapp.formats.assignment_file import DeskKeys, HandedOut, read_assignment
from quizapp.formats.bounds import LONGEST_LINE, is_hex_id, is_legible
from quizapp.formats.envelope import FileRefusedError, Head, head_of, read_file
from quizapp.services.assignment_places import AssignmentPlaces, kept_record
from quizapp.texts import Value
from quizapp.whole_file import write_whole

_KEPT = f"assignment{assignment_file.SUFFIX}"
_PLACE = "place.json"
_MOST_FOUND = 1000
_DEEPEST = 2


class Opened(NamedTuple):
    """An assignment that was opened here. `file` is where its file stood; it may be gone by now."""

    assignment: Assignment
    desk: DeskKeys
    file: Path


class Listed(NamedTuple):
    """An assignment in a list. `problem` says why it cannot be opened; empty where it can."""

    id: str
    title: str
    file: Path
    problem: Value = ""


FoundKind = Literal["assignment", "reopening", "feedback"]


class Found(NamedTuple):
    """A file in the folder that is watched, as its first lines say; `title` is that of an assignment alone."""

    path: Path
    kind: FoundKind
    assignment: str
    title: str = ""


class _Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The memory of an assignment: the path of its file, and the keys of its desk."""

    file: str
    verify: bytes
    box: bytes


class Assignments:
    """The assignments in the data folder `data`."""

    def __init__(self, data: Path) -> None:
        self.places = AssignmentPlaces(data)

    def open(self, file: Path) -> Opened:
        """Open an assignment from its file, and keep it; of one that is known already, the newest list of names.

        Raises:
            QuizAppError: the file is damaged, or none; it is of another desk, or asks something else; or it cannot be
                kept. Nothing has changed.
        """
        data = read_file(file, assignment_file.KIND.most)
        handed_out = read_assignment(data)
        assignment, desk = handed_out
        known = self._check_known(handed_out)
        folder = self.places.of(assignment.id)
        place = _Place(os.path.abspath(file), desk.verify, desk.box)
        write_whole(folder / _PLACE, msgspec.json.encode(place))  # first: so that no other desk comes in between
        if known is not None and known.listed > assignment.listed:
            return Opened(known, desk, Path(place.file))
        write_whole(folder / _KEPT, data)
        return Opened(assignment, desk, Path(place.file))

    def _check_known(self, handed_out: HandedOut) -> Assignment | None:
        """The assignment as it was opened before; None where it was not, or the disk has damaged it.

        Raises:
            QuizAppError: it was that of another desk, or another one.
        """
        assignment, desk = handed_out
        place = self._place(assignment.id)
        if place is not None and (place.verify, place.box) != desk:
            raise QuizAppError(
                "“{title}” is from another teacher’s desk than before, with the same id.",
                "Ask your teacher which file is the right one.",
                title=assignment.title,
            )
        try:
            known = self.get(assignment.id).assignment
        except QuizAppError:  # not there, or damaged
            return None
        if _asked(known) != _asked(assignment):
            raise QuizAppError(
                "“{title}” has changed since you opened it first.",
                "Ask your teacher to hand it out as a new assignment.",
                title=assignment.title,
            )
        return known

    def get(self, id_: str) -> Opened:
        """An assignment that was opened before.

        Raises:
            QuizAppError: there is none of this id, or the disk has damaged it.
        """
        place = self._place(id_) if is_hex_id(id_) else None
        if place is None:
            raise QuizAppError("This assignment was not opened here.", "Open its file.")
        kept = read_assignment(read_file(self.places.of(id_) / _KEPT, assignment_file.KIND.most))
        if kept.desk != (place.verify, place.box) or kept.assignment.id != id_:
            raise QuizAppError("The disk has damaged this assignment.", "Open its file again.")
        return Opened(kept.assignment, kept.desk, Path(place.file))

    def opened(self) -> tuple[Listed, ...]:
        """The assignments that were opened here, by their titles. Of each, its first lines are read."""
        found = []
        for folder in _entries(self.places.assignments):
            place = self._place(folder.name) if is_hex_id(folder.name) else None
            if place is not None:
                found.append(_listed(folder, Path(place.file)))
        return tuple(sorted(found, key=lambda each: (each.title.casefold(), each.id)))

    def _place(self, id_: str) -> _Place | None:
        return kept_record(self.places.of(id_) / _PLACE, _Place)


def _listed(folder: Path, file: Path) -> Listed:
    """The assignment that is kept in `folder`, and whose file stood at `file`."""
    try:
        _, title = _head(folder / _KEPT, "assignment")
    except QuizAppError as error:
        return Listed(folder.name, file.stem, file, error.both)
    return Listed(folder.name, title, file)


def found_in(folder: Path) -> tuple[Found, ...]:
    """The files from teachers in `folder` and below it, by the first lines of each; what is none is left out."""
    return tuple(islice(_found_in(folder), _MOST_FOUND))


def _found_in(folder: Path) -> Iterator[Found]:
    for path in _files(folder, 0):
        with suppress(QuizAppError):  # half copied, or none; opening it says why
            yield found_at(path)


_KINDS = {"assignment": assignment_file.KIND, "reopening": reopening_file.KIND, "feedback": feedback_file.KIND}
_SUFFIXES: dict[str, FoundKind] = {
    assignment_file.SUFFIX: "assignment",
    reopening_file.SUFFIX: "reopening",
    feedback_file.SUFFIX: "feedback",
}


def kind_of(path: Path) -> FoundKind | None:
    """The kind of file that `path` is by its ending; None where it is none of a teacher's."""
    return _SUFFIXES.get(path.suffix.lower())


def found_at(path: Path) -> Found:
    """Read the first lines of a teacher's file; nothing of it has been checked. See `kind_of` for its ending.

    Raises:
        FileRefusedError: they are none.
    """
    kind = _SUFFIXES[path.suffix.lower()]
    return Found(path, kind, *_head(path, kind))


def _head(path: Path, kind: FoundKind) -> tuple[str, str]:
    """The id and the title in the first lines of a file; an assignment alone has a title there.

    Raises:
        FileRefusedError: they are none.
    """
    if kind == "assignment":
        head = head_of(assignment_file.KIND, path, assignment_file.Head)
        id_, title = head.assignment, head.title
    else:
        id_, title = head_of(_KINDS[kind], path, Head).assignment, ""
    if not is_hex_id(id_) or not is_legible(title, LONGEST_LINE):
        raise FileRefusedError("damaged", "{file} is damaged.", _KINDS[kind].again, file=path.name)
    return id_, title


def _files(folder: Path, depth: int) -> Iterator[Path]:
    for path in _entries(folder):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            if depth < _DEEPEST:
                yield from _files(path, depth + 1)
        elif path.suffix.lower() in _SUFFIXES:
            yield path


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _asked(assignment: Assignment) -> object:
    """All of an assignment that does not change: what is asked, and by which rules."""
    return assignment.settings, [(part.bank.content_hash, part.order) for part in assignment.parts]
