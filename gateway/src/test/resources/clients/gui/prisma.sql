-- Prisma: what its schema engine reads for `db pull` and `migrate`, all of it with numbered parameters.

-- version
-- varies: version
select version();
-- server
-- parameters: text public
select exists(select 1 from pg_namespace where nspname = $1), version() like '%PostgreSQL 15%', current_setting('server_version_num')::integer / 10000 as numeric_version;
-- schemas
-- parameters: text archive
select namespace.nspname as namespace_name from pg_namespace as namespace where namespace.nspname = any (array[$1, 'public'])
order by namespace_name;
-- migrations table
-- parameters: text public
select exists (select 1 from pg_tables where schemaname = $1 and tablename = '_prisma_migrations');
-- lock
select pg_advisory_lock(72707369);
-- make migrations table
create table "_prisma_migrations" ("id" varchar(36) primary key not null, "checksum" varchar(64) not null, "finished_at" timestamptz, "migration_name" varchar(255) not null, "logs" text,
"rolled_back_at" timestamptz, "started_at" timestamptz not null default now(), "applied_steps_count" integer not null default 0);
-- start of a migration
-- parameters: text 0001, text abc, text init, unknown 2024-01-01
insert into "public"."_prisma_migrations" ("id", "checksum", "migration_name", "started_at") values ($1, $2, $3, $4::timestamptz);
-- step of a migration
-- parameters: text 0001
update "_prisma_migrations" set "applied_steps_count" = "applied_steps_count" + 1 where "id" = $1;
-- end of a migration
-- parameters: text 0001
update "_prisma_migrations" set "finished_at" = now() where "id" = $1;
-- migrations
select "id", "checksum", "finished_at" is not null as done, "migration_name", "logs", "rolled_back_at", "applied_steps_count" from "_prisma_migrations" order by "started_at" asc;
-- end of migrations
drop table "_prisma_migrations";
-- tables
-- parameters: text public
select tbl.relname as table_name, namespace.nspname as namespace, (tbl.relhassubclass and tbl.relkind = 'p') as is_partition, (tbl.relhassubclass and tbl.relkind = 'r') as has_subclass,
tbl.relrowsecurity as has_row_level_security, reloptions, obj_description(tbl.oid, 'pg_class') as description
from pg_class as tbl inner join pg_namespace as namespace on namespace.oid = tbl.relnamespace
where ((tbl.relkind = 'r' and tbl.relispartition = 'f') or tbl.relkind = 'p') and namespace.nspname = any (array[$1])
order by namespace, table_name;
-- views
-- parameters: text public
select views.viewname as view_name, views.definition is not null as has_text, views.schemaname as namespace, obj_description(class.oid, 'pg_class') as description
from pg_catalog.pg_views views inner join pg_catalog.pg_namespace ns on views.schemaname = ns.nspname inner join pg_catalog.pg_class class on class.relnamespace = ns.oid and class.relname = views.viewname
where schemaname = any (array[$1]);
-- columns
-- parameters: text public
select oid.namespace, info.table_name, info.column_name, format_type(att.atttypid, att.atttypmod) as formatted_type, info.numeric_precision, info.numeric_scale, info.numeric_precision_radix,
info.datetime_precision, info.data_type, info.udt_schema as type_schema_name, info.udt_name as full_data_type, pg_get_expr(attdef.adbin, attdef.adrelid) as column_default,
info.is_nullable, info.is_identity, info.character_maximum_length, col_description(att.attrelid, ordinal_position) as description
from information_schema.columns info
join pg_attribute att on att.attname = info.column_name
join (select pg_class.oid, relname, pg_namespace.nspname as namespace from pg_class join pg_namespace on pg_namespace.oid = pg_class.relnamespace and pg_namespace.nspname = any (array[$1])
where reltype > 0) as oid on oid.oid = att.attrelid and relname = info.table_name and namespace = info.table_schema
left outer join pg_attrdef attdef on attdef.adrelid = att.attrelid and attdef.adnum = att.attnum and table_schema = namespace
where table_schema = any (array[$1])
order by namespace, table_name, ordinal_position;
-- indexes
-- parameters: text public
with rawindex as (select indrelid, indexrelid, indisunique, indisprimary, unnest(indkey) as indkeyid, generate_subscripts(indkey, 1) as indkeyidx, unnest(indclass) as indclass,
unnest(indoption) as indoption from pg_index where indpred is null and not indisexclusion)
select schemainfo.nspname as namespace, indexinfo.relname as index_name, tableinfo.relname as table_name, columninfo.attname as column_name, rawindex.indisunique as is_unique,
rawindex.indisprimary as is_primary_key, rawindex.indkeyidx as column_index, opclass.opcname as opclass, opclass.opcdefault as opcdefault, indexaccess.amname as index_algo,
case rawindex.indoption & 1 when 1 then 'DESC' else 'ASC' end as column_order, case rawindex.indoption & 2 when 2 then true else false end as nulls_first,
pc.condeferrable as condeferrable, pc.condeferred as condeferred
from rawindex inner join pg_class as tableinfo on tableinfo.oid = rawindex.indrelid inner join pg_class as indexinfo on indexinfo.oid = rawindex.indexrelid
inner join pg_namespace as schemainfo on schemainfo.oid = tableinfo.relnamespace
left join pg_attribute as columninfo on columninfo.attrelid = tableinfo.oid and columninfo.attnum = rawindex.indkeyid
inner join pg_am as indexaccess on indexaccess.oid = indexinfo.relam left join pg_opclass as opclass on opclass.oid = rawindex.indclass
left join pg_constraint pc on rawindex.indexrelid = pc.conindid and pc.contype <> 'f'
where schemainfo.nspname = any (array[$1])
order by namespace, table_name, index_name, column_index;
-- foreign keys
-- parameters: text public
select con.oid as con_id, att2.attname as child_column, cl.relname as parent_table, att.attname as parent_column, con.confdeltype, con.confupdtype, rel_ns.nspname as referenced_schema_name,
conname as constraint_name, child, parent, table_name, namespace, condeferrable, condeferred
from (select ns.nspname as namespace, unnest(con1.conkey) as parent, unnest(con1.confkey) as child, cl.relname as table_name, con1.oid, con1.confrelid, con1.conrelid, con1.conname,
con1.confdeltype, con1.confupdtype, con1.condeferrable, con1.condeferred, generate_subscripts(con1.conkey, 1) as colidx
from pg_class cl join pg_constraint con1 on con1.conrelid = cl.oid join pg_namespace ns on cl.relnamespace = ns.oid where ns.nspname = any (array[$1]) and con1.contype = 'f') con
join pg_attribute att on att.attrelid = con.confrelid and att.attnum = con.child join pg_class cl on cl.oid = con.confrelid
join pg_attribute att2 on att2.attrelid = con.conrelid and att2.attnum = con.parent join pg_class rel_cl on con.confrelid = rel_cl.oid join pg_namespace rel_ns on rel_cl.relnamespace = rel_ns.oid
order by namespace, table_name, constraint_name, colidx;
-- checks
-- parameters: text public
select schemainfo.nspname as namespace, tableinfo.relname as table_name, constr.conname as constraint_name, constr.contype as constraint_type, pg_get_constraintdef(constr.oid) as constraint_definition,
constr.condeferrable as is_deferrable, constr.condeferred as is_deferred
from pg_constraint constr join pg_class as tableinfo on tableinfo.oid = constr.conrelid join pg_namespace as schemainfo on schemainfo.oid = tableinfo.relnamespace
where schemainfo.nspname = any (array[$1]) and contype not in ('p', 'u', 'f')
order by namespace, table_name, constraint_type, constraint_name;
-- sequences
-- parameters: text public
select sequencename as sequence_name, schemaname as namespace, start_value, min_value, max_value, increment_by, cycle, cache_size from pg_sequences where schemaname = any (array[$1])
order by sequence_name;
-- enums
-- parameters: text public
select t.typname as name, e.enumlabel as value, n.nspname as namespace, obj_description(t.oid, 'pg_type') as description from pg_type t join pg_enum e on t.oid = e.enumtypid
join pg_catalog.pg_namespace n on n.oid = t.typnamespace where n.nspname = any (array[$1])
order by e.enumsortorder;
-- procedures
-- parameters: text public
select p.proname as name, n.nspname as namespace, case when l.lanname = 'internal' then p.prosrc else pg_get_functiondef(p.oid) end as definition
from pg_proc p left join pg_namespace n on p.pronamespace = n.oid left join pg_language l on p.prolang = l.oid where n.nspname = any (array[$1]) and prokind = 'p'
order by name;
-- extensions
select ext.extname as extension_name, ext.extversion as extension_version, ext.extrelocatable as extension_relocatable, pn.nspname as extension_schema
from pg_extension ext inner join pg_namespace pn on ext.extnamespace = pn.oid where ext.extname <> 'plpgsql'
order by ext.extname asc;
-- exclusion constraints
-- parameters: text public
select schemainfo.nspname as namespace, tableinfo.relname as table_name, indexinfo.relname as constraint_name, pg_get_constraintdef(constr.oid) as definition
from pg_constraint constr join pg_class as tableinfo on tableinfo.oid = constr.conrelid join pg_namespace as schemainfo on schemainfo.oid = tableinfo.relnamespace
join pg_class indexinfo on indexinfo.oid = constr.conindid where schemainfo.nspname = any (array[$1]) and contype = 'x';
-- clean
-- parameters: text nothing
select table_name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE'
order by table_name;
-- query with relations
-- parameters: int4 1, int4 0
select "public"."orders"."id", "public"."orders"."customer_id", "public"."orders"."amount"::text from "public"."orders" where ("public"."orders"."customer_id" = $1 and 1=1)
order by "public"."orders"."id" asc offset $2;
-- query of a list as json
select coalesce(jsonb_agg("__prisma_data__"), '[]') as "__prisma_data__" from (select "t2"."__prisma_data__" from
(select jsonb_build_object('id', "t1"."id", 'email', "t1"."email") as "__prisma_data__", "t1"."id" from (select "t0".* from "public"."customers" as "t0") as "t1") as "t2"
order by "t2"."id") as "t3";
-- query of enums
-- parameters: text happy
select "public"."customers"."id", "public"."customers"."feeling"::text from "public"."customers" where "public"."customers"."feeling" = cast($1::text as "public"."mood");
