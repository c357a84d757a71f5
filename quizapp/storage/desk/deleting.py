"""Statements that delete a learner with all that is kept of them.

SQLite runs them one by one; PostgreSQL has them in the function ``delete_learner``, as a teacher's login may delete no
submission by itself.
"""

import sqlalchemy as sa

DELETING_AT_FIRST = (
    "INSERT INTO departing (learner) VALUES ({learner})",
    "DELETE FROM submission WHERE desk = {desk} AND (learner = {learner} OR digest IN (SELECT submission FROM entry"
    " WHERE desk = {desk} AND learner = {learner} AND submission <> '')) AND digest NOT IN (SELECT submission FROM"
    " entry WHERE desk = {desk} AND learner <> {learner})",
    # what was done stays as a number without words, so that the numbers of the others stay what they are
    "UPDATE entry SET data = '', checksum = 0, learner = '', submission = ''"
    " WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM assignment_member WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM signer WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM member WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM learner WHERE desk = {desk} AND id = {learner}",
    "DELETE FROM departing",
)
DELETING = (
    *DELETING_AT_FIRST[:-1],
    # whom the others were released with; without a checksum, as the database cannot work it out
    "UPDATE entry SET checksum = 0, data = replace(replace(replace(data, ',\"' || {learner} || '\"', ''),"
    " '\"' || {learner} || '\",', ''), '\"' || {learner} || '\"', '')"
    " WHERE desk = {desk} AND learner = '' AND replace(data, '\"' || {learner} || '\"', '') <> data",
    DELETING_AT_FIRST[-1],
)
"""{learner} is the id of the learner and {desk} that of the desk."""


def delete_from(connection: sa.Connection, desk: str, learner: str) -> None:
    """Delete a learner with all that is kept of them, in the transaction that `connection` is in."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.delete_learner(learner)))
        return
    for statement in DELETING:
        named = statement.format(desk=":desk", learner=":learner")
        connection.execute(sa.text(named), {"desk": desk, "learner": learner})


def delete_function(statements: tuple[str, ...]) -> str:
    """Write the SQL that makes PostgreSQL's function of these statements.

    It runs with the rights of the owner, as a teacher's login may delete no submission; still for its own desk alone.
    """
    steps = "; ".join(statements).format(learner="leaving", desk="mine")
    return (
        "CREATE OR REPLACE FUNCTION delete_learner(leaving TEXT) RETURNS void LANGUAGE plpgsql SECURITY DEFINER"
        " SET search_path = quizapp, pg_temp AS $$ DECLARE mine TEXT; BEGIN"
        f" SELECT id INTO STRICT mine FROM desk WHERE login = session_user; {steps}; END $$"
    )
