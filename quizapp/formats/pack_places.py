"""The places of banks that are in packs.

A bank in a pack has a path like any other: that of the pack, and the name of the bank's file in it. Nothing is there on
the disk; what is asked of the disk is asked of the pack.
"""

import os
from pathlib import Path

ENDING = ".quizpack"
TEXT_ENDINGS = (".yaml", ".yml")
"""The endings of banks that systems open in an editor of text."""
BANK_ENDINGS = (*TEXT_ENDINGS, ".quizbank")
"""The endings of banks that are files of their own, or in a pack; systems open the last one with Quizapp."""


def is_pack(path: Path) -> bool:
    """Tells by its name whether a file is a pack."""
    return path.suffix.lower() == ENDING


def pack_of(path: Path) -> Path | None:
    """The pack that the bank at `path` is in; None if it is a file of its own."""
    return next((parent for parent in path.parents if is_pack(parent)), None) if ENDING in str(path).lower() else None


def on_disk(file: str) -> str:
    """The file to ask the disk of: `file`, or the pack that it is in. A folder may be called like a pack."""
    if ENDING not in file.lower():
        return file
    pack = pack_of(Path(file))
    return str(pack) if pack is not None and not os.path.isdir(pack) else file
