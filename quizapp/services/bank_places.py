"""The files of banks: those in a folder, and those in a pack."""

import os
from contextlib import suppress
from pathlib import Path

from quizapp.formats.pack_places import BANK_ENDINGS, ENDING, is_pack

_MOST_FILES = 10_000


def banks_at(path: Path) -> list[Path]:
    """The banks in the file at `path`: in a pack, those that its manifest names; otherwise the file itself."""
    if is_pack(path):
        from quizapp.formats.pack_file import read_manifest  # few have packs
        from quizapp.formats.text_file import RefusedError

        with suppress(RefusedError):  # the pack itself is listed, with what is wrong with it
            return [path / bank for bank in read_manifest(path).banks]
    return [path]


def bank_files(folder: str, depth: int = 0) -> list[str]:
    """The files of banks and of packs in `folder` and below it; links to folders are not followed."""
    found: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in (each for each in entries if not each.name.startswith(".")):
                if entry.is_dir(follow_symlinks=False):
                    if depth < 6:
                        found += bank_files(entry.path, depth + 1)
                elif entry.name.lower().endswith((*BANK_ENDINGS, ENDING)):
                    found.append(entry.path)
    except OSError:
        pass
    return found[:_MOST_FILES]
