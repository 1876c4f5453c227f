"""Rows by the batches of psycopg2, psycopg3 and asyncpg, good ones and bad ones."""
import asyncio
import datetime
import decimal
import json
import logging
import uuid

import asyncpg
import psycopg
import psycopg2
from psycopg2.extras import execute_batch, execute_values

# What the driver warns of names addresses of its own memory.
logging.getLogger("psycopg").setLevel(logging.ERROR)

ALL = """select count(*), sum(a), sum(b), sum(g), count(i), min(e), max(f), min(k::text),
    max(l::text), min(m), max(n) from rows_of_batches"""
COLUMNS = 14
ROWS = [
    (
        i,
        i * 10**10,
        "n%d" % i,
        i / 7,
        datetime.date(2024, 1, 1 + i % 28),
        datetime.datetime(2024, 1, 1, 1, 2, 3, i),
        decimal.Decimal(i) / 4,
        i % 2 == 0,
        "v%d" % i if i % 5 else None,
        uuid.UUID(int=5),
        json.dumps({"b": i, "a": 1}),
        b"\x00%d" % i,
        datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
        [1, i],
    )
    for i in range(50)
]
TABLE = """create table rows_of_batches(a int, b bigint, c text, d double precision, e date,
    f timestamp, g numeric(10,2), h boolean, i varchar(5), j uuid, k jsonb, l bytea,
    m timestamptz, n int[])"""
ONE = "insert into rows_of_batches values (" + ",".join(["%s"] * COLUMNS) + ")"
MANY = "insert into rows_of_batches values " + ",".join(
    ["(" + ",".join(["%s"] * COLUMNS) + ")"] * len(ROWS)
)


def flat(rows):
    return [value for row in rows for value in row]


def with_value(column, value):
    rows = [list(row) for row in ROWS]
    rows[33][column] = value
    return rows


def told(error):
    return (error.sqlstate or "", str(error).split("\n")[0].split(" at character")[0])


def by_psycopg3():
    with psycopg.connect("", autocommit=True) as connection:
        cursor = connection.cursor()
        cursor.execute("drop table if exists rows_of_batches")
        cursor.execute(TABLE)
        with connection.transaction():
            cursor.executemany(ONE, ROWS)
        print("psycopg3 executemany", cursor.execute(ALL).fetchall())
        with connection.pipeline():
            for row in ROWS:
                cursor.execute(ONE, row)
        print("psycopg3 pipeline", cursor.execute(ALL).fetchall())
        cursor.execute(MANY, flat(ROWS))
        print("psycopg3 rows", cursor.statusmessage, cursor.execute(ALL).fetchall())
        for column, value in [(0, 2**40), (8, "too long"), (6, decimal.Decimal(10) ** 9)]:
            rows = with_value(column, value)
            for run in (
                lambda: cursor.execute(MANY, flat(rows)),
                lambda: cursor.executemany(ONE, rows),
            ):
                try:
                    with connection.transaction():
                        run()
                except psycopg.Error as error:
                    print("psycopg3 refused", told(error))
        print("psycopg3 kept", cursor.execute("select count(*) from rows_of_batches").fetchall())


def by_psycopg2():
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    rows = [row[:9] for row in ROWS]
    one = "insert into rows_of_batches(a,b,c,d,e,f,g,h,i) values (%s,%s,%s,%s,%s,%s,%s,%s,%s)"
    cursor.execute("truncate rows_of_batches")
    cursor.executemany(one, rows)
    cursor.execute("select count(*), sum(a) from rows_of_batches")
    print("psycopg2 executemany", cursor.fetchall())
    execute_batch(cursor, one, rows)
    cursor.execute("select count(*), sum(b) from rows_of_batches")
    print("psycopg2 execute_batch", cursor.fetchall())
    execute_values(cursor, "insert into rows_of_batches(a,b,c,d,e,f,g,h,i) values %s", rows)
    connection.commit()
    cursor.execute("select count(*), sum(g), min(c), max(f) from rows_of_batches")
    print("psycopg2 execute_values", cursor.fetchall())
    for run in (
        lambda bad: cursor.executemany(one, bad),
        lambda bad: execute_batch(cursor, one, bad),
        lambda bad: execute_values(
            cursor, "insert into rows_of_batches(a,b,c,d,e,f,g,h,i) values %s", bad
        ),
    ):
        for column, value in [(4, "2024-02-30"), (8, "too long"), (6, "many")]:
            try:
                run([row[:9] for row in with_value(column, value)])
            except psycopg2.Error as error:
                print("psycopg2 refused", error.pgcode, error.diag.message_primary)
            connection.rollback()
    cursor.execute("select count(*) from rows_of_batches")
    print("psycopg2 kept", cursor.fetchall())
    connection.close()


async def by_asyncpg():
    connection = await asyncpg.connect(ssl="require")
    await connection.execute("create table more_rows(a int, b text, c timestamptz, d float8)")
    moment = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
    rows = [(i, "t%d" % i, moment, i / 4) for i in range(100)]
    insert = "insert into more_rows values ($1,$2,$3,$4)"
    await connection.executemany(insert, rows)
    print("asyncpg executemany", await counted(connection))
    for statement, bad in [
        ("insert into more_rows(a, b) values ($1, $2::varchar(2))", [(1, "abc")] * 20),
        ("insert into more_rows(a, b) values ($1::bigint, $2)", [(2**33, "x")] * 20),
    ]:
        try:
            await connection.executemany(statement, bad)
            print("asyncpg accepted", statement)
        except asyncpg.PostgresError as error:
            print("asyncpg refused", error.sqlstate, error)
    places = ",".join("($%d,$%d)" % (2 * i + 1, 2 * i + 2) for i in range(40))
    prepared = await connection.prepare("insert into more_rows(a, b) values " + places)
    print("asyncpg parameters", [each.name for each in prepared.get_parameters()][:4])
    values = [value for i in range(40) for value in (i, str(i))]
    await prepared.fetch(*values)
    await connection.execute("alter table more_rows add column e int default 7")
    await prepared.fetch(*values)
    print("asyncpg altered", await counted(connection), await connection.fetchval(
        "select sum(e) from more_rows"))
    await connection.close()


async def counted(connection):
    return [tuple(row) for row in await connection.fetch(
        "select count(*), sum(a), min(b), max(c), sum(d) from more_rows")]


by_psycopg3()
by_psycopg2()
asyncio.run(by_asyncpg())
