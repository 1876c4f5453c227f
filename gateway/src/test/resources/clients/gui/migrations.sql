-- Flyway, Liquibase and Hibernate: what they ask before and while they change a schema, beside JDBC's metadata.

-- connect
set extra_float_digits = 3; set application_name = 'PostgreSQL JDBC Driver';
-- version
-- varies: version
select version();
-- path
show search_path;
-- user
select current_user;
-- schema exists
-- parameters: varchar public
select count(*) from pg_namespace where nspname = $1;
-- schema is empty
-- parameters: varchar nothing
select exists (select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_depend d on d.objid = c.oid and d.deptype = 'e'
where n.nspname = $1 and d.objid is null and c.relkind in ('r', 'v', 'S', 't')
union all
select t.oid from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace left join pg_catalog.pg_depend d on d.objid = t.oid and d.deptype = 'e'
where n.nspname = $1 and d.objid is null and t.typcategory not in ('A', 'C')
union all
select p.oid from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace left join pg_catalog.pg_depend d on d.objid = p.oid and d.deptype = 'e'
where n.nspname = $1 and d.objid is null);
-- table exists
-- parameters: varchar public, varchar flyway_schema_history
select exists (select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = $2 and c.relkind = 'r');
-- lock
-- parameters: int8 77431708279161
select pg_try_advisory_lock($1);
-- set path
select set_config('search_path', 'public', false);
-- history
create table "public"."flyway_schema_history" ("installed_rank" int not null, "version" varchar(50), "description" varchar(200) not null, "type" varchar(20) not null, "script" varchar(1000) not null,
"checksum" integer, "installed_by" varchar(100) not null, "installed_on" timestamp not null default now(), "execution_time" integer not null, "success" boolean not null);
-- history's key
alter table "public"."flyway_schema_history" add constraint "flyway_schema_history_pk" primary key ("installed_rank");
-- history's index
create index "flyway_schema_history_s_idx" on "public"."flyway_schema_history" ("success");
-- history, insert
-- parameters: int4 1, varchar 1, varchar first, varchar SQL, varchar V1__first.sql, int4 -12345, varchar me, int4 12, bool true
insert into "public"."flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- history, read
-- parameters: int4 0
select "installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "execution_time", "success" from "public"."flyway_schema_history"
where "installed_rank" > $1 order by "installed_rank";
-- unlock
-- parameters: int8 77431708279161
select pg_advisory_unlock($1);
-- history's definition
select indexdef from pg_indexes where tablename = 'flyway_schema_history' order by indexname;
-- clean, tables
-- parameters: varchar public
select t.table_name from information_schema.tables t left join pg_depend dep on dep.objid = (quote_ident(t.table_schema) || '.' || quote_ident(t.table_name))::regclass::oid and dep.deptype = 'e'
where table_schema = $1 and table_type = 'BASE TABLE' and dep.objid is null and not exists (select inhrelid from pg_catalog.pg_inherits
where inhrelid = (quote_ident(t.table_schema) || '.' || quote_ident(t.table_name))::regclass::oid)
order by t.table_name;
-- clean, sequences
-- parameters: varchar public
select sequence_name from information_schema.sequences where sequence_schema = $1
order by sequence_name;
-- clean, views
-- parameters: varchar public
select relname from pg_catalog.pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_depend dep on dep.objid = c.oid and dep.deptype = 'e'
where c.relkind = 'v' and n.nspname = $1 and dep.objid is null;
-- clean, types
-- parameters: varchar public, varchar public
select typname, typcategory from pg_catalog.pg_type t left join pg_depend dep on dep.objid = t.oid and dep.deptype = 'e'
where (t.typrelid = 0 or (select c.relkind = 'c' from pg_catalog.pg_class c where c.oid = t.typrelid))
and not exists (select 1 from pg_catalog.pg_type el where el.oid = t.typelem and el.typarray = t.oid)
and t.typnamespace in (select oid from pg_catalog.pg_namespace where nspname = $1) and dep.objid is null and t.typtype != 'd'
order by typname;
-- clean, domains
-- parameters: varchar public
select t.typname as domain_name from pg_catalog.pg_type t left join pg_catalog.pg_namespace n on n.oid = t.typnamespace left join pg_depend dep on dep.objid = t.oid and dep.deptype = 'e'
where t.typtype = 'd' and n.nspname = $1 and dep.objid is null;
-- clean, routines
-- parameters: varchar public
with xs as (select proname, pg_get_function_identity_arguments(pg_proc.oid) as args, prokind from pg_proc inner join pg_namespace ns on pg_proc.pronamespace = ns.oid
left join pg_depend dep on dep.objid = pg_proc.oid and dep.deptype = 'e' where ns.nspname = $1 and dep.objid is null)
select * from xs order by proname;
-- clean, history
drop table "public"."flyway_schema_history" cascade;

