-- DBeaver asks by the JDBC driver: names and OIDs come as parameters, OIDs as int8.

-- connect
set application_name = 'DBeaver 24 - Main';
-- connect 2
-- varies: version
select version();
-- connect 3
select current_schema(), session_user;
-- connect 4
show search_path;
-- connect 5
select current_database() = db.datname, pg_encoding_to_char(db.encoding), db.datallowconn, db.datistemplate, db.datconnlimit
from pg_catalog.pg_database db where db.datname = current_database();
-- settings
select name, setting, unit, vartype, context from pg_catalog.pg_settings where name in
('standard_conforming_strings', 'server_encoding', 'max_identifier_length', 'bytea_output', 'extra_float_digits')
order by name;
-- encodings
select distinct pg_encoding_to_char(c.contoencoding) from pg_catalog.pg_conversion c where pg_encoding_to_char(c.contoencoding) ~ '^UTF'
order by 1;
-- keywords
select word, catcode from pg_catalog.pg_get_keywords() where catcode in ('R', 'T') and word < 'b'
order by 1;

-- schemas
select n.oid, n.*, d.description from pg_catalog.pg_namespace n
left join pg_catalog.pg_description d on d.objoid = n.oid and d.objsubid = 0 and d.classoid = 'pg_namespace'::regclass
where n.nspname !~ '^pg_(toast|temp)' and n.nspname <> 'pg_catalog' and n.nspname <> 'information_schema' and n.nspname <> 'public'
order by n.nspname;
-- public
select n.oid, n.nspname, pg_get_userbyid(n.nspowner) from pg_catalog.pg_namespace n where n.nspname = 'public';

-- types
-- parameters: int8 ${'public'::regnamespace::oid}
select t.oid, t.typname, t.typtype, t.typcategory, t.typlen, t.typbyval, t.typdelim, t.typnotnull, t.typbasetype, t.typtypmod,
c.relkind, format_type(nullif(t.typbasetype, 0), t.typtypmod) as base_type_name, d.description
from pg_catalog.pg_type t left join pg_catalog.pg_class c on c.oid = t.typrelid
left join pg_catalog.pg_description d on t.oid = d.objoid
where t.typname is not null and (c.relkind is null or c.relkind = 'c') and t.typnamespace = $1
order by t.oid > 16384, t.typname;
-- elements of types
select t.typname, e.typname as element, a.typname as array from pg_catalog.pg_type t
left join pg_catalog.pg_type e on e.oid = t.typelem left join pg_catalog.pg_type a on a.oid = t.typarray
where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'b')
order by 1;
-- enum values
select e.oid, e.enumsortorder, e.enumlabel from pg_catalog.pg_enum e where e.enumtypid = ${'mood'::regtype::oid}
order by e.enumsortorder;

-- tables
-- varies: relfilenode, reltuples, relpages, relallvisible, relfrozenxid, relminmxid, relhasindex, relchecks, reltype, reltoastrelid
-- parameters: int8 ${'public'::regnamespace::oid}
select c.oid, c.*, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) as partition_expr, pg_catalog.pg_get_partkeydef(c.oid) as partition_key
from pg_catalog.pg_class c
left outer join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
where c.relnamespace = $1 and c.relkind not in ('i', 'I', 'c');
-- one table
-- parameters: int8 ${'public'::regnamespace::oid}, varchar orders
select c.oid, c.relname, c.relkind, c.relpersistence, c.relnatts, c.relispartition, c.relrowsecurity, c.relreplident
from pg_catalog.pg_class c where c.relnamespace = $1 and c.relname = $2;
-- sizes
-- varies: total, rel
-- parameters: int8 ${'orders'::regclass::oid}
select pg_catalog.pg_total_relation_size($1) as total, pg_catalog.pg_relation_size($1) as rel;
-- statistics of tables
-- varies: total_rel_size, rel_size
-- parameters: int8 ${'public'::regnamespace::oid}
select c.oid, c.relname, pg_catalog.pg_total_relation_size(c.oid) as total_rel_size, pg_catalog.pg_relation_size(c.oid) as rel_size
from pg_class c where c.relnamespace = $1 and c.relkind in ('r', 'm', 'p')
order by c.relname;
-- scans
-- parameters: int8 ${'orders'::regclass::oid}
select pg_catalog.pg_stat_get_numscans($1) >= 0;

