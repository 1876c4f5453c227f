"""Long results in pieces: named cursors of psycopg2 and psycopg3, COPY by psycopg2, psycopg3 and asyncpg."""

import asyncio
import datetime
import decimal
import io
import os

import asyncpg
import psycopg
import psycopg2
from show import show

LONG = "select i, 'row ' || i as name, i * 1.5 as price from generate_series(1, 20000) i order by i"


def psycopg2_cursors():
    connection = psycopg2.connect("")
    cursor = connection.cursor("plain")
    cursor.execute(LONG)
    show("plain", lambda: (cursor.fetchone(), cursor.fetchmany(3), len(cursor.fetchall())))
    cursor.close()
    scrollable = connection.cursor("scrollable", scrollable=True)
    scrollable.itersize = 500
    scrollable.execute(LONG)
    show("first", scrollable.fetchone)
    show("absolute", lambda: (scrollable.scroll(10000, mode="absolute"), scrollable.fetchmany(2)))
    show("back", lambda: (scrollable.scroll(-100), scrollable.fetchone()))
    show("too far", lambda: (scrollable.scroll(50000), scrollable.fetchone()))
    show("from the end", lambda: (scrollable.scroll(-1), scrollable.fetchone()))
    show("start", lambda: (scrollable.scroll(0, mode="absolute"), sum(1 for _ in scrollable)))
    forward = connection.cursor("forward", scrollable=False)
    forward.execute(LONG)
    show("forward", lambda: forward.fetchmany(2))
    show("forward only", lambda: forward.scroll(-1))
    connection.rollback()
    held = connection.cursor("held", withhold=True)
    held.execute(LONG)
    show("held", lambda: held.fetchmany(2))
    connection.commit()
    other = connection.cursor()
    show("others", lambda: (other.execute("create table beside(a int)"), other.execute("insert into beside values (1), (2)")))
    connection.commit()
    show("held after commit", lambda: held.fetchmany(2))
    show("listed", lambda: (other.execute("select name, is_holdable, is_scrollable from pg_cursors"), other.fetchall())[1])
    show("held to its end", lambda: len(held.fetchall()))
    held.close()
    several = [connection.cursor("c%d" % i) for i in range(5)]
    for i, each in enumerate(several):
        each.itersize = 7
        each.execute("select %s * 100000 + i from generate_series(1, 3000) i order by i", (i,))
    show("interleaved", lambda: [[each.fetchone()[0] for each in several] for _ in range(3)])
    show("interleaved in pieces", lambda: [[len(each.fetchmany(size)) for each in several] for size in (1, 100, 2000, 2000)])
    connection.rollback()
    connection.close()


def psycopg3_cursors():
    with psycopg.connect("") as connection:
        with connection.cursor("plain") as cursor:
            cursor.itersize = 100
            cursor.execute(LONG)
            show("psycopg3", lambda: (cursor.fetchone(), sum(1 for _ in cursor)))
        with connection.cursor("held", withhold=True) as cursor:
            cursor.execute(LONG)
            connection.commit()
            show("psycopg3 held", lambda: (cursor.fetchmany(1), len(cursor.fetchall())))
        with connection.cursor() as cursor:
            show("stream", lambda: sum(row[0] for row in cursor.stream("select i from generate_series(1, 30000) i")))


def psycopg2_copy():
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    cursor.execute("create table copied(a int, b text, c numeric(8,2), d date)")
    lines = "".join("%d\trow %d\t%d.25\t2024-02-%02d\n" % (i, i, i, 1 + i % 28) for i in range(30000))
    cursor.copy_expert("copy copied from stdin", io.StringIO(lines))
    connection.commit()
    show("copied in", lambda: (cursor.execute("select count(*), sum(a), sum(c), max(d) from copied"), cursor.fetchall())[1])
    out = io.StringIO()
    cursor.copy_expert("copy (select * from copied order by a) to stdout", out)
    show("copied out", lambda: (out.getvalue() == lines, len(out.getvalue())))
    show("bad line", lambda: cursor.copy_expert("copy copied from stdin", io.StringIO("1\tx\ty\tz\n")))
    connection.rollback()
    show("nothing kept", lambda: (cursor.execute("select count(*) from copied"), cursor.fetchall())[1])
    connection.close()


def psycopg3_copy():
    with psycopg.connect("") as connection, connection.cursor() as cursor:
        with cursor.copy("copy copied(a, b, d) from stdin (format binary)") as copy:
            copy.set_types(["int4", "text", "date"])
            for i in range(1000):
                copy.write_row((i, "binary %d" % i, datetime.date(2023, 1, 1)))
        show("binary in", lambda: cursor.execute("select count(*), sum(a), max(b) from copied where d < '2024-01-01'").fetchall())
        with cursor.copy("copy (select a, b from copied where d < '2024-01-01' order by a limit 3) to stdout (format binary)") as copy:
            copy.set_types(["int4", "text"])
            show("binary out", lambda: list(copy.rows()))


async def asyncpg_copy():
    connection = await asyncpg.connect(ssl="require")
    moment = datetime.datetime(2024, 5, 1, tzinfo=datetime.timezone.utc)
    await connection.execute("create table records(a int8, b text, c timestamptz, d numeric(9,3), e int[])")
    records = [(i, None if i % 7 == 0 else "r%d" % i, moment, decimal.Decimal(i) / 8, [i, i + 1]) for i in range(5000)]
    await shown("asyncpg records", connection.copy_records_to_table("records", records=records))
    await shown("asyncpg kept", connection.fetch("select count(*), count(b), sum(d), max(e) from records"))
    out = io.BytesIO()
    await shown("asyncpg from table", connection.copy_from_table("records", columns=["a", "b"], output=out))
    show("asyncpg lines", lambda: (len(out.getvalue().splitlines()), sorted(out.getvalue().splitlines())[:2]))
    out = io.BytesIO()
    await shown("asyncpg from query", connection.copy_from_query(
        "select a, d from records where a < $1 order by a", 4, output=out, format="csv", header=True))
    show("asyncpg csv", out.getvalue)
    await shown("asyncpg to table", connection.copy_to_table(
        "records", source=io.BytesIO(b"1,x\n2,\n"), columns=["a", "b"], format="csv"))
    await shown("asyncpg bad record", connection.copy_records_to_table("records", records=[(1, "x", moment, decimal.Decimal(10) ** 9, [])]))
    await shown("asyncpg count", connection.fetchval("select count(*) from records"))
    await connection.close()


async def shown(label, awaitable):
    try:
        answer = await awaitable
    except asyncpg.PostgresError as error:
        print(f"{label}: {error.sqlstate}")
    else:
        print(f"{label}: {answer!r}")


os.environ.setdefault("PGSSLMODE", "require")
psycopg2_cursors()
psycopg3_cursors()
psycopg2_copy()
psycopg3_copy()
asyncio.run(asyncpg_copy())
