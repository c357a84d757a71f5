"""Banks as they were when they were taken, out of the journal."""

from functools import lru_cache

import msgspec

from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError
from quizapp.formats.bank_record import is_bare_bank, read_bare_bank
from quizapp.formats.native import read_kept_bank
from quizapp.services.library import Library
from quizapp.storage.rows import BankSnapshot


def read_kept(kept: BankSnapshot) -> Bank:
    """Read the bank that was kept, under the content hash under which it was.

    Raises:
        QuizAppError: it is damaged, or this version of the program cannot read it anymore; or it is a bare one, whose
            hash tells all that is in it, and is not what was kept under this hash.
    """
    if not kept.source:
        raise QuizAppError(
            "“{title}” cannot be shown as it was: the disk has damaged it.",
            "Its answers are kept. Take the bank again, unchanged, to see them.",
            title=kept.title,
        )
    if is_bare_bank(kept.source):
        bare = read_bare_bank(kept.source)
        if bare.content_hash != kept.content_hash:
            raise QuizAppError(
                "“{title}” is not the bank that was taken.", "Open the assignment again.", title=kept.title
            )
        return bare
    bank = _read(kept.source, tuple(kept.files.items()))
    if bank is None:
        raise QuizAppError(
            "“{title}” cannot be shown as it was: this version of Quizapp reads banks in another way.",
            "Its answers are kept. Show it with the version with which it was taken.",
            title=kept.title,
        )
    return msgspec.structs.replace(bank, content_hash=kept.content_hash)


@lru_cache(maxsize=8)  # a desk asks for the same few again and again, and reading one takes a while
def _read(source: bytes, files: tuple[tuple[str, bytes], ...]) -> Bank | None:
    return read_kept_bank(source, dict(files)).bank


def has_changed(library: Library, bank: Bank) -> bool:
    """Tell whether the library has banks of this id, none of which is the same as `bank`; broken ones do not count."""
    hashes = set()
    for entry in library.entries():
        if entry.id == bank.id and not entry.problems:
            try:
                hashes.add(library.bank(entry.path).content_hash)
            except QuizAppError:  # it has mistakes now
                hashes.add("")
    return bool(hashes) and bank.content_hash not in hashes
