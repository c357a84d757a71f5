"""The files that a bank names: of its own folder, or kept with it."""

from collections.abc import Mapping
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Literal, Protocol

from quizapp.formats.text_file import RefusedError, bytes_of


class Beside(Protocol):
    """Where the files are that a bank names."""

    def place(self, name: str) -> FilePath:
        """What a problem calls the file of this name."""
        ...

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        """Why there is no file of this name for the bank; empty where there is one."""
        ...

    def content(self, name: str, most: int) -> bytes:
        """What is in the file, of which there may be `most` bytes.

        Raises:
            RefusedError: it is not to be read.
        """
        ...


class Folder:
    """The folder of a bank's file, and those below it."""

    def __init__(self, folder: FilePath) -> None:
        self._folder = folder

    def place(self, name: str) -> FilePath:
        return self._folder / PurePosixPath(name)

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        place = self.place(name)
        try:
            if leads_out(name) or not place.resolve().is_relative_to(self._folder.resolve()):
                return "outside"
            return "missing" if place.is_dir() or not place.exists() else ""
        except (OSError, ValueError, RuntimeError):  # no name that a file can have, or links in a circle
            return "missing"

    def content(self, name: str, most: int) -> bytes:
        return bytes_of(self.place(name), most)


class Memory:
    """Files that somebody kept, by name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def place(self, name: str) -> FilePath:
        return FilePath(name)

    def why_missing(self, name: str) -> Literal["", "outside", "missing"]:
        if leads_out(name):
            return "outside"
        return "" if name in self._files else "missing"

    def content(self, name: str, most: int) -> bytes:
        data = self._files[name]
        if len(data) > most:
            raise RefusedError("file_too_large", size=str(len(data) // 2**20), limit=str(most // 2**20))
        return data


def leads_out(name: str) -> bool:
    """Whether `name`, as a bank has it, is that of no file in the bank's folder, on any system."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
