"""dbt-postgres: seeds, table, view and incremental models, a snapshot, tests, docs generate, run twice."""

import contextlib
import io
import json
import os
import pathlib

import psycopg2
from dbt.cli.main import dbtRunner

work = pathlib.Path(os.environ["WORK"])
FILES = {
    "dbt_project.yml": """
name: shop
version: '1.0'
profile: here
flags: {send_anonymous_usage_stats: false}
models: {shop: {+materialized: table}}
seeds: {shop: {+column_types: {code: varchar(3)}}}
""",
    "profiles.yml": """
here:
  target: dev
  outputs:
    dev:
      type: postgres
      host: "{{ env_var('PGHOST') }}"
      port: "{{ env_var('PGPORT') | as_number }}"
      user: "{{ env_var('PGUSER') }}"
      password: "{{ env_var('PGPASSWORD') }}"
      dbname: "{{ env_var('PGDATABASE') }}"
      schema: marts
      sslmode: require
      threads: 2
""",
    "seeds/countries.csv": "code,name,population\ncz,Czechia,10500000\nfr,France,68000000\nis,Iceland,380000\n",
    "models/sources.yml": """
version: 2
sources:
  - name: shop
    schema: public
    tables: [{name: customers}, {name: orders}]
models:
  - name: spent
    description: what each customer spent
    config: {persist_docs: {relation: true, columns: true}}
    columns:
      - {name: customer_id, description: who, tests: [unique, not_null]}
      - name: name
        tests: [{accepted_values: {values: ['Ann', 'Bob']}}]
  - name: big_spenders
    columns:
      - name: customer_id
        tests: [{relationships: {to: ref('spent'), field: customer_id}}]
""",
    "models/spent.sql": """
select c.id as customer_id, c.name, sum(o.amount) as total, max(o.placed)::date as last_order
from {{ source('shop', 'customers') }} c join {{ source('shop', 'orders') }} o on o.customer_id = c.id
group by c.id, c.name
""",
    "models/big_spenders.sql": "{{ config(materialized='view') }}\nselect * from {{ ref('spent') }} where total > 50\n",
    "models/history.sql": """
{{ config(materialized='incremental', unique_key='id') }}
select id, amount, now() as loaded from {{ source('shop', 'orders') }}
{% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
""",
    "models/merged.sql": """
{{ config(materialized='incremental', unique_key='id', incremental_strategy='merge') }}
select id, amount, note from {{ source('shop', 'orders') }}
""",
    "models/unsaved.sql": "{{ config(materialized='ephemeral') }}\nselect code, name from {{ ref('countries') }}\n",
    "models/indexed.sql": """
{{ config(indexes=[{'columns': ['code'], 'unique': true}, {'columns': ['name']}]) }}
select code, name, {{ dbt.length('name') }} as length, {{ dbt.concat(['code', "'-'", 'name']) }} as both from {{ ref('unsaved') }}
""",
    "snapshots/prices.sql": """
{% snapshot prices %}{{ config(target_schema='marts', unique_key='id', strategy='check', check_cols=['amount']) }}
select id, amount from {{ source('shop', 'orders') }}{% endsnapshot %}
""",
    "tests/no_negative.sql": "select * from {{ ref('spent') }} where total < 0\n",
}
def dbt(*arguments):
    """Runs dbt in this process and prints each node's outcome."""
    with contextlib.redirect_stdout(io.StringIO()) as log:
        done = dbtRunner().invoke([
            *arguments, "--project-dir", str(work), "--profiles-dir", str(work), "--no-use-colors", "--no-send-anonymous-usage-stats",
            "--no-version-check"])
    label = " ".join(arguments)
    print(f"dbt {label}: {'success' if done.success else 'failure'}")
    if done.exception and os.environ.get("SHOW_ERRORS"):
        print("    ", str(done.exception)[:600])
    if arguments[0] == "docs":
        return
    for result in sorted(getattr(done.result, "results", []), key=lambda r: r.node.unique_id):
        print(f"dbt {label} {result.node.unique_id}: {result.status} {result.failures}")
        if os.environ.get("SHOW_ERRORS") and str(result.status) == "error":
            print("    ", (result.message or "").replace("\n", " ")[:400])


def show(cursor, label, statement):
    try:
        cursor.execute(statement)
        for row in cursor.fetchall():
            print(f"{label}: {row}")
    except psycopg2.Error as error:
        print(f"{label}: error {error.pgcode}")


def main():
    for name, text in FILES.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text)
    connection = psycopg2.connect("")
    connection.autocommit = True
    cursor = connection.cursor()
    dbt("seed")
    dbt("run")
    show(cursor, "seed", "select code, name, population from marts.countries order by code")
    show(cursor, "table", "select customer_id, name, total, last_order from marts.spent order by 1")
    show(cursor, "view", "select customer_id, name, total from marts.big_spenders order by 1")
    show(cursor, "indexed", "select * from marts.indexed order by 1")
    show(cursor, "comment", "select obj_description('marts.spent'::regclass, 'pg_class'), col_description('marts.spent'::regclass, 1)")
    dbt("test")
    dbt("snapshot")
    cursor.execute("insert into orders (customer_id, amount) values (3, 7.5)")
    cursor.execute("update orders set amount = 11 where id = 1")
    dbt("run")
    dbt("snapshot")
    show(cursor, "incremental", "select id, amount from marts.history order by 1")
    show(cursor, "merged", "select id, amount from marts.merged order by 1")
    show(cursor, "snapshot", "select id, amount, dbt_valid_to is null from marts.prices order by 1, 2")
    dbt("docs", "generate")
    catalog = work / "target" / "catalog.json"
    if catalog.exists():
        found = json.loads(catalog.read_text())
        for kind in ("nodes", "sources"):
            for name, node in sorted(found[kind].items()):
                print(f"catalog {name}: {node['metadata']['type']} {node['metadata']['comment']}")
                for column, described in node["columns"].items():
                    print(f"catalog {name}.{column}: {described['type']} {described['comment']} {described['index']}")


# dbt starts processes that import this file again.
if __name__ == "__main__":
    main()
