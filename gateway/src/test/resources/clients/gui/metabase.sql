-- Metabase, by the JDBC driver.

-- connect
set session characteristics as transaction isolation level read committed;
-- privileges
with table_privileges as (
    select null as role, t.schemaname as schema, t.objectname as table,
        pg_catalog.has_any_column_privilege(current_user, '"' || t.schemaname || '"' || '.' || '"' || t.objectname || '"', 'update') as update,
        pg_catalog.has_any_column_privilege(current_user, '"' || t.schemaname || '"' || '.' || '"' || t.objectname || '"', 'select') as select,
        pg_catalog.has_any_column_privilege(current_user, '"' || t.schemaname || '"' || '.' || '"' || t.objectname || '"', 'insert') as insert,
        pg_catalog.has_table_privilege(current_user, '"' || t.schemaname || '"' || '.' || '"' || t.objectname || '"', 'delete') as delete
    from (
        select schemaname, tablename as objectname from pg_catalog.pg_tables
        union
        select schemaname, viewname as objectname from pg_catalog.pg_views
        union
        select schemaname, matviewname as objectname from pg_catalog.pg_matviews) t
    where t.schemaname !~ '^pg_' and t.schemaname <> 'information_schema' and pg_catalog.has_schema_privilege(current_user, t.schemaname, 'usage'))
select t.* from table_privileges t
order by 2, 3;
-- schemas
select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
order by 1;
-- tables
select n.nspname as "schema", c.relname as "name", case c.relkind when 'r' then 'TABLE' when 'p' then 'PARTITIONED TABLE' when 'v' then 'VIEW'
when 'f' then 'FOREIGN TABLE' when 'm' then 'MATERIALIZED VIEW' else null end as "type", d.description as "description",
nullif(stat.n_live_tup, -1) >= 0 as "estimated_row_count"
from pg_catalog.pg_class as c inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join pg_catalog.pg_description as d on c.oid = d.objoid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
left join pg_stat_user_tables as stat on n.nspname = stat.schemaname and c.relname = stat.relname
where c.relnamespace = n.oid and n.nspname !~ '^information_schema|catalog_history|pg_' and c.relkind in ('r', 'p', 'v', 'f', 'm') and n.nspname in ('public')
order by "type", "schema", "name";
-- fields
select c.column_name as "name", case when c.udt_schema in ('public', 'pg_catalog') then format('%s', c.udt_name) else format('"%s"."%s"', c.udt_schema, c.udt_name) end as "database-type",
c.ordinal_position - 1 as "database-position", c.table_schema as "table-schema", c.table_name as "table-name", pk.column_name is not null as "pk?",
col_description(cast(cast(format('%I.%I', cast(c.table_schema as text), cast(c.table_name as text)) as regclass) as oid), c.ordinal_position) as "field-comment",
((column_default is null or lower(column_default) = 'null') and is_nullable = 'NO' and not ((column_default is not null and column_default like '%nextval(%') or is_identity <> 'NO')) as "database-required",
column_default is not null and column_default like '%nextval(%' or is_identity <> 'NO' as "database-is-auto-increment"
from information_schema.columns as c
left join (select tc.table_schema, tc.table_name, kc.column_name from information_schema.table_constraints as tc
    inner join information_schema.key_column_usage as kc on tc.constraint_name = kc.constraint_name and tc.table_schema = kc.table_schema and tc.table_name = kc.table_name
    where tc.constraint_type = 'PRIMARY KEY') as pk