-- columns
-- parameters: int8 ${'orders'::regclass::oid}
select c.relname, a.*, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) as def_value, dsc.description, dep.objid
from pg_catalog.pg_attribute a
inner join pg_catalog.pg_class c on (a.attrelid = c.oid)
left outer join pg_catalog.pg_attrdef ad on (a.attrelid = ad.adrelid and a.attnum = ad.adnum)
left outer join pg_catalog.pg_description dsc on (c.oid = dsc.objoid and a.attnum = dsc.objsubid)
left outer join pg_depend dep on dep.refobjid = a.attrelid and dep.deptype = 'i' and dep.refobjsubid = a.attnum and dep.classid = dep.refclassid
where not a.attisdropped and c.oid = $1 and a.attnum > 0
order by a.attnum;
-- system columns
-- parameters: int8 ${'orders'::regclass::oid}
select a.attname, a.attnum from pg_catalog.pg_attribute a where a.attrelid = $1 and a.attnum < 0
order by a.attnum;
-- columns of a schema
-- parameters: int8 ${'archive'::regnamespace::oid}
select c.relname, a.attname, a.attnum, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated, a.attcollation, a.attndims
from pg_catalog.pg_attribute a, pg_catalog.pg_class c
where a.attrelid = c.oid and not a.attisdropped and a.attnum > 0 and c.relnamespace = $1 and c.relkind = 'r'
order by c.relname, a.attnum;
-- columns of a view
-- parameters: int8 ${'customer_totals'::regclass::oid}
select a.attname, a.attnum, a.atttypid, a.atttypmod, a.attnotnull, t.typname, a.attlen, a.attbyval, a.attalign, a.attstorage
from pg_catalog.pg_attribute a join pg_type t on t.oid = a.atttypid where a.attnum > 0 and a.attrelid = $1
order by a.attnum;

