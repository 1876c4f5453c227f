"""SQLAlchemy's Inspector, its reflected tables and a round trip of values, by the dialect named on the command line."""

import os
import sys

import sqlalchemy as sa
from show import show
from sqlalchemy.dialects import postgresql

driver = sys.argv[1]
url = sa.URL.create(
    "postgresql+" + driver,
    os.environ["PGUSER"],
    os.environ["PGPASSWORD"],
    os.environ["PGHOST"],
    int(os.environ["PGPORT"]),
    os.environ["PGDATABASE"],
)


def ordered(answer):
    """Dictionaries sorted by key, lists of them in the order that the inspector gave."""
    if isinstance(answer, dict):
        return {k: ordered(v) for k, v in sorted(answer.items(), key=lambda item: str(item[0]))}
    if isinstance(answer, (list, tuple)):
        return [ordered(v) for v in answer]
    if isinstance(answer, sa.types.TypeEngine):
        return repr(answer)
    return answer


def found(inspector, table):
    """The table's columns; none when asking for them fails, which is printed."""
    columns = []
    show(f"columns of {table}", lambda: columns.extend(inspector.get_columns(table)) or len(columns))
    return columns


def reflect(connection):
    inspector = sa.inspect(connection)
    show("version", lambda: connection.dialect.server_version_info[:1])
    show("default schema", lambda: inspector.default_schema_name)
    show("schemas", lambda: [s for s in inspector.get_schema_names() if s != "in_c_sales"])
    show("tables", lambda: sorted(inspector.get_table_names()))
    show("tables in archive", lambda: inspector.get_table_names(schema="archive"))
    show("views", lambda: inspector.get_view_names())
    show("materialized views", lambda: inspector.get_materialized_view_names())
    show("sequences", lambda: sorted(inspector.get_sequence_names()))
    show("enums", lambda: [ordered(e) for e in inspector.get_enums()])
    show("domains", lambda: [ordered(d) for d in inspector.get_domains()])
    connection.execute(sa.text("create temporary table scratch (id int primary key, t text)"))
    show("temporary tables", lambda: inspector.get_temp_table_names())
    show("temporary views", lambda: inspector.get_temp_view_names())
    for table in ("customers", "orders", "order_lines", "every_type", "customer_totals", "scratch"):
        for column in found(inspector, table):
            show(f"column {table}.{column['name']}", lambda: ordered(column))
        for kind in ("pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes",
                     "table_comment", "table_options"):
            show(f"{table} {kind}", lambda: ordered(getattr(inspector, "get_" + kind)(table)))
    show("archive columns", lambda: ordered(inspector.get_columns("old_orders", schema="archive")))
    for kind in ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes"):
        show(f"all {kind}", lambda: sorted((k, len(v)) for k, v in getattr(inspector, "get_multi_" + kind)().items()))
    show("has table", lambda: [inspector.has_table(t) for t in ("customers", "customer_totals", "missing", "scratch")])
    show("has index", lambda: inspector.has_index("orders", "orders_by_customer"))
    show("has sequence", lambda: [inspector.has_sequence(s) for s in ("tickets", "missing")])
    show("view definition", lambda: "count" in inspector.get_view_definition("customer_totals"))
    show("missing table", lambda: inspector.get_columns("missing"))


def work(connection):
    metadata = sa.MetaData()
    metadata.reflect(connection, views=True)
    show("reflected", lambda: sorted(metadata.tables))
    orders, customers, values = (metadata.tables[t] for t in ("orders", "customers", "every_type"))
    show("joined", lambda: [tuple(r) for r in connection.execute(
        sa.select(customers.c.name, sa.func.count(), sa.func.sum(orders.c.amount))
        .join(orders).group_by(customers.c.name).order_by(customers.c.name))])
    for column in values.columns:
        show(f"values of {column.name}", lambda: [plain(r) for r in connection.execute(sa.select(column).order_by(values.c.id)).all()])
    show("inserted", lambda: connection.execute(
        customers.insert().returning(customers.c.id, customers.c.name, customers.c.rating, customers.c.feeling),
        [{"email": f"m{i}@example.com", "tags": ["x", None]} for i in range(3)]).fetchall())
    show("updated", lambda: connection.execute(
        customers.update().where(customers.c.id == 2).values(name="Robert", feeling="happy")).rowcount)
    show("deleted", lambda: connection.execute(customers.delete().where(customers.c.id > 3)).rowcount)
    show("duplicate", lambda: in_savepoint(connection, customers.insert().values(email="ann@example.com")))
    show("after it", lambda: connection.execute(sa.select(sa.func.count()).select_from(customers)).scalar())
    show("upserted", lambda: connection.execute(
        postgresql.insert(customers).values(email="ann@example.com", name="Anna")
        .on_conflict_do_update(index_elements=["email"], set_={"name": "Anna"}).returning(customers.c.id, customers.c.name)
    ).fetchall())
    connection.rollback()


def in_savepoint(connection, statement):
    with connection.begin_nested():
        connection.execute(statement)


def make(connection):
    made = sa.MetaData()
    sa.Table("made", made,
             sa.Column("id", sa.Integer, primary_key=True),
             sa.Column("big", sa.BigInteger, sa.Identity(), nullable=False),
             sa.Column("name", sa.String(20), nullable=False, server_default="x", index=True, comment="a name"),
             sa.Column("kind", sa.Enum("a", "b", name="kind")),
             sa.Column("parent", sa.Integer, sa.ForeignKey("made.id")),
             sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now()),
             sa.Column("data", postgresql.JSONB), sa.Column("list", postgresql.ARRAY(sa.Integer)),
             sa.UniqueConstraint("name", "kind"), comment="made by SQLAlchemy")
    show("create all", lambda: made.create_all(connection))
    show("create all again", lambda: made.create_all(connection))
    for column in found(sa.inspect(connection), "made"):
        show(f"made {column['name']}", lambda: ordered(column))
    show("made inserted", lambda: connection.execute(made.tables["made"].insert().values(kind="b", data={"a": [1]}, list=[1, 2])).inserted_primary_key)
    show("made rows", lambda: [tuple(r)[:5] + tuple(r)[6:] for r in connection.execute(sa.select(made.tables["made"]))])
    show("drop all", lambda: made.drop_all(connection))


def plain(row):
    return tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)


STEPS = ((reflect, "AUTOCOMMIT"), (work, "REPEATABLE READ"), (make, "AUTOCOMMIT"))

if driver == "asyncpg":
    import asyncio

    from sqlalchemy.ext.asyncio import create_async_engine

    async def main():
        engine = create_async_engine(url, connect_args={"ssl": "prefer"})
        for step, isolation in STEPS:
            async with engine.connect() as connection:
                await connection.execution_options(isolation_level=isolation)
                await connection.run_sync(step)
        await engine.dispose()

    asyncio.run(main())
else:
    engine = sa.create_engine(url)
    for step, isolation in STEPS:
        with engine.connect().execution_options(isolation_level=isolation) as connection:
            step(connection)