on c.table_schema = pk.table_schema and c.table_name = pk.table_name and c.column_name = pk.column_name
where c.table_schema !~ '^information_schema|catalog_history|pg_' and c.table_schema in ('public') and c.table_name in ('customers', 'orders', 'order_lines')
order by "table-schema", "table-name", "database-position";
-- fields of materialized views
select pa.attname as name, pt.typname from pg_catalog.pg_class pc inner join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
inner join pg_catalog.pg_attribute pa on pa.attrelid = pc.oid inner join pg_catalog.pg_type pt on pt.oid = pa.atttypid
where pc.relkind = 'm' and pa.attnum >= 1;
-- enums
select nspname, typname, enumlabel from pg_enum e join pg_type t on t.oid = e.enumtypid join pg_namespace n on n.oid = t.typnamespace
order by nspname, typname, enumsortorder;
-- foreign keys
select fk_ns.nspname as "fk-table-schema", fk_table.relname as "fk-table-name", fk_column.attname as "fk-column-name",
pk_ns.nspname as "pk-table-schema", pk_table.relname as "pk-table-name", pk_column.attname as "pk-column-name"
from pg_constraint as c inner join pg_class as fk_table on c.conrelid = fk_table.oid
inner join pg_namespace as fk_ns on c.connamespace = fk_ns.oid
inner join pg_attribute as fk_column on c.conrelid = fk_column.attrelid
inner join pg_class as pk_table on c.confrelid = pk_table.oid
inner join pg_namespace as pk_ns on pk_table.relnamespace = pk_ns.oid
inner join pg_attribute as pk_column on c.confrelid = pk_column.attrelid
where fk_ns.nspname !~ '^information_schema|catalog_history|pg_' and c.contype = 'f'::char and fk_column.attnum = any(c.conkey) and pk_column.attnum = any(c.confkey) and fk_ns.nspname in ('public')
order by "fk-table-schema", "fk-table-name";
-- indexes
select tmp.table_schema as "table-schema", tmp.table_name as "table-name", trim(both '"' from pg_catalog.pg_get_indexdef(tmp.ci_oid, tmp.pos, false)) as "field-name"
from (select n.nspname as "table_schema", ct.relname as "table_name", ci.oid as "ci_oid", (information_schema._pg_expandarray(i.indkey)).n as "pos"
    from pg_catalog.pg_class as ct inner join pg_catalog.pg_namespace as n on ct.relnamespace = n.oid
    inner join pg_catalog.pg_index as i on ct.oid = i.indrelid inner join pg_catalog.pg_class as ci on ci.oid = i.indexrelid
    where pg_catalog.pg_get_expr(i.indpred, i.indrelid) is null and n.nspname !~ '^information_schema|catalog_history|pg_') as tmp where tmp.pos = 1
order by 1, 2, 3;
-- time zone
show timezone;
-- what was deleted
select count(*) from (select 1 from public.orders where paid = false limit 1) x;
-- fingerprints
select substring("public"."customers"."name" from 1 for 1234) as "substring", "public"."customers"."id" as "id" from "public"."customers"
order by id limit 10000;
-- field values
select "public"."orders"."paid" as "paid" from "public"."orders" group by "public"."orders"."paid"
order by "public"."orders"."paid" asc limit 1001;
-- a question
-- parameters: unknown 2024-01-01 00:00:00Z, unknown 2024-12-31 00:00:00Z
select date_trunc('month', "public"."orders"."placed") as "placed", count(*) as "count", sum("public"."orders"."amount") as "sum", avg("public"."orders"."amount") as "avg"
from "public"."orders" where ("public"."orders"."placed" >= $1::timestamp and "public"."orders"."placed" < $2::timestamp)
group by date_trunc('month', "public"."orders"."placed")
order by date_trunc('month', "public"."orders"."placed") asc;
-- a question with a join
select "Customers"."name" as "Customers__name", sum(case when "source"."paid" = true then "source"."amount" else 0.0 end) as "sum-where"
from (select * from "public"."orders") as "source" left join "public"."customers" as "Customers" on "source"."customer_id" = "Customers"."id"
group by "Customers"."name"
order by "sum-where" desc;
-- by week and quarter
select (cast(date_trunc('week', (cast("placed" as timestamp) + interval '1 day')) as timestamp) + interval '-1 day') as w, date_trunc('quarter', placed) as q,
extract(dow from placed) + 1 as d, mod(cast((extract(isodow from placed)) as integer), 7) + 1 as i from public.orders
order by id;
-- bins
select floor(((amount - 0.0) / 10000.0)) * 10000.0 + 0.0 as bin, count(*) from public.orders group by 1
order by 1;
-- percentile
select percentile_cont(0.9) within group (order by price) as p90, stddev_pop(quantity)::numeric(10,4) as s from public.order_lines;
