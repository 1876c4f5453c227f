-- Npgsql, by which Power BI and .NET connect: a batch at connect, then typed parameters.

-- connect
-- varies: version
select version();

select ns.nspname, t.oid, t.typname, t.typtype, t.typnotnull, t.elemtypoid
from (
    -- an array has the element type, a range its subtype, a domain its base
    select typ.oid, typ.typnamespace, typ.typname, typ.typtype, typ.typrelid, typ.typnotnull, typ.relkind, typ.elemoid, elemtyp.typtype as elemtyptype,
           elemtyp.typname as elemtypname, elemcls.relkind as elemrelkind, typ.elemtypoid,
           case when elemproc.proname = 'array_recv' then 'a' else elemtyp.typtype end as elemkind
    from (
        select typ.oid, typnamespace, typname, typrelid, typnotnull, relkind, typelem as elemoid,
               case when proc.proname = 'array_recv' then 'a' else typ.typtype end as typtype,
               case when proc.proname = 'array_recv' then typ.typelem
                    when typ.typtype = 'r' then rngsubtype
                    when typ.typtype = 'm' then (select rngtypid from pg_range where rngmultitypid = typ.oid)
                    when typ.typtype = 'd' then typ.typbasetype end as elemtypoid
        from pg_type as typ
        left join pg_class as cls on (cls.oid = typ.typrelid)
        left join pg_proc as proc on proc.oid = typ.typreceive
        left join pg_range on (pg_range.rngtypid = typ.oid)) as typ
    left join pg_type as elemtyp on elemtyp.oid = elemtypoid
    left join pg_class as elemcls on (elemcls.oid = elemtyp.typrelid)
    left join pg_proc as elemproc on elemproc.oid = elemtyp.typreceive) as t
join pg_namespace as ns on (ns.oid = typnamespace)
where typtype in ('b', 'r', 'm', 'e', 'd') or (typtype = 'c' and relkind = 'c')
   or (typtype = 'p' and typname in ('record', 'void', 'unknown'))
   or (typtype = 'a' and (elemtyptype in ('b', 'r', 'm', 'e', 'd') or (elemtyptype = 'p' and elemtypname in ('record', 'void'))
       or (elemtyptype = 'c' and elemrelkind = 'c')))
order by case when typtype in ('b', 'e', 'p') then 0 when typtype = 'c' then 1 when typtype = 'r' then 2 when typtype = 'm' then 3
         when typtype = 'd' and elemtyptype <> 'a' then 4 when typtype = 'a' then 5 when typtype = 'd' and elemtyptype = 'a' then 6 end, t.oid > 16384, typname;
-- composites
select typ.oid, att.attname, att.atttypid from pg_type as typ
join pg_namespace as ns on (ns.oid = typ.typnamespace)
join pg_class as cls on (cls.oid = typ.typrelid)
join pg_attribute as att on (att.attrelid = typ.typrelid)
where (typ.typtype = 'c' and cls.relkind = 'c') and attnum > 0 and not attisdropped
order by typ.oid, att.attnum;
-- enums
select pg_type.oid, enumlabel from pg_enum join pg_type on pg_type.oid = enumtypid
order by oid, enumsortorder;
-- timeout
set statement_timeout = 0;
-- reset
discard all;
-- reset without prepared statements
set session authorization default; reset all; close all; unlisten *; select pg_advisory_unlock_all() is not null; discard sequences; discard temp;
-- alive
select 1;