-- constraints
-- varies: conbin
-- parameters: int8 ${'public'::regnamespace::oid}
select c.oid, c.*, t.relname as tabrelname, rt.relnamespace as refnamespace, d.description,
case when c.contype = 'c' then substring(pg_get_constraintdef(c.oid), 7) else null end consrc_copy
from pg_catalog.pg_constraint c
inner join pg_catalog.pg_class t on t.oid = c.conrelid
left outer join pg_catalog.pg_class rt on rt.oid = c.confrelid
left outer join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_constraint'::regclass
where t.relnamespace = $1 and c.conrelid = t.oid
order by c.conname;
-- references to a table
-- parameters: int8 ${'customers'::regclass::oid}
select c.oid, c.conname, c.conrelid, c.confrelid, c.conkey, c.confkey, cl.relname, cl.relnamespace
from pg_catalog.pg_constraint c, pg_catalog.pg_class cl where c.confrelid = $1 and c.conrelid = cl.oid
order by c.conname;
-- indexes
-- parameters: int8 ${'public'::regnamespace::oid}
select i.*, i.indkey as keys, c.relname, c.relnamespace, c.relam, c.reltablespace, tc.relname as tabrelname, dsc.description,
pg_catalog.pg_get_expr(i.indpred, i.indrelid) as pred_expr, pg_catalog.pg_get_expr(i.indexprs, i.indrelid, true) as expr,
c.reloptions
from pg_catalog.pg_index i
inner join pg_catalog.pg_class c on c.oid = i.indexrelid
inner join pg_catalog.pg_class tc on tc.oid = i.indrelid
left outer join pg_catalog.pg_description dsc on i.indexrelid = dsc.objoid
where c.relnamespace = $1
order by tabrelname, c.relname;
-- definition of an index
-- parameters: int8 ${'orders_code'::regclass::oid}
select pg_catalog.pg_get_indexdef($1);
-- definition of a view
-- parameters: int8 ${'customer_totals'::regclass::oid}, bool true
select pg_catalog.pg_get_viewdef($1, $2) is not null;
-- definition of a constraint
select conname, pg_catalog.pg_get_constraintdef(oid, true) from pg_constraint where conrelid = 'orders'::regclass
order by 1;
-- triggers
-- parameters: int8 ${'orders'::regclass::oid}
select x.oid, x.*, p.pronamespace as func_schema_id, d.description from pg_catalog.pg_trigger x
left outer join pg_catalog.pg_proc p on p.oid = x.tgfoid
left outer join pg_catalog.pg_description d on d.objoid = x.oid and d.objsubid = 0
where x.tgrelid = $1 and not x.tgisinternal;
-- rules
-- parameters: int8 ${'orders'::regclass::oid}
select r.oid, r.*, pg_catalog.pg_get_ruledef(r.oid) as definition from pg_catalog.pg_rewrite r where r.ev_class = $1;
-- policies
-- parameters: varchar public, varchar orders
select policyname, permissive, roles, cmd, qual, with_check from pg_catalog.pg_policies where schemaname = $1 and tablename = $2;
-- inheritance
-- parameters: int8 ${'orders'::regclass::oid}
select i.*, c.relnamespace from pg_catalog.pg_inherits i, pg_catalog.pg_class c where i.inhrelid = $1 and c.oid = i.inhparent
order by i.inhseqno;
-- dependencies of a table
-- parameters: int8 ${'customers'::regclass::oid}
select distinct dep.deptype, dep.classid, dep.objid, cl.relkind, coalesce(pg_class.relname, cl.relname) as obj
from pg_depend dep
left join pg_class cl on dep.objid = cl.oid
left join pg_rewrite rw on dep.objid = rw.oid
left join pg_class on rw.ev_class = pg_class.oid
where dep.refobjid = $1 and dep.classid in (select oid from pg_class where relname in ('pg_rewrite', 'pg_attrdef'));

-- sequences
select c.oid, c.relname, pg_catalog.pg_get_userbyid(c.relowner), d.description from pg_catalog.pg_class c
left outer join pg_description d on d.objoid = c.oid where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
order by 2;
-- a sequence
select * from pg_catalog.pg_sequence where seqrelid = 'tickets'::regclass;
-- state of a sequence
select last_value, is_called from public.tickets;
-- state by the view
select start_value, min_value, max_value, increment_by, cycle, cache_size, last_value, data_type from pg_catalog.pg_sequences
where schemaname = 'public' and sequencename = 'tickets';

-- functions of a schema
-- parameters: int8 ${'public'::regnamespace::oid}
select p.oid as poid, p.*, pg_catalog.pg_get_expr(p.proargdefaults, 0) as arg_defaults, d.description
from pg_catalog.pg_proc p left outer join pg_catalog.pg_description d on d.objoid = p.oid
where p.pronamespace = $1
order by p.proname;
-- functions of the system
select p.proname, p.prokind, p.prorettype, p.proargtypes, p.provolatile, l.lanname from pg_catalog.pg_proc p
join pg_language l on l.oid = p.prolang where p.pronamespace = 'pg_catalog'::regnamespace and p.proname in ('lower', 'abs', 'sum', 'row_number')
order by p.oid;

