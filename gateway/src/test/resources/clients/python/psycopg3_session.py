"""psycopg 3: types looked up in the catalog, server-side parameters in text and binary, pipelines, cursors, COPY."""

import datetime
import decimal
import ipaddress
import logging
import uuid

import psycopg
from psycopg.rows import dict_row, namedtuple_row
from psycopg.types import TypeInfo
from psycopg.types.enum import EnumInfo, register_enum
from psycopg.types.json import Json, Jsonb
from show import show

logging.disable(logging.CRITICAL)  # what a refused rollback writes holds addresses
connection = psycopg.connect("", autocommit=True)
show("ssl", lambda: connection.pgconn.ssl_in_use)
show("server version", lambda: connection.info.server_version // 10000)
show("encoding, zone", lambda: (connection.info.encoding, str(connection.info.timezone)))
for name in ("server_encoding", "DateStyle", "IntervalStyle", "integer_datetimes", "standard_conforming_strings",
             "is_superuser", "in_hot_standby", "default_transaction_read_only", "TimeZone"):
    show("status " + name, lambda: connection.info.parameter_status(name))

# What TypeInfo.fetch finds.
for name in ("int4", "integer[]", "text", "numeric", "jsonb", "uuid", "inet", "mood", "mood[]", "public.mood", "missing"):
    def info():
        found = TypeInfo.fetch(connection, name)
        return found and (found.name, found.oid < 16384 and found.oid, found.array_oid > 0, found.regtype)
    show("type " + name, info)
mood = EnumInfo.fetch(connection, "mood")
show("labels", lambda: mood.labels)
register_enum(mood, connection)
show("registered enum", lambda: [str(v[0]) for v in connection.execute("select feeling from customers order by id").fetchall()])
show("enum as parameter", lambda: connection.execute("select id from customers where feeling = %s", [mood.enum.sad]).fetchall())

# Every type there and back, as text and binary.
values = {
    "int2": 7, "int4": -8, "int8": 2**62, "float4": 0.5, "float8": -1.5e300, "numeric": decimal.Decimal("-12345.6789"),
    "text": "Zoë 'q' \\ \"", "bool": True, "bytea": b"\x00\xfe'\\", "date": datetime.date(2024, 2, 29),
    "time": datetime.time(1, 2, 3, 4), "timestamp": datetime.datetime(1999, 12, 31, 23, 59, 59, 999999),
    "timestamptz": datetime.datetime(2024, 6, 1, 12, tzinfo=datetime.timezone.utc),
    "interval": datetime.timedelta(days=-3, seconds=5, microseconds=7),
    "uuid": uuid.UUID("12345678-1234-5678-1234-567812345678"), "json": Json({"b": [1, None], "a": "x"}),
    "jsonb": Jsonb({"b": [1, None], "a": "x"}), "int4[]": [1, None, 3], "text[]": ["a", None, 'b,"c'],
    "float8[]": [1.5], "date[]": [datetime.date(2024, 1, 1)], "inet": ipaddress.ip_address("10.0.0.1"),
    "varchar": "abc", "int4[][]": [[1, 2], [3, 4]],
}
for type_name, value in values.items():
    for binary in (False, True):
        place = "%b" if binary else "%t"
        show(f"{type_name} {'binary' if binary else 'text'}",
             lambda: connection.cursor(binary=binary).execute(f"select {place}::{type_name}", [value]).fetchone()[0])
    show(f"null {type_name}", lambda: connection.execute(f"select %s::{type_name}", [None]).fetchone())

for binary in (False, True):
    cursor = connection.cursor(binary=binary)
    cursor.execute("select * from every_type order by id")
    for c, *values in zip(cursor.description, *cursor.fetchall()):
        show(f"column {c.name}", lambda: (values, c.type_code if c.type_code < 16384 else "own", c.precision, c.scale, c.display_size))
show("as dict", lambda: connection.cursor(row_factory=dict_row).execute("select id, name from customers order by id limit 1").fetchone())
show("as named tuple", lambda: connection.cursor(row_factory=namedtuple_row).execute("select count(*), sum(amount) from orders").fetchone())

# Parameters whose types the server must find.
show("in a list", lambda: connection.execute("select id from customers where id = any(%s) order by id", [[1, 3, 9]]).fetchall())
show("limit", lambda: connection.execute("select id from customers order by id limit %s offset %s", [1, 1]).fetchall())
show("like", lambda: connection.execute("select name from customers where name like %s", ["A%"]).fetchall())
show("between", lambda: connection.execute(
    "select id from orders where placed between %s and %s order by id",
    [datetime.datetime(2024, 3, 2), datetime.datetime(2024, 3, 3)]).fetchall())
show("arithmetic", lambda: connection.execute("select 1 + %s, %s || 'x', %s::date + 1", [2, "a", "2024-02-28"]).fetchone())
show("untyped", lambda: connection.execute("select %s, %s, %s", ["a", 1, None]).fetchone())
show("coalesce", lambda: connection.execute("select coalesce(%s, 'x'), coalesce(note, %s) from orders order by id", [None, "none"]).fetchall())
show("json operators", lambda: connection.execute("select a_jsonb -> 'a' ->> 'c', a_json #>> '{a,2}' from every_type where id = 1").fetchone())

# Many rows at once, returning, row counts, prepared statements.
with connection.cursor() as cursor:
    show("executemany", lambda: (cursor.executemany(
        "insert into order_lines values (%s, %s, %s, %s, %s)", [(2, i, f"p{i}", i, i / 2) for i in range(1, 6)]), cursor.rowcount)[1])
    show("returning", lambda: cursor.executemany(
        "insert into orders (customer_id, amount) values (%s, %s) returning customer_id, amount, paid", [(1, 5), (2, 6)], returning=True))
    show("first result", lambda: cursor.fetchall())
    show("next result", lambda: (cursor.nextset(), cursor.fetchall()))
for i in range(7):
    connection.execute("select %s::int + 1", [i], prepare=True)
show("prepared", lambda: connection.execute("select name is not null, statement, parameter_types, from_sql from pg_prepared_statements order by statement").fetchall())
show("status message", lambda: connection.execute("update order_lines set quantity = quantity + 1 where order_id = 2").statusmessage)
show("delete count", lambda: connection.execute("delete from order_lines where order_id = 2").rowcount)

# A pipeline: an error in the middle aborts what follows up to the sync.
def pipeline():
    with connection.pipeline() as pipe:
        cursors = [connection.execute("select %s::int * 2", [i]) for i in range(5)]
        pipe.sync()
        return [c.fetchone() for c in cursors]
show("pipeline", pipeline)


def broken_pipeline():
    with connection.pipeline():
        connection.execute("create table in_pipeline (id int)")
        connection.execute("select 1/0")
        connection.execute("insert into in_pipeline values (1)")
show("broken pipeline", broken_pipeline)
show("after it", lambda: connection.execute("select to_regclass('in_pipeline')").fetchone())

# Transactions and nested ones.
def nested():
    with connection.transaction():
        connection.execute("insert into archive.old_orders values (1, 1, '2024-01-01')")
        try:
            with connection.transaction():
                connection.execute("insert into archive.old_orders values (2, 2, 'no date')")
        except psycopg.Error as error:
            print("nested:", error.sqlstate)
        connection.execute("insert into archive.old_orders values (3, 3, null)")
    return connection.execute("select * from archive.old_orders order by id").fetchall()
show("nested", nested)
show("status", lambda: connection.info.transaction_status.name)


def server_cursor():
    with connection.transaction(), connection.cursor("c") as cursor:
        cursor.execute("select g from generate_series(1, 1000) g")
        return cursor.fetchmany(2), sum(r[0] for r in cursor)
show("server-side cursor", server_cursor)
show("stream", lambda: sum(r[0] for r in connection.cursor().stream("select g from generate_series(1, %s) g", [1000])))

# Errors with their parts.
for statement in ("select * from missing", "select missing from orders", "selec 1", "select no_such(1)", "select 'x'::int",
                  "insert into customers (email) values ('ann@example.com')", "insert into customers (email) values (null)",
                  "insert into orders (customer_id, amount) values (99, 1)", "insert into orders (customer_id, amount) values (1, -1)",
                  "insert into customers (email, feeling) values ('x', 'angry')", "insert into customers (email, rating) values ('x', 100)"):
    try:
        connection.execute(statement)
        print(statement, "succeeded")
    except psycopg.Error as error:
        d = error.diag
        print(f"{statement}: {d.severity} {d.sqlstate} {d.message_primary!r} {d.statement_position} {d.schema_name} {d.table_name}"
              f" {d.column_name} {d.constraint_name} {d.message_detail!r}")
connection.close()
