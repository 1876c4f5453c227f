"""pgcli's executor: what completion and its backslash commands ask, and how results are shown."""

import logging
import os

from pgcli.pgexecute import PGExecute
from pgspecial.main import PGSpecial
from show import show

logging.disable(logging.CRITICAL)
executor = PGExecute(os.environ["PGDATABASE"], os.environ["PGUSER"], os.environ["PGPASSWORD"], os.environ["PGHOST"], os.environ["PGPORT"], None)
special = PGSpecial()
show("search path", lambda: executor.search_path())
show("schemata", lambda: sorted(s for s in executor.schemata() if s != "in_c_sales"))
show("tables", lambda: sorted(executor.tables()))
show("views", lambda: sorted(executor.views()))
show("table columns", lambda: sorted(str(c) for c in executor.table_columns() if c[0] in ("public", "archive")))
show("view columns", lambda: sorted(str(c) for c in executor.view_columns() if c[0] in ("public", "archive")))
show("foreign keys", lambda: sorted(map(str, executor.foreignkeys())))
show("datatypes", lambda: sorted(executor.datatypes()))
show("casing", lambda: sorted(executor.casing())[:5])
show("databases", lambda: os.environ["PGDATABASE"] in executor.databases())
show("functions", lambda: sorted(str(f) for f in executor.functions() if f.schema_name == "public"))
show("view definition", lambda: executor.view_definition("customer_totals").split()[:3])
for command in (r"\d", r"\dt", r"\dv", r"\ds", r"\dn", r"\dT", r"\d customers", r"\d orders", r"\d+ order_lines", r"\d customer_totals", r"\di",
                r"\df", r"\dx", r"\dp", r"\sf nothing", r"\dt archive.*", r"\d missing", r"\ddp", r"\db", r"\dD"):
    def rows():
        found = []
        for title, cursor, headers, status, *_ in executor.run(command, special):
            found.append((title, headers, status and status.strip()))
            if cursor is not None:
                found.extend(tuple(row) for row in cursor)
        return found
    show(command, rows)
show("query", lambda: [(headers, status, [tuple(row) for row in cursor]) for _, cursor, headers, status, *_ in executor.run(
    "select id, name from customers order by id; update orders set note = 'x' where id = 1 returning id", special)])
show("error", lambda: list(executor.run("select * from missing", special)))
