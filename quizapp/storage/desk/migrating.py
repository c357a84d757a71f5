"""Runs the migrations from code; Alembic is imported for nothing else."""

from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from quizapp.storage.desk.errors import newer
from quizapp.storage.desk.revision import NEWEST

_FOLDER = Path(__file__).parent / "migrations"


def upgrade(connection: sa.Connection, where: str) -> None:
    """Do the migrations that are missing, in the transaction that `connection` is in.

    Raises:
        QuizAppError: the tables are of a newer version; nothing was changed.
    """
    scripts = ScriptDirectory(str(_FOLDER))
    try:
        with EnvironmentContext(
            Config(),
            scripts,
            fn=lambda revision, _: scripts._upgrade_revs(NEWEST, revision),
            destination_rev=NEWEST,
        ) as environment:
            environment.configure(connection=connection)
            environment.run_migrations()
    except CommandError as error:
        raise newer(where) from error
