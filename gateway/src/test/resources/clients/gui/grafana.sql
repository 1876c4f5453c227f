-- Grafana's data source.

-- version
select current_setting('server_version_num')::int / 100;
-- timescale
select extversion from pg_extension where extname = 'timescaledb';
-- schemas of the path
select quote_ident(schema_name) from information_schema.schemata where schema_name in ('public', 'archive')
order by 1;
-- tables
select case when quote_ident(table_schema) in (select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end
    from generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1), array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i,
    string_to_array(current_setting('search_path'), ',') s)
  then quote_ident(table_name) else quote_ident(table_schema) || '.' || quote_ident(table_name) end as "table"
from information_schema.tables where quote_ident(table_schema) not in ('information_schema', 'pg_catalog', '_timescaledb_cache', '_timescaledb_catalog')
order by 1;
-- columns
select quote_ident(column_name) as "column", data_type as "type" from information_schema.columns
where case array_length(parse_ident('public.orders'), 1) when 2 then quote_ident(table_schema) = (parse_ident('public.orders'))[1] and quote_ident(table_name) = (parse_ident('public.orders'))[2]
else quote_ident(table_name) = 'public.orders' and quote_ident(table_schema) in (select 'public') end
order by ordinal_position;
-- numbers of a bare table
select quote_ident(column_name) as "column", data_type as "type" from information_schema.columns where quote_ident(table_name) = 'orders' and quote_ident(table_schema) in
(select case when trim(s[i]) = '"$user"' then user else trim(s[i]) end from generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
array_upper(string_to_array(current_setting('search_path'), ','), 1)) as i, string_to_array(current_setting('search_path'), ',') s)
and data_type in ('bigint', 'integer', 'double precision', 'numeric', 'real')
order by column_name;
-- find a time column
select quote_ident(table_name) as table_name,
(select quote_ident(column_name) as column_name from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name
 and udt_name in ('timestamptz', 'timestamp') order by ordinal_position limit 1) as time_column,
(select quote_ident(column_name) as column_name from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name
 and udt_name = 'float8' order by ordinal_position limit 1) as value_column
from information_schema.tables t where t.table_schema in ('public')
and exists (select 1 from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name and udt_name in ('timestamptz', 'timestamp'))
order by 1;
-- a series
select floor(extract(epoch from "placed") / 3600) * 3600 as "time", customer_id::text as metric, avg(amount)::numeric(12,2) as "amount"
from public.orders where "placed" between '2024-01-01T00:00:00Z' and '2024-12-31T23:59:59.999Z' group by 1, 2
order by 1, 2;
-- a series by seconds
select extract(epoch from created_at) as "time", rating as value from customers where extract(epoch from created_at) >= 1704067200 and extract(epoch from created_at) <= 1735689599
order by 1;
-- a variable
select distinct name as __text, id as __value from customers
order by 1;
-- annotations
select extract(epoch from placed)::bigint * 1000 as time, note as text, code as tags from orders where note is not null
order by 1;
