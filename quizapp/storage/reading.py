"""Reading a journal without writing in it: whoever has it open goes on with it, and nothing in it is changed."""

from collections.abc import Sequence
from pathlib import Path

from quizapp.storage.database import version_in
from quizapp.storage.errors import DamagedError, JournalError
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import MIGRATIONS, Migration, refuse_newer
from quizapp.storage.writer import NoWriter


def open_to_read(file: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Journal | None:
    """Open the journal in `file`, of which every write fails; None where there is none yet.

    Raises:
        QuizAppError: it cannot be read, is damaged, or is of another version.
    """
    try:
        version = version_in(file, migrations)
        refuse_newer(version, file, migrations)
        if not version:
            return None
        if version < len(migrations):
            raise JournalError(
                "The journal cannot be opened: {file} is of an earlier version.",
                "Open the window once: it brings the file up to date.",
                file=file,
            )
        journal = Journal(file, migrations=migrations, writer=NoWriter(file))
        journal.check()
    except DamagedError as error:
        raise DamagedError(
            "The journal cannot be opened: {file} is damaged.",
            "Open the window once: it keeps this file under another name, and saves all that is still whole.",
            file=file,
        ) from error
    return journal
