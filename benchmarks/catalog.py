#!/usr/bin/env python3
"""The catalog questions of tools, timed on a workspace and on a PostgreSQL with the same tables.

    catalog.py WORKSPACE_URL POSTGRESQL_URL

Both hold the same tables, such as 1,000 of 20 columns in one schema or bucket. Needs psycopg 3.
Prints milliseconds of the first run, and the least and the median of those after it. The project
files that the questions have attached are counted by the admin API, not here: none are.
"""

import statistics
import sys
import time

import psycopg

RUNS = 60

QUESTIONS = {
    "select 1": "SELECT 1",
    "psql: schemas": r"""
        SELECT n.nspname, pg_catalog.pg_get_userbyid(n.nspowner) FROM pg_catalog.pg_namespace n
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1""",
    "psql: tables": r"""
        SELECT n.nspname, c.relname, CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' END,
               pg_catalog.pg_get_userbyid(c.relowner)
        FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
        WHERE c.relkind IN ('r','p','s','') AND n.nspname OPERATOR(pg_catalog.~) '^(in_c_big)$'
              COLLATE pg_catalog.default
        ORDER BY 1, 2""",
    "psql: tables in sight": r"""
        SELECT n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner)
        FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r','p','') AND n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_toast'
              AND n.nspname <> 'information_schema' AND pg_catalog.pg_table_is_visible(c.oid)
        ORDER BY 1, 2""",
    "information_schema.tables": """
        SELECT table_schema, table_name, table_type FROM information_schema.tables""",
    "information_schema.columns": """
        SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default
        FROM information_schema.columns ORDER BY 1, 2, ordinal_position""",
    "JDBC: tables": r"""
        SELECT NULL AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME", d.description AS "REMARKS"
        FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_description d
            ON (c.oid = d.objoid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass)
        WHERE c.relnamespace = n.oid AND c.relkind = 'r' AND n.nspname !~ '^pg_'
              AND n.nspname <> 'information_schema'
        ORDER BY 2, 3""",
    "JDBC: columns": r"""
        SELECT n.nspname, c.relname, a.attname, a.atttypid,
               a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) AS attnotnull, a.atttypmod, a.attlen,
               row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS attnum,
               pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS adsrc, dsc.description, t.typtype
        FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON (c.relnamespace = n.oid)
        JOIN pg_catalog.pg_attribute a ON (a.attrelid = c.oid)
        JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid)
        LEFT JOIN pg_catalog.pg_attrdef def ON (a.attrelid = def.adrelid AND a.attnum = def.adnum)
        LEFT JOIN pg_catalog.pg_description dsc ON (c.oid = dsc.objoid AND a.attnum = dsc.objsubid)
        WHERE c.relkind IN ('r','p','v','f','m') AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY 1, 2, attnum""",
    "pg_tables": "SELECT schemaname, tablename, tableowner FROM pg_tables WHERE schemaname = 'in_c_big'",
    "SQLAlchemy: table names": """
        SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = ANY (ARRAY['r', 'p']) AND c.relpersistence != 't' AND n.nspname = 'in_c_big'""",
    "DBeaver: tables": """
        SELECT c.oid, c.*, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition_expr
        FROM pg_catalog.pg_class c
        LEFT OUTER JOIN pg_catalog.pg_description d
            ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass
        WHERE c.relnamespace = 'in_c_big'::regnamespace AND c.relkind NOT IN ('i', 'I', 'c')""",
    "pgAdmin: tables": """
        SELECT rel.oid, rel.relname AS name, (SELECT count(*) FROM pg_trigger
            WHERE tgrelid = rel.oid AND tgisinternal = FALSE) AS triggercount
        FROM pg_class rel WHERE rel.relkind IN ('r', 's', 't', 'p')
        AND rel.relnamespace = 'in_c_big'::regnamespace ORDER BY rel.relname""",
    "pgcli: tables": """
        SELECT n.nspname schema_name, c.relname table_name FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = ANY ('{r,p,f}'::"char"[]) ORDER BY 1, 2""",
    "columns with types": """
        SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
        FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
        JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE a.attnum > 0 AND c.relkind IN ('r', 'v') ORDER BY 1, 2, a.attnum""",
}


def measure(url):
    times = {}
    with psycopg.connect(url, autocommit=True) as connection:
        connection.prepare_threshold = None
        for name, sql in QUESTIONS.items():
            taken = []
            for _ in range(RUNS if sql.find("attribute") < 0 and sql.find(".columns") < 0 else RUNS // 4):
                start = time.perf_counter()
                rows = len(connection.execute(sql).fetchall())
                taken.append((time.perf_counter() - start) * 1000)
            times[name] = rows, taken[0], min(taken[1:]), statistics.median(taken[1:])
    return times


def connecting(url):
    """The least and the median of connecting and asking once, in milliseconds."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT 1").fetchall()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken), statistics.median(taken)


def main():
    ours, theirs = measure(sys.argv[1]), measure(sys.argv[2])
    for name, url in ("workspace", sys.argv[1]), ("PostgreSQL", sys.argv[2]):
        print("connecting to the %s: %.1f ms at least, %.1f in the median" % (name, *connecting(url)))
    print(f"{'':28}{'rows':>7}{'first':>9}{'least':>9}{'median':>9}    PostgreSQL"
          f"{'first':>9}{'least':>9}{'median':>9}   times (least)")
    for name in QUESTIONS:
        rows, first, least, median = ours[name]
        _, their_first, their_least, their_median = theirs[name]
        print(f"{name:28}{rows:7}{first:9.1f}{least:9.1f}{median:9.1f}{'':14}"
              f"{their_first:9.1f}{their_least:9.1f}{their_median:9.1f}   {least / their_least:.1f}")


if __name__ == "__main__":
    main()