-- lock of the change log
create table public.databasechangeloglock (id integer not null, locked boolean not null, lockgranted timestamp without time zone, lockedby varchar(255),
constraint databasechangeloglock_pkey primary key (id));
-- lock of the change log, insert
insert into public.databasechangeloglock (id, locked) values (1, false);
-- lock of the change log, look
select locked from public.databasechangeloglock where id = 1 for update;
-- lock of the change log, take
update public.databasechangeloglock set locked = true, lockedby = 'host (127.0.0.1)', lockgranted = now() where id = 1 and locked = false;
-- change log
create table public.databasechangelog (id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null, dateexecuted timestamp without time zone not null,
orderexecuted integer not null, exectype varchar(10) not null, md5sum varchar(35), description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),
labels varchar(255), deployment_id varchar(10));
-- change log, count
select count(*) from public.databasechangelog;
-- change log, order
select max(orderexecuted) from public.databasechangelog;
-- change log, insert
insert into public.databasechangelog (id, author, filename, dateexecuted, orderexecuted, md5sum, description, comments, exectype, contexts, labels, liquibase, deployment_id)
values ('1', 'me', 'changes.xml', now(), 1, '8:abc', 'createTable tableName=x', '', 'EXECUTED', null, null, '4.29.2', '1234567890');
-- change log, read
select id, author, orderexecuted, exectype, md5sum, deployment_id from public.databasechangelog order by dateexecuted asc, orderexecuted asc;
-- change log, drop
drop table public.databasechangelog, public.databasechangeloglock;
-- catalog
select current_catalog, current_schema;
-- sequences of a schema
select c.relname as sequence_name, s.seqmin as min_value, s.seqmax as max_value, s.seqincrement as increment_by, s.seqcycle as will_cycle, s.seqstart as start_value, s.seqcache as cache_size,
pg_catalog.format_type(s.seqtypid, null) as data_type from pg_class c join pg_namespace ns on c.relnamespace = ns.oid join pg_sequence s on c.oid = s.seqrelid
where c.relkind = 'S' and ns.nspname = 'public' and c.oid not in (select d.objid from pg_depend d where d.refobjsubid > 0)
order by c.relname;
-- unique constraints
select cn.conname as constraint_name, tb.relname as table_name, cn.condeferrable as deferrable, cn.condeferred as initially_deferred, ix.relname as index_name,
(select array_agg(at.attname order by k.n) from unnest(cn.conkey) with ordinality k(attnum, n) join pg_attribute at on at.attrelid = cn.conrelid and at.attnum = k.attnum) as columns
from pg_constraint cn join pg_class tb on tb.oid = cn.conrelid join pg_class ix on ix.oid = cn.conindid join pg_namespace ns on ns.oid = tb.relnamespace
where ns.nspname = 'public' and cn.contype = 'u'
order by constraint_name;
-- text of a view
select definition is not null as has_text from pg_views where viewname = 'customer_totals' and schemaname = 'public';
-- remarks
select relname, pg_catalog.obj_description(oid, 'pg_class') as remarks from pg_catalog.pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
order by relname;

-- sequences of all schemas
select * from information_schema.sequences where sequence_schema = 'public'
order by sequence_name;
-- next of a sequence
select nextval('tickets');
-- next of a sequence, quoted
-- parameters: unknown public.tickets
select nextval($1::regclass);
-- probes of a table
select * from public.orders where 1 = 0;
-- make a table
create table remarks (id bigint generated by default as identity, primary key (id));
-- add a column
alter table if exists remarks add column remark varchar(255);
-- add a constraint
alter table if exists remarks add constraint uk_remark unique (remark);
-- drop a constraint
alter table if exists remarks drop constraint if exists uk_remark;
-- drop a column
alter table if exists remarks drop column remark;
-- drop a table
drop table if exists remarks cascade;
-- versioned update
-- parameters: numeric 12.50, int8 1, numeric 10.50
update orders set amount = $1 where id = $2 and amount = $3;
-- page
-- parameters: int4 0, int4 2
select c1_0.id, c1_0.email, c1_0.feeling from customers c1_0 order by c1_0.id offset $1 rows fetch first $2 rows only;
-- lock rows
select o1_0.id from orders o1_0 where o1_0.id = 1 for no key update of o1_0 skip locked;
-- pattern
-- parameters: varchar a%
select c1_0.id from customers c1_0 where lower(c1_0.email) like $1 escape '' order by c1_0.id;
