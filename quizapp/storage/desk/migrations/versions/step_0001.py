"""Makes the tables, what refuses to change rows that stay, and, in PostgreSQL, what each login may see."""

from alembic import op

from quizapp.storage.desk.deleting import DELETING_AT_FIRST, delete_function

revision = "0001"
down_revision = None

# {real} and {blob} are what each database calls them
_TABLES = (
    "CREATE TABLE desk (id TEXT NOT NULL PRIMARY KEY, login TEXT NOT NULL UNIQUE, signing_seed {blob} NOT NULL,"
    " box_secret {blob} NOT NULL, password_hash TEXT NOT NULL, recovery_hash TEXT NOT NULL, created {real} NOT NULL)",
    "CREATE TABLE learner ({desk}, id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, accommodation TEXT NOT NULL,"
    " created {real} NOT NULL)",
    "CREATE TABLE classroom ({desk}, id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, created {real} NOT NULL,"
    " UNIQUE (desk, name))",
    "CREATE TABLE member ({desk}, classroom TEXT NOT NULL REFERENCES classroom (id),"
    " learner TEXT NOT NULL REFERENCES learner (id), position INTEGER NOT NULL, PRIMARY KEY (classroom, learner))",
    "CREATE TABLE assignment ({desk}, id TEXT NOT NULL PRIMARY KEY, classroom TEXT NOT NULL REFERENCES classroom (id),"
    " title TEXT NOT NULL, class_name TEXT NOT NULL, settings TEXT NOT NULL, created {real} NOT NULL,"
    " checksum {big} NOT NULL)",
    "CREATE TABLE assignment_member ({desk}, assignment TEXT NOT NULL REFERENCES assignment (id),"
    " position INTEGER NOT NULL, learner TEXT NOT NULL, name TEXT NOT NULL, accommodation TEXT NOT NULL,"
    " PRIMARY KEY (assignment, position))",
    "CREATE TABLE assignment_part ({desk}, assignment TEXT NOT NULL REFERENCES assignment (id),"
    " number INTEGER NOT NULL, content_hash TEXT NOT NULL, bank_id TEXT NOT NULL, title TEXT NOT NULL,"
    " source {blob} NOT NULL, asked TEXT NOT NULL, checksum {big} NOT NULL, PRIMARY KEY (assignment, number))",
    "CREATE TABLE part_file ({desk}, assignment TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,"
    " data {blob} NOT NULL, checksum {big} NOT NULL, PRIMARY KEY (assignment, number, name),"
    " FOREIGN KEY (assignment, number) REFERENCES assignment_part (assignment, number))",
    "CREATE TABLE submission ({desk}, digest TEXT NOT NULL, assignment TEXT NOT NULL REFERENCES assignment (id),"
    " learner TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, handed_in {real} NOT NULL,"
    " received {real} NOT NULL, signer TEXT NOT NULL, file {blob} NOT NULL, data TEXT NOT NULL,"
    " checksum {big} NOT NULL, PRIMARY KEY (desk, digest))",
    "CREATE TABLE signer ({desk}, learner TEXT NOT NULL REFERENCES learner (id), verify_key TEXT NOT NULL,"
    " first_seen {real} NOT NULL, state TEXT NOT NULL, PRIMARY KEY (learner, verify_key))",
    "CREATE TABLE entry ({desk}, assignment TEXT NOT NULL REFERENCES assignment (id), number INTEGER NOT NULL,"
    " learner TEXT NOT NULL, submission TEXT NOT NULL, data TEXT NOT NULL, checksum {big} NOT NULL,"
    " PRIMARY KEY (assignment, number))",
    "CREATE TABLE phrase ({desk}, text TEXT NOT NULL, created {real} NOT NULL, PRIMARY KEY (desk, text))",
    "CREATE TABLE departing (learner TEXT NOT NULL PRIMARY KEY)",
)
_INDEXES = (
    "CREATE INDEX submission_of_assignment ON submission (assignment)",
    "CREATE INDEX entry_of_learner ON entry (desk, learner)",
)
_OWNED = (
    *("learner", "classroom", "member", "assignment", "assignment_member", "assignment_part", "part_file"),
    *("submission", "signer", "entry", "phrase"),
)
_NEVER_CHANGED = ("assignment", "assignment_member", "assignment_part", "part_file", "submission", "entry")
_DELETED_WITH_LEARNER = ("submission", "assignment_member")

_MINE = "desk IN (SELECT id FROM desk WHERE login = session_user)"


def upgrade() -> None:
    """Make everything."""
    connection = op.get_bind()
    is_postgresql = connection.dialect.name == "postgresql"
    kinds = {"real": "DOUBLE PRECISION", "blob": "BYTEA", "big": "BIGINT"}
    if not is_postgresql:
        kinds = {"real": "REAL", "blob": "BLOB", "big": "INTEGER"}
    for table in _TABLES:
        made = table.format(desk="desk TEXT NOT NULL REFERENCES desk (id)", **kinds)
        op.execute(made if is_postgresql else f"{made} STRICT")
    for index in _INDEXES:
        op.execute(index)
    for statement in _postgresql() if is_postgresql else _sqlite():
        op.execute(statement)


def _sqlite() -> list[str]:
    nobody_leaves = "NOT EXISTS (SELECT 1 FROM departing)"
    made = []
    for table in _NEVER_CHANGED:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: never changed'); END"
        leaves = f" WHEN {nobody_leaves}"
        made += [
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}{leaves if table == 'entry' else ''} {refuse}",
            f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}"
            f"{leaves if table in _DELETED_WITH_LEARNER else ''} {refuse}",
        ]
    return made


def _postgresql() -> list[str]:
    made = [
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION '%: never changed', TG_TABLE_NAME; END $$",
        "CREATE FUNCTION refuse_change_unless_leaving() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NOT EXISTS (SELECT 1 FROM departing) THEN RAISE EXCEPTION '%: never changed', TG_TABLE_NAME; END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    ]
    for table in _NEVER_CHANGED:
        for what, name, guarded in (
            ("UPDATE", "stays", table == "entry"),
            ("DELETE", "is_kept", table in _DELETED_WITH_LEARNER),
        ):
            function = "refuse_change_unless_leaving" if guarded else "refuse_change"
            made.append(
                f"CREATE TRIGGER {table}_{name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
            )
    policies = [("desk", "login = session_user"), *((table, _MINE) for table in _OWNED)]
    for table, mine in policies:
        made += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY own ON {table} USING ({mine}) WITH CHECK ({mine})",
        ]
    made.append(delete_function(DELETING_AT_FIRST))
    made.append("REVOKE ALL ON FUNCTION delete_learner(TEXT) FROM PUBLIC")
    return made
