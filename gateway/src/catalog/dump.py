#!/usr/bin/env python3
"""Writes the facts of a running PostgreSQL 15 that the system catalog is built from.

usage: dump.py 'host=... dbname=DATABASE' RESOURCE_DIRECTORY

DATABASE is a fresh copy of template0. Written are relations.csv (columns of all relations) and one
rows/NAME.csv.gz for each relation whose content does not depend on what a user has made. Lists are in the
engine's form, references (regproc and its like) are OIDs. Function bodies and view definitions are left
out.
"""
import csv
import gzip
import io
import pathlib
import sys

import psycopg2

OWNER = "pg_duckspace"
NULL = "\\N"

# What is left out of a relation, by an expression instead of the column.
INSTEAD = {
    ("pg_proc", "prosrc"): "case when prolang in (12, 13) then prosrc else '' end",
    ("pg_proc", "prosqlbody"): "null",
    ("pg_proc", "proargdefaults"): "pg_get_expr(proargdefaults, 0)",
    ("pg_class", "relpages"): "0",
    ("pg_class", "reltuples"): "-1",
    ("pg_class", "relallvisible"): "0",
    ("pg_class", "relfilenode"): "0",
    ("pg_class", "relpartbound"): "null",
    ("pg_index", "indexprs"): "pg_get_expr(indexprs, indrelid)",
    ("pg_index", "indpred"): "pg_get_expr(indpred, indrelid)",
    ("pg_constraint", "conbin"): "null",
    ("pg_type", "typdefaultbin"): "null",
    ("pg_attribute", "attmissingval"): "null",
    ("pg_settings", "setting"): "null",
    ("pg_settings", "source"): "null",
    ("pg_settings", "reset_val"): "null",
    ("pg_settings", "sourcefile"): "null",
    ("pg_settings", "sourceline"): "null",
    ("pg_settings", "boot_val"): "case when vartype = 'string' and boot_val like '%/%' then '' else boot_val end",
}
RELATIONS = {
    "pg_aggregate": "", "pg_am": "", "pg_amop": "", "pg_amproc": "", "pg_cast": "oid < 16384",
    "pg_attribute": "attrelid < 16384", "pg_class": "oid < 16384",
    "pg_collation": "oid in (100, 950, 951) or collname = 'ucs_basic'",
    "pg_constraint": "oid < 16384", "pg_conversion": "", "pg_index": "indexrelid < 16384",
    "pg_description": "objoid < 16384 and classoid <> 'pg_extension'::regclass and (objoid < 12000 or not"
                      " classoid in ('pg_collation'::regclass, 'pg_language'::regclass))",
    "pg_language": "oid < 13000", "pg_namespace": "oid < 16384", "pg_opclass": "",
    "pg_operator": "", "pg_opfamily": "", "pg_proc": "oid < 16384",
    "pg_range": "", "pg_tablespace": "oid < 16384", "pg_ts_config": "", "pg_ts_config_map": "",
    "pg_ts_dict": "", "pg_ts_parser": "", "pg_ts_template": "", "pg_type": "oid < 16384",
    "pg_authid": "oid < 16384", "pg_auth_members": "", "pg_init_privs": "objoid < 16384 and privtype = 'i'",
    "information_schema.sql_features": "", "information_schema.sql_implementation_info": "",
    "information_schema.sql_parts": "", "information_schema.sql_sizing": "",
}
# Whose rows are the same everywhere but for what a session has of its own: facts/NAME.csv.gz.
FACTS = {
    "pg_settings": "name <> 'extension_destdir'",  # Debian's own
}
REFERENCES = {"regproc", "regtype", "regclass"}


def vector(text):
    return "[" + ", ".join(text.split()) + "]"


def array(values):
    quoted = ("'" + str(v).replace("'", "''") + "'" for v in values)
    return "[" + ", ".join(quoted) + "]"


def value(text, kind):
    if text is None:
        return NULL
    if kind in ("int2vector", "oidvector"):
        return vector(text)
    if isinstance(text, list):
        return array(str(v).replace("postgres=", OWNER + "=").replace("/postgres", "/" + OWNER) for v in text)
    if isinstance(text, bool):
        return "true" if text else "false"
    return str(text)


def selected(relation, column, kind):
    name = '"%s"' % column
    if (relation, column) in INSTEAD:
        return INSTEAD[relation, column]
    if kind in REFERENCES:
        return name + "::oid::bigint"
    if kind in ("int2vector", "oidvector"):
        return name + "::text"
    if kind == "aclitem[]":
        return name + "::text[]"
    if kind.endswith("[]"):
        return name + "::text[]"
    return name


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    if path.suffix != ".gz":
        path.write_text(text.getvalue())
        return
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.getvalue().encode())


COLUMNS = """
    select n.nspname, c.relname, c.oid, c.relkind, a.attname,
           format_type(case when t.typtype = 'd' then t.oid else a.atttypid end, null)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 join pg_type t on t.oid = a.atttypid
    where c.oid < 16384 and c.relkind in ('r', 'v')
      and n.nspname in ('pg_catalog', 'information_schema')
    order by n.nspname desc, c.relname, a.attnum
"""


def main(url, directory):
    out = pathlib.Path(directory)
    cursor = psycopg2.connect(url).cursor()
    cursor.execute(COLUMNS)
    columns = cursor.fetchall()
    write(out / "relations.csv", columns)
    for relation, where in (RELATIONS | FACTS).items():
        name = relation.split(".")[-1]
        kinds = [(c[4], c[5]) for c in columns if c[1] == name]
        items = ", ".join(selected(name, c, k) + ' as "%s"' % c for c, k in kinds)
        condition = " where " + where if where else ""
        cursor.execute(f"select {items} from {relation}{condition} order by 1, 2, 3")
        rows = [[value(v, k) for v, (_, k) in zip(row, kinds)] for row in cursor.fetchall()]
        if name == "pg_authid":
            rows = [[OWNER if v == "postgres" else v for v in row] for row in rows]
        write(out / ("facts" if relation in FACTS else "rows") / (name + ".csv.gz"), rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
