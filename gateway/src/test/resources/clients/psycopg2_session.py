"""A notebook's session: connects by the PG* variables and checks values, not the absence of errors."""

import io
import datetime
import decimal
import threading
import time
import uuid

import psycopg2
import psycopg2.errors
import psycopg2.extensions

connection = psycopg2.connect("")
assert connection.info.ssl_in_use
assert connection.server_version // 10000 == 15, connection.server_version
cursor = connection.cursor()

# Every row of a project table.
cursor.execute("select id, customer_id, amount, ordered_on, status from in_c_sales.orders order by id")
rows = cursor.fetchall()
assert len(rows) == 150000, len(rows)
assert rows[0] == (0, 0, None, datetime.date(2024, 1, 1), "open"), rows[0]
assert rows[8] == (8, 8, decimal.Decimal("10.00"), datetime.date(2024, 1, 9), "shipped"), rows[8]
connection.commit()

# Values come back as they went in.
values = (
    1, 2**40, 1.5, decimal.Decimal("12345.678901"), "Zoë 'quoted' \"double\" \\ back\nline", True, None,
    b"\x00\xff\\", datetime.date(1999, 12, 31), datetime.time(23, 59, 59, 999999),
    datetime.datetime(2024, 2, 29, 12, 30, 15, 123456),
    datetime.datetime(2024, 2, 29, 12, 30, 15, tzinfo=datetime.timezone.utc),
    datetime.timedelta(days=3, seconds=4, microseconds=5), [1, 2, 3], ["a", None, "b,c"],
)
cursor.execute(
    "select %s::int, %s::bigint, %s::float8, %s::numeric(20,6), %s::text, %s::bool, %s::text, %s::bytea,"
    " %s::date, %s::time, %s::timestamp, %s::timestamptz, %s::interval, %s::int[], %s::text[]",
    values,
)
back = list(cursor.fetchone())
back[7] = bytes(back[7])
assert tuple(back) == values, back

identity = uuid.uuid4()
cursor.execute("select %s::uuid::text", (str(identity),))
assert cursor.fetchone()[0] == str(identity)
connection.commit()

# A transaction that fails leaves nothing, and the connection goes on.
cursor.execute("create table accounts (id int primary key, balance numeric(12,2) not null)")
cursor.execute("insert into accounts values (1, 100), (2, 50)")
assert cursor.rowcount == 2
connection.commit()
try:
    cursor.execute("update accounts set balance = balance - 10 where id = 1")
    cursor.execute("insert into accounts values (1, 0)")
    raise AssertionError("a duplicate key went in")
except psycopg2.errors.UniqueViolation as error:
    assert error.pgcode == "23505", error.pgcode
assert connection.info.transaction_status == psycopg2.extensions.TRANSACTION_STATUS_INERROR
try:
    cursor.execute("select 1")
    raise AssertionError("an aborted transaction ran a statement")
except psycopg2.errors.InFailedSqlTransaction:
    pass
connection.rollback()
cursor.execute("select balance from accounts where id = 1")
assert cursor.fetchone() == (decimal.Decimal("100.00"),)
cursor.executemany("insert into accounts values (%s, %s)", [(i, i) for i in range(3, 20)])
connection.commit()
cursor.execute("select count(*), sum(balance) from accounts")
assert cursor.fetchone() == (19, decimal.Decimal("337.00"))
connection.commit()

# Another session of the workspace sees what is committed.
second = psycopg2.connect("")
with second, second.cursor() as other:
    other.execute("select count(*) from accounts")
    assert other.fetchone() == (19,)
second.close()

# Errors carry PostgreSQL's codes.
for statement, code in (
    ("select * from missing", "42P01"),
    ("select missing from accounts", "42703"),
    ("select no_such_function(1)", "42883"),
    ("selec 1", "42601"),
    ("select 1/0", "22012"),
    ("select 'x'::int", "22P02"),
    ("insert into accounts values (100, null)", "23502"),
    ("insert into in_c_sales.orders(id) values (1)", ("25006", "42501")),
    ("drop table in_c_sales.orders", ("25006", "42501")),
    ("copy accounts to '/tmp/x'", "42501"),
):
    try:
        cursor.execute(statement)
        raise AssertionError(statement + " succeeded")
    except psycopg2.Error as error:
        assert error.pgcode in code, (statement, error.pgcode, str(error))
    connection.rollback()

# Cancel from another thread; the session lives on.
timer = threading.Timer(0.5, connection.cancel)
timer.start()
started = time.monotonic()
try:
    cursor.execute("select count(*) from range(100000000) a, range(100000000) b")
    raise AssertionError("the statement was not cancelled")
except psycopg2.errors.QueryCanceled as error:
    assert error.pgcode == "57014"
assert time.monotonic() - started < 10
connection.rollback()
cursor.execute("select 'alive'")
assert cursor.fetchone() == ("alive",)

# Settings follow the transaction.
cursor.execute("set timezone = 'Europe/Prague'")
cursor.execute("select '2024-07-01 12:00:00+00'::timestamptz::text")
assert cursor.fetchone() == ("2024-07-01 14:00:00+02",)
connection.rollback()
cursor.execute("show timezone")
assert cursor.fetchone() == ("UTC",)
connection.commit()

# Rows in bulk, both ways.
cursor.execute("create table bulk (i int, t text)")
cursor.copy_expert("copy bulk from stdin (format csv)", io.StringIO('1,one\n2,"t,wo"\n3,\n'))
assert cursor.rowcount == 3
copied = io.StringIO()
cursor.copy_expert("copy (select * from bulk order by i) to stdout", copied)
assert copied.getvalue() == "1\tone\n2\tt,wo\n3\t\\N\n"
cursor.copy_from(io.StringIO("4\tfour\n"), "bulk")
cursor.execute("select count(*) from bulk")
assert cursor.fetchone() == (4,)
connection.rollback()

# Cursors of the server: with other statements between, both ways, beyond the transaction.
named = connection.cursor("named")
named.itersize = 1000
named.execute("select i::int from generate_series(1, 5000) as g(i)")
assert named.fetchone() == (1,)
cursor.execute("select 'between'")
assert cursor.fetchone() == ("between",)
assert sum(1 for _ in named) == 4999
named.close()
scrolled = connection.cursor("scrolled", scrollable=True)
scrolled.execute("select i::int from generate_series(1, 50) as g(i)")
scrolled.scroll(10)
assert scrolled.fetchone() == (11,)
scrolled.scroll(-5)
assert scrolled.fetchone() == (7,)
scrolled.close()
held = connection.cursor("held", withhold=True)
held.execute("select i::int from generate_series(1, 50000) as g(i)")
connection.commit()
cursor.execute("select name, is_holdable from pg_cursors")
assert cursor.fetchall() == [("held", True)]
assert sum(1 for _ in held) == 50000
held.close()
connection.commit()
connection.close()
print("psycopg2 ok")
