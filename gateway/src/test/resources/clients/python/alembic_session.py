"""Alembic: what autogenerate finds to differ, and migrations up and down."""

import os

from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import Operations
from show import show
from sqlalchemy import Boolean, CheckConstraint, Column, DateTime, ForeignKey, Index, Integer, MetaData, Numeric, String, Table, Text, create_engine, func, inspect, text

engine = create_engine("postgresql+psycopg2://{PGUSER}:{PGPASSWORD}@{PGHOST}:{PGPORT}/{PGDATABASE}?sslmode={PGSSLMODE}".format(**os.environ))
reflected = MetaData()
with engine.connect() as connection:
    reflected.reflect(connection)
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    show("nothing differs", lambda: compare_metadata(context, reflected))

wanted = MetaData()
author = Table("author", wanted, Column("id", Integer, primary_key=True), Column("name", String(50), nullable=False),
               Column("joined", DateTime(timezone=True), server_default=func.now()))
Table("book", wanted, Column("id", Integer, primary_key=True), Column("author_id", ForeignKey("author.id")), Column("title", Text, nullable=False),
      Column("price", Numeric(8, 2), server_default="0"), Column("sold", Boolean, server_default=text("false")),
      CheckConstraint("price >= 0", name="price_not_negative"), Index("book_title", "title", unique=True))


def ours(object_, name, type_, reflected_, compare_to):
    return type_ != "table" or name in ("author", "book")


def differences(label):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True, "include_object": ours})
        show(label, lambda: [render_python_code(produce_migrations(context, wanted).upgrade_ops)])


def run(label, *steps):
    def all_steps():
        with engine.begin() as connection:
            operations = Operations(MigrationContext.configure(connection))
            for step in steps:
                step(operations)
    show(label, all_steps)


differences("to be made")
wanted.create_all(engine)
differences("after it is made")
run("add column", lambda op: op.add_column("author", Column("email", String(100), server_default="none", nullable=False)))
differences("a column more")
run("alter column", lambda op: op.alter_column("author", "email", nullable=True), lambda op: op.alter_column("author", "email", server_default=None),
    lambda op: op.alter_column("author", "email", new_column_name="mail"))
run("change of type", lambda op: op.alter_column("author", "mail", type_=Text()))
run("index", lambda op: op.create_index("author_mail", "author", ["mail"]), lambda op: op.drop_index("author_mail", "author"))
run("unique", lambda op: op.create_unique_constraint("author_name_key", "author", ["name"]))
run("drop constraint", lambda op: op.drop_constraint("author_name_key", "author"))
run("insert", lambda op: op.bulk_insert(author, [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}]))
run("drop column", lambda op: op.drop_column("author", "mail"))
run("comment", lambda op: op.create_table_comment("author", "who writes"))
with engine.connect() as connection:
    show("author", lambda: [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspect(connection).get_columns("author")])
    show("rows", lambda: [tuple(r)[:2] for r in connection.execute(text("select id, name from author order by id"))])
differences("at last")
run("rename", lambda op: op.rename_table("book", "volume"))
run("drop", lambda op: op.drop_table("volume"), lambda op: op.drop_table("author"))
show("tables", lambda: sorted(inspect(engine).get_table_names()))