-- tables by information schema
select table_catalog, table_schema, table_name, table_type from information_schema.tables
where table_type in ('BASE TABLE', 'VIEW') and table_schema not in ('pg_catalog', 'information_schema')
order by table_schema, table_name;
-- columns by information schema
select column_name, ordinal_position, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale, datetime_precision
from information_schema.columns where table_schema = 'public' and table_name = 'customers'
order by table_schema, table_name, ordinal_position;
-- all columns by information schema
select * from information_schema.columns where table_schema = 'public' and table_name in ('orders', 'every_type', 'customer_totals')
order by table_name, ordinal_position;
-- keys
select i.constraint_schema || '_' || i.constraint_name as pk_name, ii.column_name, ii.ordinal_position
from information_schema.table_constraints i inner join information_schema.key_column_usage ii on i.constraint_schema = ii.constraint_schema
and i.constraint_name = ii.constraint_name and i.table_schema = ii.table_schema and i.table_name = ii.table_name
where i.constraint_type = 'PRIMARY KEY' and i.table_schema = 'public' and i.table_name = 'order_lines'
order by i.constraint_schema || '_' || i.constraint_name, ii.table_schema, ii.table_name, ii.ordinal_position;
-- referencing keys
select pkcol.table_schema as pk_table_schema, pkcol.table_name as pk_table_name, pkcol.column_name as pk_column_name,
fkcon.constraint_schema as fk_schema, fkcol.table_name as fk_table_name, fkcol.column_name as fk_column_name, fkcol.ordinal_position as ordinal,
fkcon.constraint_schema || '_' || fkcol.table_name || '_' || 'orders' || '_' || fkcon.constraint_name as fk_name
from (select distinct constraint_catalog, constraint_schema, unique_constraint_schema, constraint_name, unique_constraint_name from information_schema.referential_constraints) fkcon
inner join information_schema.key_column_usage fkcol on fkcon.constraint_schema = fkcol.constraint_schema and fkcon.constraint_name = fkcol.constraint_name
inner join information_schema.key_column_usage pkcol on fkcon.unique_constraint_schema = pkcol.constraint_schema and fkcon.unique_constraint_name = pkcol.constraint_name
where pkcol.table_schema = 'public' and pkcol.table_name = 'orders' and pkcol.ordinal_position = fkcol.ordinal_position
order by fk_name, fkcol.ordinal_position;
-- character set
select character_set_name from information_schema.character_sets;
-- schema of a query
-- parameters: int4 2
select "$Table"."id" as "id", "$Table"."email" as "email", "$Table"."rating" as "rating" from "public"."customers" "$Table" where "$Table"."id" < $1
order by id limit 1001;
-- folded
-- parameters: numeric 1.5
select "rows"."customer_id" as "customer_id", sum("rows"."amount") as "a0", count(1) as "a1" from (
select "_"."customer_id", "_"."amount" from "public"."orders" "_" where "_"."amount" > $1 and "_"."amount" is not null) "rows" group by "customer_id"
order by 1;
-- folded, dates
select date_part('year', "_"."placed") as "y", date_trunc('month', "_"."placed") as "m", ("_"."placed")::date as d, cast("_"."paid" as int) as p from "public"."orders" "_"
order by "_"."id";
-- metadata of a result
select a.attname, cls.relname, a.attnotnull, coalesce(i.indisunique, false) as is_unique, coalesce(i.indisprimary, false) as is_primary,
not a.attgenerated = '' or cls.relkind not in ('r', 'p') as readonly, a.attidentity, pg_get_expr(d.adbin, d.adrelid) as default
from pg_attribute a join pg_class cls on cls.oid = a.attrelid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join pg_index i on i.indrelid = cls.oid and i.indnkeyatts = 1 and i.indkey[0] = a.attnum and i.indisprimary
where a.attrelid = ${'orders'::regclass::oid} and a.attnum > 0 and not a.attisdropped
order by a.attnum;
-- schemas of GetSchema
select current_database() as catalog_name, nspname as schema_name, r.rolname as schema_owner from pg_catalog.pg_namespace
left join pg_catalog.pg_roles r on r.oid = nspowner where nspname = 'archive';
-- indexes of GetSchema
select current_database() as table_catalog, n.nspname as table_schema, t.relname as table_name, i.relname as index_name, '' as type_desc
from pg_catalog.pg_class i join pg_catalog.pg_index ix on ix.indexrelid = i.oid join pg_catalog.pg_class t on ix.indrelid = t.oid
left join pg_catalog.pg_namespace n on n.oid = i.relnamespace
where i.relkind = 'i' and n.nspname not in ('pg_catalog', 'pg_toast') and t.relkind = 'r'
order by 3, 4;
-- columns of indexes of GetSchema
select current_database() as constraint_catalog, t_ns.nspname as constraint_schema, ix_cls.relname as constraint_name, current_database() as table_catalog,
t_ns.nspname as table_schema, t.relname as table_name, a.attname as column_name
from pg_class t join pg_index ix on t.oid = ix.indrelid join pg_class ix_cls on ix.indexrelid = ix_cls.oid
join pg_attribute a on t.oid = a.attrelid left join pg_namespace t_ns on t_ns.oid = t.relnamespace
where a.attnum = any (ix.indkey) and t.relkind = 'r' and t_ns.nspname not in ('pg_catalog', 'pg_toast')
order by 3, 7;
-- constraints of GetSchema
select current_database() as constraint_catalog, pgn.nspname as constraint_schema, pgc.conname as constraint_name, current_database() as table_catalog,
pgtn.nspname as table_schema, pgt.relname as table_name,
case pgc.contype when 'p' then 'PRIMARY KEY' when 'f' then 'FOREIGN KEY' when 'u' then 'UNIQUE' when 'c' then 'CHECK' end as constraint_type,
pgc.condeferrable as is_deferrable, pgc.condeferred as initially_deferred
from pg_catalog.pg_constraint pgc inner join pg_catalog.pg_namespace pgn on pgc.connamespace = pgn.oid
inner join pg_catalog.pg_class pgt on pgc.conrelid = pgt.oid inner join pg_catalog.pg_namespace pgtn on pgt.relnamespace = pgtn.oid
where pgt.relname = 'customers'
order by 3;
-- users of GetSchema
select rolname as user_name from pg_catalog.pg_roles where rolname = current_user;
