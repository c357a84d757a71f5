"""The role in PostgreSQL that teachers' logins are given: what they may do, and nothing beyond it."""

import sqlalchemy as sa

from quizapp.storage.desk.database import SCHEMA, Database
from quizapp.texts import N_

ROLE = "quizapp_desk"
"""A role without a login. A teacher's login is made a member of it: ``CREATE ROLE anna LOGIN IN ROLE quizapp_desk``."""

_GRANTS = {
    "alembic_version": "SELECT",
    "desk": "SELECT, INSERT, UPDATE (password_hash, recovery_hash)",
    "learner": "SELECT, INSERT, UPDATE (name, accommodation)",
    "classroom": "SELECT, INSERT, UPDATE (name), DELETE",
    "member": "SELECT, INSERT, DELETE",
    "assignment": "SELECT, INSERT",
    "assignment_member": "SELECT, INSERT",
    "assignment_part": "SELECT, INSERT",
    "part_file": "SELECT, INSERT",
    "submission": "SELECT, INSERT",
    "signer": "SELECT, INSERT, UPDATE (state)",
    "entry": "SELECT, INSERT",
    "phrase": "SELECT, INSERT, DELETE",
}


def make_role(database: Database) -> None:
    """Make the role where there is none, and grant it exactly what a desk needs. Raises DeskError."""
    with database.writing(ROLE, N_("The role cannot be made")) as connection:
        for statement in (
            # a role is the whole server's: the desk of another database may be making it just now
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN"
            f" CREATE ROLE {ROLE} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE; END IF;"
            " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM {ROLE}",
            f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC, {ROLE}",
            f"GRANT USAGE ON SCHEMA {SCHEMA} TO {ROLE}",
            *(f"GRANT {rights} ON {table} TO {ROLE}" for table, rights in _GRANTS.items()),
            f"GRANT EXECUTE ON FUNCTION delete_learner(TEXT) TO {ROLE}",
        ):
            connection.execute(sa.text(statement))
