"""psqlODBC by pyodbc: the catalog functions of ODBC, types, parameters, transactions."""

import datetime
import decimal
import os

import pyodbc
from show import show

connection = pyodbc.connect(
    "DRIVER=/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so;SERVER={PGHOST};PORT={PGPORT};DATABASE={PGDATABASE};UID={PGUSER};PWD={PGPASSWORD};SSLMODE=require"
    .format(**os.environ), autocommit=True)
cursor = connection.cursor()


def rows(answer):
    return [tuple(row) for row in answer.fetchall()]


show("dbms", lambda: (connection.getinfo(pyodbc.SQL_DBMS_NAME), connection.getinfo(pyodbc.SQL_DBMS_VER)[:2]))
show("tables", lambda: [r[1:] for r in rows(cursor.tables(schema="public"))])
show("tables by pattern", lambda: [r[1:] for r in rows(cursor.tables(table="order%", tableType="TABLE"))])
show("views", lambda: [r[1:] for r in rows(cursor.tables(tableType="VIEW", schema="public"))])
show("schemas", lambda: [r[1] for r in rows(cursor.tables(table="", catalog="", schema="%")) if not r[1].startswith("pg_toast")])
show("table types", lambda: [r[3] for r in sorted(rows(cursor.tables(table="", catalog="", schema="", tableType="%")), key=str)])
for table in ("customers", "orders", "order_lines", "every_type", "customer_totals"):
    for r in rows(cursor.columns(table=table)):
        show(f"column {table}.{r[3]}", lambda: r[4:18] + r[20:21] + r[23:])
    show("primary key of " + table, lambda: [r[1:] for r in rows(cursor.primaryKeys(table=table))])
    show("foreign keys of " + table, lambda: [r[1:3] + r[3:4] + r[5:] for r in rows(cursor.foreignKeys(foreignTable=table))])
    show("statistics of " + table, lambda: [r[1:10] for r in rows(cursor.statistics(table))])
    show("row id of " + table, lambda: rows(cursor.rowIdColumns(table)))
show("keys that point here", lambda: [r[1:3] + r[3:4] + r[5:] for r in rows(cursor.foreignKeys(table="customers"))])
show("procedures", lambda: len(rows(cursor.procedures(schema="public"))))
show("type info", lambda: [r[:6] for r in rows(cursor.getTypeInfo())])

for column in ("id", "a_smallint", "a_integer", "a_bigint", "a_real", "a_double", "a_numeric", "a_text", "a_varchar", "a_char", "a_boolean",
               "a_bytea", "a_date", "a_time", "a_timestamp", "a_timestamptz", "an_interval", "a_uuid", "a_json", "a_jsonb", "a_mood", "integers",
               "texts", "moods"):
    show("value " + column, lambda: [tuple(r) for r in cursor.execute(f"select {column} from every_type order by id").fetchall()])
    show("described " + column, lambda: cursor.execute(f"select {column} from every_type").description)
show("parameters", lambda: tuple(cursor.execute(
    "select ?::int, ?::text, ?::float8, ?::date, ?::timestamp, ?::numeric(10,2), ?::bool, ?::bytea", 1, "Zoë", 1.5, datetime.date(2024, 2, 29),
    datetime.datetime(2024, 2, 29, 1, 2, 3), decimal.Decimal("1.25"), True, b"\x00\xff").fetchone()))
show("compared", lambda: rows(cursor.execute("select id from orders where customer_id = ? and amount > ? and placed < ?", 1, 1,
                                             datetime.datetime(2025, 1, 1))))
show("null", lambda: tuple(cursor.execute("select ?::text, coalesce(?, 'x')", None, None).fetchone()))
show("many", lambda: cursor.executemany("insert into archive.old_orders values (?, ?, ?)", [(i, i, datetime.date(2024, 1, i)) for i in range(1, 6)]))
show("count", lambda: cursor.execute("update archive.old_orders set customer_id = 0 where id < ?", 3).rowcount)
connection.autocommit = False
show("in a transaction", lambda: cursor.execute("delete from archive.old_orders").rowcount)
connection.rollback()
show("rolled back", lambda: tuple(cursor.execute("select count(*) from archive.old_orders").fetchone()))
connection.rollback()
for statement in ("select * from missing", "selec 1", "insert into customers (email) values ('ann@example.com')", "select 1/0"):
    try:
        cursor.execute(statement)
    except pyodbc.Error as error:
        print(f"error of {statement}: {error.args[0]}")
    connection.rollback()
connection.close()
