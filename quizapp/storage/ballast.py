"""Room on the disk that is held for the moment when there is none left."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

BALLAST = 1_000_000
"""Bytes: what some thousand answers need."""
_PIECE = 50_000
PLENTY = 32 * BALLAST
"""So much has to be free for the ballast to be made: otherwise it is others who need the room."""


class Ballast:
    """A file beside `file` that is given up when the disk is full, so that what was just typed can still be saved."""

    def __init__(self, file: Path) -> None:
        self._file = file.with_name(f"{file.stem}.ballast")

    def fill(self) -> None:
        """Make it, where it is missing and there is plenty of room. Failing is no fault."""
        with suppress(OSError):
            if self._file.exists() or shutil.disk_usage(self._file.parent).free < PLENTY:
                return
            beside = self._file.with_name(f"{self._file.name}.new")
            with beside.open("wb") as stream:
                for _ in range(BALLAST // _PIECE):
                    stream.write(os.urandom(_PIECE))  # what could be compressed might take no room
            os.replace(beside, self._file)

    def is_there(self) -> bool:
        """Tell whether it is there: that the file beside it was a journal once."""
        return self._file.exists()

    def free(self) -> bool:
        """Give it up; False where there is none."""
        try:
            self._file.unlink()
        except OSError:
            return False
        return True
