"""A bank as it was when it was taken, out of the journal."""

import msgspec

from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_kept_bank
from quizapp.storage.journal import BankSnapshot


def read_kept(kept: BankSnapshot) -> Bank:
    """The bank that was kept, under the content hash under which it was.

    Raises:
        QuizAppError: this version of the program cannot read it any more.
    """
    bank = read_kept_bank(kept.source, kept.files).bank
    if bank is None:
        raise QuizAppError(
            f"“{kept.title}” cannot be shown as it was: this version of Quizapp reads banks in another way.",
            "Its answers are kept. Show it with the version with which it was taken.",
        )
    return msgspec.structs.replace(bank, content_hash=kept.content_hash)
