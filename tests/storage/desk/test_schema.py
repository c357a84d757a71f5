"""The desk's tables are those of its schema, whatever steps they were made by."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from quizapp.storage.desk import migrating, schema


def test_the_migrations_make_the_tables_of_the_schema(store):
    with store.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        made = sa.inspect(connection)
        for name, table in schema.metadata.tables.items():
            assert made.get_pk_constraint(name)["constrained_columns"] == [each.name for each in table.primary_key]
            keys = {(each["referred_table"], *each["constrained_columns"]) for each in made.get_foreign_keys(name)}
            assert keys == {(each.referred_table.name, *each.column_keys) for each in table.foreign_key_constraints}
            assert (
                {each["nullable"] for each in made.get_columns(name)} == {each.nullable for each in table.c} == {False}
            )
    assert ScriptDirectory(str(migrating._FOLDER)).get_current_head() == migrating.NEWEST == store.database.version()
