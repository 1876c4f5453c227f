"""ADBC, Polars and ConnectorX: tables in Arrow's form, read and written by COPY in binary."""

import os

import adbc_driver_postgresql.dbapi as adbc
import connectorx
import polars
import pyarrow
from show import show

url = "postgresql://{PGUSER}:{PGPASSWORD}@{PGHOST}:{PGPORT}/{PGDATABASE}?sslmode={PGSSLMODE}".format(**os.environ)
connection = adbc.connect(url)
cursor = connection.cursor()


def table(sql, parameters=None):
    cursor.execute(sql, parameters)
    found = cursor.fetch_arrow_table()
    return [str(field) for field in found.schema] + found.to_pylist()


show("orders", lambda: table("select id, customer_id, placed, paid, note, code from orders order by id"))
show("numeric", lambda: table("select id, amount from orders order by id"))
for column in ("a_smallint", "a_integer", "a_bigint", "a_real", "a_double", "a_text", "a_varchar", "a_char", "a_boolean", "a_bytea", "a_date", "a_time",
               "a_timestamp", "a_timestamptz", "an_interval", "a_uuid", "a_json", "integers", "texts"):
    show(f"column {column}", lambda: table(f"select {column} from every_type order by id"))
show("parameters", lambda: table("select $1::int8 + 1 as a, $2::text as b", (41, "x")))
show("table schema", lambda: [str(f) for f in connection.adbc_get_table_schema("order_lines", db_schema_filter="public")])
show("table types", lambda: sorted(connection.adbc_get_table_types()))


def objects():
    found = connection.adbc_get_objects(depth="columns", db_schema_filter="public", table_name_filter="order%").read_all().to_pylist()
    lines = []
    for catalog in found:
        for schema in catalog["catalog_db_schemas"] or []:
            for each in schema["db_schema_tables"] or []:
                keys = sorted(str((c["constraint_name"], c["constraint_type"], c["constraint_column_names"])) for c in each["table_constraints"] or [])
                lines.append((each["table_name"], each["table_type"], sorted((c["ordinal_position"], c["column_name"]) for c in each["table_columns"] or []), keys))
    return sorted(lines)


show("objects", objects)
written = pyarrow.table({"id": pyarrow.array([1, 2, None], pyarrow.int64()), "word": ["a", None, "c\n"], "price": [1.5, None, 0.1], "ok": [True, False, None]})
show("ingest", lambda: cursor.adbc_ingest("ingested", written, mode="create"))
show("ingest more", lambda: cursor.adbc_ingest("ingested", written, mode="append"))
show("ingested", lambda: table("select * from ingested order by id, word"))
connection.commit()
cursor.close()
connection.close()

show("polars", lambda: polars.read_database_uri("select id, placed, paid, note from orders order by id", url, engine="adbc").rows())
show("polars writes", lambda: polars.DataFrame({"a": [1, 2], "b": ["x", None]}).write_database("from_polars", url, engine="adbc", if_table_exists="replace"))
show("polars reads back", lambda: polars.read_database_uri("select * from from_polars order by a", url, engine="adbc").rows())
for protocol in ("binary", "csv", "cursor", "simple"):
    show(f"connectorx {protocol}", lambda: connectorx.read_sql(
        url, "select id, customer_id, placed, paid, note from orders order by id", protocol=protocol, return_type="arrow").to_pylist())
show("connectorx types", lambda: [str(f) for f in connectorx.read_sql(
    url, "select a_smallint, a_bigint, a_real, a_double, a_text, a_varchar, a_boolean, a_date, a_time, a_timestamp, a_timestamptz, a_uuid from every_type",
    return_type="arrow").schema])
show("connectorx parts", lambda: sorted(r["id"] for r in connectorx.read_sql(
    url, "select id from orders", partition_on="id", partition_num=2, return_type="arrow").to_pylist()))
