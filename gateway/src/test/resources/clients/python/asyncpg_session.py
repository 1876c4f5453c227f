"""asyncpg: introspection of types, prepared statements and their attributes, cursors, pools."""

import asyncio
import datetime
import decimal
import os
import uuid

import asyncpg
from show import sqlstate


async def show(label, awaited):
    try:
        answer = await awaited
    except Exception as error:
        print(f"{label}: {type(error).__name__} {sqlstate(error)}")
        if os.environ.get("SHOW_ERRORS"):
            print("    ", str(error).split("\n")[0][:300])
        return None
    for item in answer if isinstance(answer, list) else [answer]:
        print(f"{label}: {tuple(item)!r}" if isinstance(item, asyncpg.Record) else f"{label}: {item!r}")
    return answer


def own(oid):
    return oid if oid < 16384 else "own"


async def main():
    connection = await asyncpg.connect(ssl="prefer")
    print("version", connection.get_server_version()[:1])
    print("settings", connection.get_settings().server_encoding, connection.get_settings().TimeZone)
    await show("customers", connection.fetch("select * from customers order by id"))
    for row in await connection.fetch("select * from every_type order by id"):
        for name, value in row.items():
            print(f"column {name}: {value!r}")
    await show("enum arrays", connection.fetchval("select $1::mood[]", ["sad", "ok"]))
    await show("composite row", connection.fetchval("select row(1, 'a'::text, null::int)"))
    await show("whole row", connection.fetchval("select o from archive.old_orders o"))

    statement = await connection.prepare(
        "select c.id, c.name, c.feeling, o.amount, o.placed, o.code from customers c join orders o on o.customer_id = c.id"
        " where c.id = $1 and o.amount >= $2 and c.feeling = $3 order by o.id")
    for i, p in enumerate(statement.get_parameters()):
        print(f"parameter {i}: {p.name} {p.kind} {p.schema}")
    for a in statement.get_attributes():
        print(f"attribute {a.name}: {own(a.type.oid)} {a.type.name} {a.type.kind} {a.type.schema}")
    print("status", statement.get_statusmsg())
    await show("prepared", statement.fetch(1, decimal.Decimal(0), "happy"))
    await show("prepared again", statement.fetch(1, decimal.Decimal(1), "happy"))

    for type_name, value in (
        ("int2", 7), ("int8", 2**62), ("float4", 0.5), ("float8", 1e300), ("numeric", decimal.Decimal("123.4500")), ("text", "Zoë"),
        ("bool", False), ("bytea", b"\x00\xff"), ("date", datetime.date(2024, 2, 29)), ("time", datetime.time(1, 2, 3, 4)),
        ("timestamp", datetime.datetime(2024, 2, 29, 1, 2, 3, 4)),
        ("timestamptz", datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.timezone.utc)),
        ("interval", datetime.timedelta(days=40, seconds=5)), ("uuid", uuid.UUID(int=5)), ("json", '{"a":1}'), ("jsonb", '{"a":1}'),
        ("int4[]", [1, None]), ("text[]", ["a", None]), ("numeric[]", [decimal.Decimal("1.5")]), ("int4[][]", [[1, 2], [3, 4]]),
        ("varchar(3)", "abc"), ("char(4)", "ab"), ("name", "n"), ("\"char\"", b"c"), ("oid", 5), ("inet", "10.0.0.1"),
    ):
        await show(type_name, connection.fetchval(f"select $1::{type_name}", value))
        await show("null " + type_name, connection.fetchval(f"select $1::{type_name}", None))

    await show("many", connection.executemany("insert into archive.old_orders values ($1, $2, $3)",
                                              [(i, i * 2, datetime.date(2024, 1, i)) for i in range(1, 11)]))
    await show("status", connection.execute("update archive.old_orders set customer_id = 0 where id < $1", 4))
    await show("inserted", connection.fetchrow(
        "insert into orders (customer_id, amount, note) values ($1, $2, $3) returning id > 0, amount, note", 1, decimal.Decimal("2.50"), "n"))
    async with connection.transaction():
        await show("cursor", fetch_by_cursor(connection))
    try:
        async with connection.transaction():
            await connection.execute("delete from archive.old_orders")
            await connection.execute("select 1/0")
    except asyncpg.PostgresError as error:
        print("rolled back", type(error).__name__, error.sqlstate)
    await show("count", connection.fetchval("select count(*) from archive.old_orders"))
    await show("unique", connection.execute("insert into customers (email) values ('ann@example.com')"))
    await show("wrong parameter", connection.fetchval("select $1::int", "x"))
    await show("timeout", connection.fetchval("select pg_sleep(5)", timeout=0.2))
    await show("any", connection.fetch("select id from customers where id = any($1::int[]) order by id", [1, 2]))
    await show("unnest", connection.fetch("select * from unnest($1::int[], $2::text[]) as t(a, b)", [1, 2], ["x", "y"]))
    await show("listen", connection.execute("listen nothing"))
    await connection.close()

    async with asyncpg.create_pool(ssl="prefer", min_size=2, max_size=3) as pool:
        await show("pool", asyncio.gather(*(pool.fetchval("select $1::int * 2", i) for i in range(10))))


async def fetch_by_cursor(connection):
    rows = []
    async for row in connection.cursor("select id from archive.old_orders order by id", prefetch=3):
        rows.append(row["id"])
    return rows


asyncio.run(main())
