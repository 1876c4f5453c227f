"""pandas over SQLAlchemy: frames read and written in every way."""

import os

import numpy as np
import pandas as pd
import sqlalchemy as sa
from show import show

engine = sa.create_engine(sa.URL.create(
    "postgresql+psycopg2", os.environ["PGUSER"], os.environ["PGPASSWORD"], os.environ["PGHOST"], int(os.environ["PGPORT"]),
    os.environ["PGDATABASE"]))


def described(frame):
    return [f"{name} {dtype}" for name, dtype in frame.dtypes.items()] + frame.astype(object).where(frame.notna(), None).values.tolist()


show("read sql", lambda: described(pd.read_sql("select id, email, rating, feeling, born from customers order by id", engine)))
show("read sql with parameters", lambda: described(pd.read_sql(
    sa.text("select id, amount from orders where amount > :least order by id"), engine, params={"least": 1})))
show("parsed dates, index", lambda: described(pd.read_sql(
    "select id, placed, amount from orders order by id", engine, index_col="id", parse_dates=["placed"])))
show("in chunks", lambda: [len(c) for c in pd.read_sql("select g from generate_series(1, 25) g", engine, chunksize=10)])
show("read table", lambda: described(pd.read_sql_table("orders", engine, columns=["id", "customer_id", "paid", "note"]).sort_values("id")))
show("read view", lambda: described(pd.read_sql_table("customer_totals", engine).sort_values("id")))
show("missing table", lambda: pd.read_sql_table("missing", engine))

frame = pd.DataFrame({
    "whole": [1, 2, 3], "real": [0.5, np.nan, -1e10], "words": ["a", None, "Zoë"], "truth": [True, False, True],
    "moment": pd.to_datetime(["2024-01-01 10:00:00.123456", None, "1999-12-31"], format="ISO8601"),
    "zoned": pd.to_datetime(["2024-01-01 10:00:00+02:00", "2024-06-01 00:00:00+02:00", None], utc=True),
    "day": [pd.Timestamp("2024-02-29").date(), None, pd.Timestamp("1970-01-01").date()],
    "span": pd.to_timedelta(["1 days", "2 hours", None]),
})
frame = frame.drop(columns="span")
for method in (None, "multi"):
    for exists in ("fail", "append", "replace"):
        show(f"written {method} {exists}", lambda: frame.to_sql("frames", engine, index=False, if_exists=exists, method=method))
        show(f"rows {method} {exists}", lambda: described(pd.read_sql("select * from frames order by whole, words", engine)))
show("fail when there", lambda: frame.to_sql("frames", engine, index=False))
show("types", lambda: [(c["name"], str(c["type"])) for c in sa.inspect(engine).get_columns("frames")])
show("with index", lambda: frame.to_sql("indexed", engine, index=True, index_label="n", dtype={"words": sa.String(10), "real": sa.Numeric(20, 3)},
                                        chunksize=2))
show("its rows", lambda: described(pd.read_sql("select n, real, words from indexed order by n", engine)))
show("its types", lambda: [(c["name"], str(c["type"])) for c in sa.inspect(engine).get_columns("indexed")])
show("its indexes", lambda: [i["name"] for i in sa.inspect(engine).get_indexes("indexed")])
show("into a schema", lambda: frame[["whole", "words"]].to_sql("framed", engine, schema="archive", index=False))
show("from a schema", lambda: described(pd.read_sql_table("framed", engine, schema="archive")))
show("many rows", lambda: pd.DataFrame({"n": range(20000), "t": [f"row {i}" for i in range(20000)]}).to_sql(
    "many", engine, index=False, method="multi", chunksize=5000))
show("counted", lambda: pd.read_sql("select count(*) c, sum(n) s, max(t) m from many", engine).values.tolist())
