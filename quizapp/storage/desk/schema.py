"""The desk's tables, the same in SQLite and in PostgreSQL.

Every row belongs to a desk, which is one teacher's. In PostgreSQL each teacher logs in under a name of their own, and
row-level security shows a login the rows of its own desk alone. Queries name the desk as well, so that the same holds
in SQLite and for a superuser.

`desk.signing_seed` and `desk.box_secret` are the secret keys of the desk: whoever reads them can open what learners
hand in, and hand out in the teacher's name. In SQLite that is whoever may read the file, which is closed to other users
of the computer. In PostgreSQL it is the teacher's own login, the owner of the tables and superusers. They are not
encrypted: the password of a desk keeps learners out of its screens, no more. Their public keys beside them tell whether
the disk has damaged one.
"""

import sqlalchemy as sa

metadata = sa.MetaData()

Real: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
"""Seconds since the epoch. PostgreSQL's own REAL has four bytes."""


def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    owner = sa.Column("desk", sa.Text, sa.ForeignKey("desk.id"), nullable=False)
    return sa.Table(name, metadata, owner, *parts)


def _text(name: str, *parts: sa.schema.SchemaItem, key: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, *parts, primary_key=key, nullable=False)


def _number(name: str, key: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, primary_key=key, nullable=False)


def _moment(name: str) -> "sa.Column[float]":
    return sa.Column(name, Real, nullable=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _checksum() -> "sa.Column[int]":
    return sa.Column("checksum", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


desk = sa.Table(
    "desk",
    metadata,
    _text("id", key=True),
    sa.Column("login", sa.Text, unique=True, nullable=False),
    _bytes("signing_seed"),
    _bytes("box_secret"),
    _text("password_hash"),
    _text("recovery_hash"),
    _moment("created"),
    _bytes("verify_key"),
    _bytes("box_key"),
)

learner = _table("learner", _text("id", key=True), _text("name"), _text("accommodation"), _moment("created"))

classroom = _table(
    "classroom", _text("id", key=True), _text("name"), _moment("created"), sa.UniqueConstraint("desk", "name")
)

member = _table(
    "member",
    _text("classroom", sa.ForeignKey("classroom.id"), key=True),
    _text("learner", sa.ForeignKey("learner.id"), key=True),
    _number("position"),
)

assignment = _table(
    "assignment",
    _text("id", key=True),
    _text("classroom", sa.ForeignKey("classroom.id")),
    _text("title"),
    _text("class_name"),
    _text("settings"),
    _moment("created"),
    _checksum(),
)

assignment_member = _table(
    "assignment_member",
    _text("assignment", sa.ForeignKey("assignment.id"), key=True),
    _number("position", key=True),
    _text("learner"),
    _text("name"),
    _text("accommodation"),
)

assignment_part = _table(
    "assignment_part",
    _text("assignment", sa.ForeignKey("assignment.id"), key=True),
    _number("number", key=True),
    _text("content_hash"),
    _text("bank_id"),
    _text("title"),
    _bytes("source"),
    _text("asked"),
    _checksum(),
)

part_file = _table(
    "part_file",
    _text("assignment", key=True),
    _number("number", key=True),
    _text("name", key=True),
    _bytes("data"),
    _checksum(),
    sa.ForeignKeyConstraint(["assignment", "number"], ["assignment_part.assignment", "assignment_part.number"]),
)

submission = _table(
    "submission",
    _text("digest"),
    _text("assignment", sa.ForeignKey("assignment.id")),
    _text("learner"),
    _text("name"),
    _number("number"),
    _moment("handed_in"),
    _moment("received"),
    _text("signer"),
    _bytes("file"),
    _text("data"),
    _checksum(),
    sa.PrimaryKeyConstraint("desk", "digest"),
    sa.Index("submission_of_assignment", "assignment"),
)

signer = _table(
    "signer",
    _text("learner", sa.ForeignKey("learner.id"), key=True),
    _text("verify_key", key=True),
    _moment("first_seen"),
    _text("state"),
)

entry = _table(
    "entry",
    _text("assignment", sa.ForeignKey("assignment.id"), key=True),
    _number("number", key=True),
    _text("learner"),
    _text("submission"),
    _text("data"),
    _checksum(),
    sa.Index("entry_of_learner", "desk", "learner"),
)

phrase = _table("phrase", _text("text"), _moment("created"), sa.PrimaryKeyConstraint("desk", "text"))

departing = sa.Table("departing", metadata, _text("learner", key=True))
"""The guard: rows that stay can be deleted only while a learner is here, within the transaction that deletes them."""
