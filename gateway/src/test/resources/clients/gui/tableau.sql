-- Tableau: by the ODBC driver its probing of a server, by the JDBC driver its lists; then its queries.

-- connect
set DateStyle = 'ISO'; set extra_float_digits = 2; show transaction_isolation;
-- large objects
select oid, typbasetype from pg_type where typname = 'lo';
-- probes of temporary tables
create local temporary table "#Tableau_1_Connect" ("COL" integer) on commit preserve rows;
-- probes of temporary tables, insert
insert into "#Tableau_1_Connect" ("COL") values (1);
-- probes of temporary tables, read
select "#Tableau_1_Connect"."COL" from "#Tableau_1_Connect" limit 1;
-- probes of temporary tables, drop
drop table "#Tableau_1_Connect";
-- probes of SELECT INTO
select * into temporary "#Tableau_2_Connect" from (select 1 as "COL") as "CHECKTEMP" limit 1;
-- probes of SELECT INTO, drop
drop table "#Tableau_2_Connect";
-- probe of TOP
select top 1 1 as x;
-- encoding
set client_encoding to 'UTF8';
-- time zone
set timezone to 'UTC';
-- tables by ODBC
select relname, nspname, relkind, obj_description(c.oid, 'pg_class') from pg_catalog.pg_class c, pg_catalog.pg_namespace n
where relkind in ('r', 'v', 'm', 'f', 'p') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'pg_temp_1') and n.oid = relnamespace
order by nspname, relname;
-- columns by ODBC
select n.nspname, c.relname, a.attname, a.atttypid, t.typname, a.attnum, a.attlen, a.atttypmod, a.attnotnull, c.relhasrules, c.relkind, c.oid, pg_get_expr(d.adbin, d.adrelid),
case t.typtype when 'd' then t.typbasetype else 0 end, t.typtypmod, 0, attidentity, attgenerated
from (((pg_catalog.pg_class c inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace and c.oid = ${'orders'::regclass::oid})
inner join pg_catalog.pg_attribute a on (not a.attisdropped) and a.attnum > 0 and a.attrelid = c.oid)
inner join pg_catalog.pg_type t on t.oid = a.atttypid) left outer join pg_attrdef d on a.atthasdef and d.adrelid = a.attrelid and d.adnum = a.attnum
order by n.nspname, c.relname, attnum;
-- primary keys by ODBC
select ta.attname, ia.attnum, ic.relname, n.nspname, tc.relname from pg_catalog.pg_attribute ta, pg_catalog.pg_attribute ia, pg_catalog.pg_class tc, pg_catalog.pg_index i,
pg_catalog.pg_namespace n, pg_catalog.pg_class ic where tc.relname = 'order_lines' and n.nspname = 'public' and tc.oid = i.indrelid and n.oid = tc.relnamespace
and i.indisprimary = 't' and ia.attrelid = i.indexrelid and ta.attrelid = i.indrelid and ta.attnum = i.indkey[ia.attnum - 1] and (not ta.attisdropped) and (not ia.attisdropped)
and ic.oid = i.indexrelid
order by ia.attnum;
-- foreign keys by ODBC
select 'DATABASE'::name as "PKTABLE_CAT", n2.nspname as "PKTABLE_SCHEM", c2.relname as "PKTABLE_NAME", a2.attname as "PKCOLUMN_NAME", n1.nspname as "FKTABLE_SCHEM",
c1.relname as "FKTABLE_NAME", a1.attname as "FKCOLUMN_NAME", i::int2 as "KEY_SEQ",
case ref.confupdtype when 'c' then 0::int2 when 'n' then 2::int2 when 'd' then 4::int2 when 'r' then 1::int2 else 3::int2 end as "UPDATE_RULE",
ref.conname as "FK_NAME", cn.conname as "PK_NAME",
case when ref.condeferrable then case when ref.condeferred then 5::int2 else 6::int2 end else 7::int2 end as "DEFERRABLITY"
from ((((((((select cn.oid, conrelid, conkey, confrelid, confkey, generate_series(array_lower(conkey, 1), array_upper(conkey, 1)) as i, confupdtype, confdeltype, conname, condeferrable, condeferred
from pg_catalog.pg_constraint cn, pg_catalog.pg_class c, pg_catalog.pg_namespace n where contype = 'f' and conrelid = c.oid and relname = 'orders' and n.oid = c.relnamespace and n.nspname = 'public') ref
inner join pg_catalog.pg_class c1 on c1.oid = ref.conrelid) inner join pg_catalog.pg_namespace n1 on n1.oid = c1.relnamespace)
inner join pg_catalog.pg_attribute a1 on a1.attrelid = c1.oid and a1.attnum = conkey[i])
inner join pg_catalog.pg_class c2 on c2.oid = ref.confrelid) inner join pg_catalog.pg_namespace n2 on n2.oid = c2.relnamespace)
inner join pg_catalog.pg_attribute a2 on a2.attrelid = c2.oid and a2.attnum = confkey[i])
left outer join pg_catalog.pg_constraint cn on cn.conrelid = ref.confrelid and cn.contype = 'p')
order by ref.oid, ref.i;
-- columns by JDBC
select * from (select current_database() as current_database, n.nspname, c.relname, a.attname, a.atttypid, a.attnotnull or (t.typtype = 'd' and t.typnotnull) as attnotnull, a.atttypmod, a.attlen, t.typtypmod,
row_number() over (partition by a.attrelid order by a.attnum) as attnum, nullif(a.attidentity, '') as attidentity, nullif(a.attgenerated, '') as attgenerated,
pg_catalog.pg_get_expr(def.adbin, def.adrelid) as adsrc, dsc.description, t.typbasetype, t.typtype
from pg_catalog.pg_namespace n join pg_catalog.pg_class c on (c.relnamespace = n.oid) join pg_catalog.pg_attribute a on (a.attrelid = c.oid)
join pg_catalog.pg_type t on (a.atttypid = t.oid) left join pg_catalog.pg_attrdef def on (a.attrelid = def.adrelid and a.attnum = def.adnum)
left join pg_catalog.pg_description dsc on (c.oid = dsc.objoid and a.attnum = dsc.objsubid)
left join pg_catalog.pg_class dc on (dc.oid = dsc.classoid and dc.relname = 'pg_class')
left join pg_catalog.pg_namespace dn on (dc.relnamespace = dn.oid and dn.nspname = 'pg_catalog')
where c.relkind in ('r', 'p', 'v', 'f', 'm') and a.attnum > 0 and not a.attisdropped and n.nspname like 'public' and c.relname like 'c%') c where true
order by nspname, c.relname, attnum;
-- columns of a query
select * from (select * from "public"."orders") "TableauSQL" limit 0;
-- is it empty
select 1 as "one" from "public"."orders" "orders" having (count(1) > 0);
-- domain of a column
select "customers"."name" as "name" from "public"."customers" "customers" group by 1
order by 1 asc;
-- measure by month
select (date_trunc('MONTH', cast("orders"."placed" as date)) + interval '0 day') as "tmn:placed:ok", sum("orders"."amount") as "sum:amount:ok" from "public"."orders" "orders" group by 1
order by 1;
-- date parts
select cast(extract(year from "orders"."placed") as integer) as "yr:placed:ok", cast(extract(quarter from "orders"."placed") as integer) as "qr:placed:ok",
cast(trunc(extract(week from "orders"."placed")) as integer) as w, to_char("orders"."placed", 'Day') as d from "public"."orders" "orders"
order by "orders"."id";
-- join and count distinct
select "customers"."name" as "name", count(distinct "orders"."id") as "ctd:id:ok", (max("orders"."amount") - min("orders"."amount")) as r, (case when (sum("orders"."amount") = 0) then null else cast(1 as double precision) / sum("orders"."amount")::double precision end) as q
from "public"."customers" "customers" inner join "public"."orders" "orders" on ("customers"."id" = "orders"."customer_id") group by 1
order by 1;
-- strings
select (case when 2 >= 0 then substring("name", 1, cast(2 as integer)) else null end) as l, (position('n' in "name") > 0) as c, upper("email") as u, ascii("name") as a,
("name" like '%nn') as e, replace("name", 'n', 'm') as r, trim(both from "name") as t from "public"."customers"
order by "id";
-- top n
select "t0"."customer_id", sum("t0"."amount") as s from "public"."orders" "t0" inner join (select "customer_id", sum("amount") as "x_measure__0" from "public"."orders" group by 1
order by 2 desc nulls last, 1 asc limit 1) "t1" on (not ("t0"."customer_id" is distinct from "t1"."customer_id")) group by 1;
-- extract
begin;
-- extract, cursor
declare "SQL_CUR0x1" cursor with hold for select "orders"."id" as "id", "orders"."amount" as "amount", "orders"."placed" as "placed", "orders"."code" as "code" from "public"."orders" "orders";
-- extract, first rows
fetch 2 in "SQL_CUR0x1";
-- extract, other rows
fetch 100 in "SQL_CUR0x1";
-- extract, end
close "SQL_CUR0x1";
-- extract, commit
commit;