-- roles
select a.oid, a.rolname, a.rolsuper, a.rolinherit, a.rolcreaterole, a.rolcreatedb, a.rolcanlogin, a.rolreplication, a.rolconnlimit,
a.rolbypassrls, a.rolconfig from pg_catalog.pg_roles a where a.rolname = current_user;
-- members
select m.admin_option from pg_catalog.pg_auth_members m where m.member = (select oid from pg_roles where rolname = current_user);
-- privileges of a table
select grantor, grantee, table_schema, table_name, privilege_type, is_grantable, with_hierarchy from information_schema.table_privileges
where table_schema = 'public' and table_name = 'orders'
order by privilege_type;
-- privileges of columns
select grantee, privilege_type, is_grantable from information_schema.column_privileges where table_name = 'orders' and column_name = 'note'
order by privilege_type;
-- extensions
select e.oid, e.extname, e.extversion, n.nspname, x.comment from pg_catalog.pg_extension e
join pg_catalog.pg_namespace n on n.oid = e.extnamespace
left join pg_catalog.pg_available_extensions x on x.name = e.extname where e.extname <> 'plpgsql'
order by 2;
-- languages
select lanname, lanispl, lanpltrusted from pg_catalog.pg_language
order by oid;
-- access methods
select am.oid, am.amname, am.amtype, am.amhandler from pg_catalog.pg_am am
order by am.oid;
-- collations
select c.oid, c.collname, c.collnamespace, c.collencoding, c.collprovider from pg_catalog.pg_collation c where c.oid < 1000
order by c.oid;
-- tablespaces
select t.oid, t.spcname, pg_catalog.pg_tablespace_location(t.oid) loc from pg_catalog.pg_tablespace t
order by t.oid;
-- event triggers
select * from pg_catalog.pg_event_trigger
order by oid;
-- foreign servers
select s.oid, s.*, d.description from pg_catalog.pg_foreign_server s left outer join pg_catalog.pg_description d on d.objoid = s.oid
order by s.oid;
-- jobs and publications
select p.oid, p.pubname from pg_catalog.pg_publication p;

-- sessions
-- varies: pid, query_start, backend_start, state_change, xact_start, client_port, query_id, backend_xmin, client_addr, backend_xid
select sa.* from pg_catalog.pg_stat_activity sa where sa.pid = pg_backend_pid();
-- locks
select l.locktype, l.mode, l.granted from pg_catalog.pg_locks l where l.pid = pg_backend_pid() and l.locktype = 'tuple';

-- search of objects
-- parameters: varchar ord%, int8 ${'public'::regnamespace::oid}
select x.oid, x.relname, x.relnamespace, x.relkind from pg_catalog.pg_class x
where x.relkind in ('r', 'v', 'm', 'f', 'p') and x.relname ilike $1 and x.relnamespace in ($2)
order by x.relname limit 100;
-- search of columns
-- parameters: varchar cust%
select x.attname, x.attrelid, x.atttypid, c.relnamespace from pg_catalog.pg_attribute x, pg_catalog.pg_class c
where c.oid = x.attrelid and x.attname ilike $1 and c.relkind = 'r'
order by x.attname, c.relname limit 10;
-- search of constraints
-- parameters: varchar %customer%
select x.oid, x.conname, x.connamespace from pg_catalog.pg_constraint x where x.conname ilike $1
order by x.conname;
-- preview
select x.* from public.orders x
order by id;
-- preview, second page
select x.* from public.customers x
order by x."name" desc limit 2 offset 1;
-- count of rows
select count(*) from public.orders;
-- count of a query
select count(*) from (select x.* from public.orders x) dbvrcnt;
-- groups
select "paid", count(*) from public.orders group by "paid"
order by 2 desc;
-- edit of a cell
-- parameters: varchar edited, int4 2
update public.orders set note = $1 where id = $2;
-- insert of a row
-- parameters: int4 1, numeric 7.25, bool true
insert into public.orders (customer_id, amount, paid) values ($1, $2, $3) returning id, amount, placed is not null;
-- delete of a row
-- parameters: int4 4
delete from public.orders where id = $1;
-- plan
-- varies: QUERY PLAN
explain (format xml) select * from public.orders where id = 1;
