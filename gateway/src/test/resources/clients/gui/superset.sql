-- Superset: SQLAlchemy's Inspector is driven elsewhere; these are its engine's own.

-- version
-- varies: version
select pg_catalog.version();
-- schema
select current_schema();
-- schemas
select nspname from pg_catalog.pg_namespace where nspname not like 'pg\_%' escape '\'
order by nspname;
-- tables
select pg_catalog.pg_class.relname from pg_catalog.pg_class join pg_catalog.pg_namespace on pg_catalog.pg_namespace.oid = pg_catalog.pg_class.relnamespace
where pg_catalog.pg_class.relkind = any (array['r', 'p']) and pg_catalog.pg_class.relpersistence != 't' and pg_catalog.pg_namespace.nspname = 'public'
order by 1;
-- databases
select datname from pg_database where not datistemplate and datname = current_database();
-- backend
select pg_backend_pid() > 0;
-- cancel
select pg_terminate_backend(pid) from pg_stat_activity where pid = -1;
-- path
set search_path = "public";
-- time grains
select date_trunc('second', placed) s, date_trunc('minute', placed) m, date_trunc('hour', placed) h, date_trunc('day', placed) d, date_trunc('year', placed) y,
'epoch'::timestamp + floor(extract('epoch' from placed) / 300) * interval '300 second' as five
from public.orders
order by id;
-- limits
select customer_id as customer_id, sum(amount) as "sum__amount", count(*) as count from public.orders where placed >= to_timestamp('2024-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US')
and placed < to_timestamp('2025-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') group by customer_id order by count desc
limit 10000;
-- virtual
select "Name" as "Name", max(total) as "MAX(total)" from (
select name as "Name", total from customer_totals
) as virtual_table group by "Name" order by "MAX(total)" desc
limit 1000;
-- comment
select pgd.description from pg_catalog.pg_statio_all_tables as st inner join pg_catalog.pg_description pgd on (pgd.objoid = st.relid)
inner join information_schema.columns c on (pgd.objsubid = c.ordinal_position and c.table_schema = st.schemaname and c.table_name = st.relname) where c.table_name = 'customers';
-- cost
-- varies: QUERY PLAN
explain select * from public.orders;
-- functions
select proname from pg_proc p where pronamespace = 'public'::regnamespace;
-- preview
select * from public.every_type
order by id limit 100;
