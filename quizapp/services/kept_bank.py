"""A bank as it was when it was taken, out of the journal."""

from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import msgspec

from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.storage.journal import KeptBank


def read_kept(kept: KeptBank) -> Bank:
    """The bank that was kept, under the content hash under which it was.

    Raises:
        QuizAppError: this version of the program cannot read it any more.
    """
    with TemporaryDirectory(prefix="quizapp-") as folder:
        file = Path(folder) / "bank.yaml"
        file.write_bytes(kept.source)
        for name, data in kept.files.items():
            relative = PurePosixPath(name)
            if relative.is_absolute() or ".." in relative.parts or "\\" in name or ":" in name:
                continue  # the bank is told to lack it
            beside = file.parent / relative
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        bank = read_bank(file).bank
    if bank is None:
        raise QuizAppError(
            f"“{kept.title}” cannot be shown as it was: this version of Quizapp reads banks in another way.",
            "Its answers are kept. Show it with the version with which it was taken.",
        )
    return msgspec.structs.replace(bank, content_hash=kept.content_hash)
