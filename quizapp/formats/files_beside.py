"""The files that a bank names: of its own folder, or kept with it."""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Literal, NamedTuple, Protocol
from unicodedata import normalize

from quizapp.formats.text_file import bytes_of, refuse_more_than


class Beside(Protocol):
    """The place of the files that a bank names."""

    def place(self, name: str) -> FilePath:
        """The path by which a problem names the file `name`."""
        ...

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        """The reason why the bank has no file of this name; empty where it has one."""
        ...

    def content(self, name: str, most: int) -> bytes:
        """The content of the file, of which there may be `most` bytes.

        Raises:
            RefusedError: it is not to be read.
        """
        ...


class Folder(NamedTuple):
    """The folder of a bank's file, and those below it."""

    folder: FilePath

    def place(self, name: str) -> FilePath:
        place = self.folder / PurePosixPath(name)
        if name.isascii() or leads_out(name):
            return place
        return next(
            (each for each in _siblings(place) if normalize("NFC", each.name) == normalize("NFC", place.name)), place
        )

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        place = self.place(name)
        try:
            if leads_out(name) or not place.resolve().is_relative_to(self.folder.resolve()):
                return "outside"
            return "missing" if place.is_dir() or not place.exists() else ""
        except (OSError, ValueError, RuntimeError):  # no name that a file can have, or links in a circle
            return "missing"

    def content(self, name: str, most: int) -> bytes:
        return bytes_of(self.place(name), most)


def _siblings(place: FilePath) -> Iterator[FilePath]:
    """The files beside `place`, itself first: systems differ in how they write the accents of a name."""
    try:
        if place.exists():
            yield place
        yield from place.parent.iterdir()
    except (OSError, ValueError):  # no such folder, or no name that a file can have
        return


class Memory:
    """Files that somebody kept, by name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = {normalize("NFC", name): data for name, data in files.items()}

    def place(self, name: str) -> FilePath:
        return FilePath(name)

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        if leads_out(name):
            return "outside"
        return "" if normalize("NFC", name) in self._files else "missing"

    def content(self, name: str, most: int) -> bytes:
        data = self._files[normalize("NFC", name)]
        refuse_more_than(most, len(data))
        return data


class InPack(NamedTuple):
    """The files of a pack that are in the folder of a bank, which is called `folder` as if it were on a disk."""

    files: Memory
    folder: FilePath

    def place(self, name: str) -> FilePath:
        return self.folder / PurePosixPath(name)

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        return self.files.why_missing(name)

    def content(self, name: str, most: int) -> bytes:
        return self.files.content(name, most)


def leads_out(name: str) -> bool:
    """Says whether `name`, as a bank has it, leads out of the bank's folder on any system."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
