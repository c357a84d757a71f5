"""Keeps the public keys of each desk beside its secret ones; whoever is deleted is in no release any more."""

import sqlalchemy as sa
from alembic import op

from quizapp.storage.desk.deleting import DELETING, delete_function
from quizapp.storage.desk.own_keys import public_keys

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the keys, work them out for the desks that are there, and delete learners in the new way."""
    connection = op.get_bind()
    is_postgresql = connection.dialect.name == "postgresql"
    blob, none = ("BYTEA", "''::bytea") if is_postgresql else ("BLOB", "x''")
    for column in ("verify_key", "box_key"):
        op.execute(f"ALTER TABLE desk ADD COLUMN {column} {blob} NOT NULL DEFAULT {none}")
    if is_postgresql:  # the owner of the tables has to see the desks of all logins
        op.execute("ALTER TABLE desk NO FORCE ROW LEVEL SECURITY")
    keeping = sa.text("UPDATE desk SET verify_key = :verify_key, box_key = :box_key WHERE id = :id")
    for id_, seed, secret in connection.execute(sa.text("SELECT id, signing_seed, box_secret FROM desk")).all():
        verify_key, box_key = public_keys(bytes(seed), bytes(secret))
        connection.execute(keeping, {"id": id_, "verify_key": verify_key, "box_key": box_key})
    if is_postgresql:
        op.execute("ALTER TABLE desk FORCE ROW LEVEL SECURITY")
        op.execute(delete_function(DELETING))
