"""psqlODBC with UseDeclareFetch=1, as Tableau connects: each SELECT is a cursor that is fetched in pieces."""

import os

import pyodbc
from show import show


def connect(**options):
    text = "DRIVER=/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so;SERVER={PGHOST};PORT={PGPORT};DATABASE={PGDATABASE};UID={PGUSER};PWD={PGPASSWORD};SSLMODE=require".format(**os.environ)
    text += ";UseDeclareFetch=1;" + ";".join("%s=%s" % each for each in options.items())
    return pyodbc.connect(text, autocommit=True)


def rows(answer):
    return [tuple(row) for row in answer.fetchall()]


for fetch in (2048, 7):
    connection = connect(Fetch=fetch)
    cursor = connection.cursor()
    label = "by %d " % fetch
    show(label + "long", lambda: (lambda all: (len(all), all[0], all[-1]))(rows(cursor.execute(
        "select i, 'row ' || i as name, i * 1.5::numeric(10,2) as price, date '2024-01-01' + i % 28 as day from generate_series(1, 10000) i order by i"))))
    show(label + "tables", lambda: rows(cursor.execute("select c.name, o.id, o.amount from customers c join orders o on o.customer_id = c.id order by o.id")))
    show(label + "parameter", lambda: rows(cursor.execute("select i from generate_series(1, 100) i where i > ? order by i", 95)))
    show(label + "empty", lambda: rows(cursor.execute("select 1 where false")))
    show(label + "described", lambda: cursor.execute("select id, name from customers").description)
    show(label + "error", lambda: rows(cursor.execute("select 1 / (i - 3) from generate_series(1, 5) i")))
    show(label + "after error", lambda: rows(cursor.execute("select 1")))
    one, two = connection.cursor(), connection.cursor()
    one.execute("select i from generate_series(1, 5000) i order by i")
    two.execute("select -i from generate_series(1, 5000) i order by i")
    show(label + "interleaved", lambda: [(one.fetchone()[0], two.fetchone()[0]) for _ in range(5000)][-1])
    one.execute("select i from generate_series(1, 5000) i order by i")
    show(label + "first rows", lambda: [tuple(row) for row in one.fetchmany(5)])
    show(label + "written meanwhile", lambda: cursor.execute("update orders set amount = amount where id < 0").rowcount)
    show(label + "rest", lambda: len(one.fetchall()))
    connection.autocommit = False
    one.execute("select i from generate_series(1, 5000) i order by i")
    show(label + "in a transaction", lambda: [tuple(row) for row in one.fetchmany(3)])
    connection.commit()
    show(label + "after commit", lambda: len(one.fetchall()))
    connection.rollback()
    show(label + "left behind", lambda: rows(cursor.execute("select count(*) from pg_cursors where name not like 'SQL_CUR%'")))
    connection.rollback()
    connection.close()
