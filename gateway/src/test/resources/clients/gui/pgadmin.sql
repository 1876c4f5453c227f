-- pgAdmin 4 writes OIDs into its questions, as it read them before.

-- connect
-- varies: set_config
set datestyle = iso; set client_min_messages = notice; select set_config('bytea_output', 'hex', false) from pg_show_all_settings() where name = 'bytea_output'; set client_encoding = 'utf8';
-- connect, user
select roles.oid as id, roles.rolname as name, roles.rolsuper as is_superuser,
case when roles.rolsuper then true else roles.rolcreaterole end as can_create_role,
case when roles.rolsuper then true else roles.rolcreatedb end as can_create_db,
case when 'pg_signal_backend' = any (array(with recursive cte as (
    select pg_roles.oid, pg_roles.rolname from pg_roles where pg_roles.oid = roles.oid
    union all
    select m.roleid, pgr.rolname from cte join pg_auth_members m on m.member = cte.oid join pg_roles pgr on pgr.oid = m.roleid)
    select rolname from cte)) then true else false end as can_signal_backend
from pg_catalog.pg_roles as roles where rolname = current_user;
-- connect, encryption
select case when (select count(*) from pg_catalog.pg_stat_gssapi where pid = pg_backend_pid() and gss_authenticated) > 0 then true else false end;
-- connect, database
select db.oid as did, db.datname, db.datallowconn, pg_catalog.pg_encoding_to_char(db.encoding) as serverencoding,
pg_catalog.has_database_privilege(db.oid, 'CREATE') as cancreate, datistemplate
from pg_catalog.pg_database db where db.datname = current_database();
-- connect, recovery
select pg_catalog.pg_is_in_recovery() as inrecovery, case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_is_wal_replay_paused() else false end as isreplaypaused;
-- connect, replication
select count(*) from pg_catalog.pg_stat_replication;

-- databases
-- varies: spcname
select db.oid as did, db.oid, db.datname as name, ta.spcname as spcname, db.datallowconn, db.datistemplate as is_template,
pg_catalog.has_database_privilege(db.oid, 'CREATE') as cancreate, datdba as owner, descr.description
from pg_catalog.pg_database db left outer join pg_catalog.pg_tablespace ta on db.dattablespace = ta.oid
left outer join pg_catalog.pg_shdescription descr on (db.oid = descr.objoid and descr.classoid = 'pg_database'::regclass)
where db.datname = current_database()
order by datname;
-- properties of a database
select db.oid as did, db.oid, db.datname as name, pg_catalog.pg_encoding_to_char(encoding) as encoding, pg_catalog.pg_get_userbyid(datdba) as datowner,
datlocprovider, (select pg_catalog.current_setting('default_tablespace')) as default_tablespace, datconnlimit as datconnlimit,
pg_catalog.array_to_string(datacl::text[], ', ') as acl
from pg_catalog.pg_database db where db.oid = ${(select oid from pg_database where datname = current_database())}::oid;
-- dashboard, sessions
select 'session_stats' as chart_name, pg_catalog.row_to_json(t) is not null as chart_data from (select
   (select count(*) from pg_catalog.pg_stat_activity where datname = (select datname from pg_catalog.pg_database where datname = current_database())) as "Total",
   (select count(*) from pg_catalog.pg_stat_activity where state = 'active' and datname = current_database()) as "Active",
   (select count(*) from pg_catalog.pg_stat_activity where state = 'idle' and datname = current_database()) as "Idle") t
union all
select 'tps_stats', pg_catalog.row_to_json(t) is not null from (select
   (select sum(xact_commit) + sum(xact_rollback) from pg_catalog.pg_stat_database where datname = current_database()) as "Transactions",
   (select sum(xact_commit) from pg_catalog.pg_stat_database where datname = current_database()) as "Commits",
   (select sum(xact_rollback) from pg_catalog.pg_stat_database where datname = current_database()) as "Rollbacks") t
union all
select 'bio_stats', pg_catalog.row_to_json(t) is not null from (select
   (select sum(blks_read) from pg_catalog.pg_stat_database where datname = current_database()) as "Reads",
   (select sum(blks_hit) from pg_catalog.pg_stat_database where datname = current_database()) as "Hits") t;
-- dashboard, activity
-- varies: pid, client_addr, backend_start, query_start, xact_start, state_change
select pid, datname, usename, application_name, client_addr, pg_catalog.to_char(backend_start, 'YYYY-MM-DD HH24:MI:SS TZ') as backend_start,
state, wait_event_type || ': ' || wait_event as wait_event, array_to_string(pg_catalog.pg_blocking_pids(pid), ', ') as blocking_pids,
pg_catalog.to_char(state_change, 'YYYY-MM-DD HH24:MI:SS TZ') as state_change,
pg_catalog.to_char(query_start, 'YYYY-MM-DD HH24:MI:SS TZ') as query_start, backend_type,
case when state = 'active' then round((extract(epoch from now() - query_start) / 60)::numeric, 2) >= 0 else null end as active_since
from pg_catalog.pg_stat_activity where datname = current_database() and pid = pg_backend_pid()
order by pid;
-- dashboard, locks
select pid, locktype, datname, relation::regclass, page, tuple, virtualxid, transactionid, classid::regclass, objid, virtualtransaction, mode, granted, fastpath
from pg_catalog.pg_locks l left outer join pg_catalog.pg_database d on (l.database = d.oid) where locktype = 'userlock'
order by pid, locktype;
-- dashboard, prepared transactions
select gid, database, owner, transaction, prepared from pg_catalog.pg_prepared_xacts where database = current_database();
-- dashboard, configuration
select name, category, setting, unit, short_desc from pg_catalog.pg_settings where name in ('application_name', 'DateStyle', 'work_mem')
order by category;

-- schemas
select nsp.oid, nsp.nspname as name, pg_catalog.has_schema_privilege(nsp.oid, 'CREATE') as can_create,
pg_catalog.has_schema_privilege(nsp.oid, 'USAGE') as has_usage, descr.description
from pg_catalog.pg_namespace nsp
left outer join pg_catalog.pg_description descr on (nsp.oid = descr.objoid and descr.classoid = 'pg_namespace'::regclass)
where nspname not like 'pg\_%' and not (
(nsp.nspname = 'pg_catalog' and exists (select 1 from pg_catalog.pg_class where relname = 'pg_class' and relnamespace = nsp.oid limit 1)) or
(nsp.nspname = 'information_schema' and exists (select 1 from pg_catalog.pg_class where relname = 'tables' and relnamespace = nsp.oid limit 1))) and nsp.nspname <> 'public'
order by nspname;
-- properties of a schema
select case when (nspname like E'pg\\_temp\\_%') then 1 when (nspname like E'pg\\_%') then 0 else 3 end as nsptyp,
nsp.nspname as name, nsp.oid, pg_catalog.array_to_string(nsp.nspacl::text[], ', ') as acl, r.rolname as namespaceowner, description,
pg_catalog.has_schema_privilege(nsp.oid, 'CREATE') as can_create,
(select pg_catalog.array_to_string(defaclacl::text[], ', ') from pg_catalog.pg_default_acl where defaclobjtype = 'r' and defaclnamespace = nsp.oid) as tblacl,
(select pg_catalog.array_agg(provider || '=' || label) from pg_catalog.pg_seclabels sl1 where sl1.objoid = nsp.oid) as seclabels
from pg_catalog.pg_namespace nsp
left outer join pg_catalog.pg_description des on (des.objoid = nsp.oid and des.classoid = 'pg_namespace'::regclass)
left join pg_catalog.pg_roles r on (r.oid = nsp.nspowner)
where nsp.oid = ${'archive'::regnamespace::oid}::oid
order by 1, nspname;
-- privileges of a schema
select 'nspacl' as deftype, coalesce(gt.rolname, 'PUBLIC') as grantee, g.rolname as grantor,
pg_catalog.array_agg(privilege_type order by privilege_type) as privileges, pg_catalog.array_agg(is_grantable) as grantable
from (select d.grantee, d.grantor, d.is_grantable,
    case d.privilege_type when 'CREATE' then 'C' when 'USAGE' then 'U' else 'UNKNOWN - ' || d.privilege_type end as privilege_type
    from (select nsp.nspacl from pg_catalog.pg_namespace nsp where nsp.oid = ${'archive'::regnamespace::oid}::oid) acl,
    lateral pg_catalog.aclexplode(acl.nspacl) d) d
left join pg_catalog.pg_roles g on (d.grantor = g.oid)
left join pg_catalog.pg_roles gt on (d.grantee = gt.oid)
group by g.rolname, gt.rolname;
-- objects of a schema
select (select count(*) from pg_class where relnamespace = 2200 and relkind = 'r') tables,
(select count(*) from pg_class where relnamespace = 2200 and relkind = 'v') views,
(select count(*) from pg_class where relnamespace = 2200 and relkind = 'S') sequences;

-- tables
select rel.oid, rel.relname as name, (select count(*) from pg_catalog.pg_trigger where tgrelid = rel.oid and tgisinternal = false) as triggercount,
(select count(*) from pg_catalog.pg_trigger where tgrelid = rel.oid and tgisinternal = false and tgenabled = 'O') as has_enable_triggers,
(case when rel.relkind = 'p' then true else false end) as is_partitioned,
(select count(1) from pg_catalog.pg_inherits where inhrelid = rel.oid limit 1) as is_inherits,
(select count(1) from pg_catalog.pg_inherits where inhparent = rel.oid limit 1) as is_inherited, des.description
from pg_catalog.pg_class rel
left outer join pg_catalog.pg_description des on (des.objoid = rel.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
where rel.relkind in ('r', 's', 't', 'p') and rel.relnamespace = 2200::oid and not rel.relispartition
order by rel.relname;
-- properties of a table
select rel.oid, rel.relname as name, rel.reltablespace as spcoid, rel.relacl as relacl_str,
(case when length(spc.spcname::text) > 0 or rel.relkind = 'p' then spc.spcname else (select sp.spcname from pg_catalog.pg_database dtb
join pg_catalog.pg_tablespace sp on dtb.dattablespace = sp.oid where dtb.oid = ${(select oid from pg_database where datname = current_database())}::oid) end) as spcname,
(case rel.relreplident when 'd' then 'default' when 'n' then 'nothing' when 'f' then 'full' when 'i' then 'index' end) as replica_identity,
(select nsp.nspname from pg_catalog.pg_namespace nsp where nsp.oid = 2200::oid) as schema,
pg_catalog.pg_get_userbyid(rel.relowner) as relowner, rel.relkind, (case when rel.relkind = 'p' then true else false end) as is_partitioned,
rel.relhassubclass, rel.reltuples::bigint >= -1 as has_estimate, des.description, con.conname, con.conkey,
exists(select 1 from pg_catalog.pg_trigger join pg_catalog.pg_proc pt on pt.oid = tgfoid and pt.proname = 'logtrigger'
join pg_catalog.pg_proc pc on pc.pronamespace = pt.pronamespace and pc.proname = 'slonyversion' where tgrelid = rel.oid) as isrepl,
(select array_agg(r.relname) from pg_catalog.pg_inherits i join pg_catalog.pg_class r on r.oid = i.inhparent where i.inhrelid = rel.oid) as coll_inherits,
substring(pg_catalog.array_to_string(rel.reloptions, ',') from 'fillfactor=([0-9]*)') as fillfactor,
(substring(pg_catalog.array_to_string(rel.reloptions, ',') from 'autovacuum_enabled=([a-z|0-9]*)'))::boolean as autovacuum_enabled,
case when rel.relpersistence = 'u' then true else false end as relpersistence,
(select st.setting from pg_catalog.pg_show_all_settings() st where st.name = 'autovacuum_vacuum_threshold') as autovacuum_vacuum_threshold,
rel.relrowsecurity as rlspolicy, rel.relforcerowsecurity as forcerlspolicy,
(select pg_catalog.array_agg(provider || '=' || label) from pg_catalog.pg_seclabels sl1 where sl1.objoid = rel.oid and sl1.objsubid = 0) as seclabels,
(case when rel.oid <= 13000::oid then true else false end) as is_sys_table
from pg_catalog.pg_class rel
left outer join pg_catalog.pg_tablespace spc on spc.oid = rel.reltablespace
left outer join pg_catalog.pg_description des on (des.objoid = rel.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
left outer join pg_catalog.pg_constraint con on con.conrelid = rel.oid and con.contype = 'p'
where rel.relkind in ('r', 's', 't', 'p') and rel.relnamespace = 2200::oid and rel.oid = ${'customers'::regclass::oid}::oid
order by rel.relname;
-- privileges of a table
select 'relacl' as deftype, coalesce(gt.rolname, 'PUBLIC') grantee, g.rolname grantor, array_agg(privilege_type order by privilege_type) as privileges
from (select d.grantee, d.grantor, d.privilege_type from (select rel.relacl as acl from pg_catalog.pg_class rel where rel.oid = ${'orders'::regclass::oid}::oid) acl,
lateral aclexplode(acl.acl) d) d
left join pg_catalog.pg_roles g on (d.grantor = g.oid) left join pg_catalog.pg_roles gt on (d.grantee = gt.oid)
group by g.rolname, gt.rolname;
-- default privileges
select (aclexplode(acldefault('r', c.relowner))).privilege_type from pg_class c where c.oid = 'orders'::regclass
order by 1;
-- columns
select att.attname as name, att.attnum as oid, pg_catalog.format_type(ty.oid, null) as datatype, att.attnotnull as not_null,
case when att.atthasdef or att.attidentity != '' or ty.typdefault is not null then true else false end as has_default_val, des.description, ty.oid as typoid
from pg_catalog.pg_attribute att
join pg_catalog.pg_type ty on ty.oid = atttypid
left outer join pg_catalog.pg_description des on (des.objoid = att.attrelid and des.objsubid = att.attnum and des.classoid = 'pg_class'::regclass)
where att.attrelid = ${'customers'::regclass::oid}::oid and att.attnum > 0 and att.attisdropped is false
order by att.attnum;
-- properties of columns
select distinct on (att.attnum) att.attname as name, att.attnum, att.attlen, att.attndims, att.atttypmod, att.attacl, att.attnotnull,
att.attoptions, att.attstattarget, att.attstorage, att.attidentity, pg_catalog.pg_get_expr(def.adbin, def.adrelid) as defval,
pg_catalog.format_type(ty.oid, null) as typname, pg_catalog.format_type(ty.oid, att.atttypmod) as displaytypname,
pg_catalog.format_type(case when ty.typelem > 0 then ty.typelem else ty.oid end, null) as elemtypname,
tn.nspname as typnspname, et.typname as elemtypname_, ty.typstorage as defaultstorage, cl.relname, na.nspname,
pg_catalog.concat(quote_ident(na.nspname), '.', quote_ident(cl.relname)) as parent_tbl, att.attstattarget as attstattarget_,
description, pi.indkey, cs.relname as sername, ns.nspname as serschema, coll.collname, nspc.nspname as collnspname,
(select count(1) from pg_catalog.pg_type t2 where t2.typname = ty.typname) > 1 as isdup,
case when length(coll.collname::text) > 0 and length(nspc.nspname::text) > 0 then
  pg_catalog.concat(pg_catalog.quote_ident(nspc.nspname), '.', pg_catalog.quote_ident(coll.collname)) else '' end as collspcname,
exists(select 1 from pg_catalog.pg_constraint where conrelid = att.attrelid and contype = 'f' and att.attnum = any(conkey)) as is_fk,
seq.seqincrement, seq.seqstart,
case when att.attidentity in ('a', 'd') then 'i' when att.attgenerated in ('s') then 'g' else 'n' end as colconstype
from pg_catalog.pg_attribute att
join pg_catalog.pg_type ty on ty.oid = atttypid
join pg_catalog.pg_namespace tn on tn.oid = ty.typnamespace
join pg_catalog.pg_class cl on cl.oid = att.attrelid
join pg_catalog.pg_namespace na on na.oid = cl.relnamespace
left outer join pg_catalog.pg_type et on et.oid = ty.typelem
left outer join pg_catalog.pg_attrdef def on adrelid = att.attrelid and adnum = att.attnum
left outer join pg_catalog.pg_description des on (des.objoid = att.attrelid and des.objsubid = att.attnum and des.classoid = 'pg_class'::regclass)
left outer join (pg_catalog.pg_depend dep join pg_catalog.pg_class cs on dep.classid = 'pg_class'::regclass and dep.objid = cs.oid and cs.relkind = 'S')
   on dep.refobjid = att.attrelid and dep.refobjsubid = att.attnum
left outer join pg_catalog.pg_namespace ns on ns.oid = cs.relnamespace
left outer join pg_catalog.pg_index pi on pi.indrelid = att.attrelid and indisprimary
left outer join pg_catalog.pg_collation coll on att.attcollation = coll.oid
left outer join pg_catalog.pg_namespace nspc on coll.collnamespace = nspc.oid
left outer join pg_catalog.pg_sequence seq on cs.oid = seq.seqrelid
where att.attrelid = ${'orders'::regclass::oid}::oid and att.attnum > 0 and att.attisdropped is false
order by att.attnum;
-- collations
select --nspname, collname,
    case when length(nspname::text) > 0 and length(collname::text) > 0 then concat(quote_ident(nspname), '.', quote_ident(collname)) else '' end as collation
from pg_catalog.pg_collation c, pg_catalog.pg_namespace n where c.collnamespace = n.oid and c.oid in (100, 950, 951)
order by nspname, collname;
-- types to choose from
select * from (select pg_catalog.format_type(t.oid, null) as typname, case when typelem > 0 then typelem else t.oid end as elemoid, typlen, typtype, t.oid, nspname,
(select count(1) from pg_catalog.pg_type t2 where t2.typname = t.typname) > 1 as isdup,
case when t.typcollation != 0 then true else false end as is_collatable
from pg_catalog.pg_type t join pg_catalog.pg_namespace nsp on typnamespace = nsp.oid
where (not (typname = 'unknown' and nspname = 'pg_catalog')) and typisdefined and typtype in ('b', 'c', 'd', 'e', 'r', 'm')
and not exists (select 1 from pg_catalog.pg_class where relnamespace = typnamespace and relname = typname and relkind != 'c') and
(typname not like '\_%' or not exists (select 1 from pg_catalog.pg_class where relnamespace = typnamespace and relname = substring(typname from 2)::name and relkind != 'c'))
and nsp.nspname != 'information_schema'
union select 'smallserial', 0, 2, 'b', 0, 'pg_catalog', false, false
union select 'bigserial', 0, 8, 'b', 0, 'pg_catalog', false, false
union select 'serial', 0, 4, 'b', 0, 'pg_catalog', false, false) as dummy
order by nspname <> 'pg_catalog', nspname <> 'public', nspname, 1;

-- constraints
select cls.oid, cls.relname as name, desp.description as comment, con.condeferrable, con.contype, con.conname, conindid,
array_to_string(con.conkey, ' ') as keys, idx.indnatts, idx.indnkeyatts
from pg_catalog.pg_index idx
join pg_catalog.pg_class cls on cls.oid = indexrelid
left join pg_catalog.pg_depend dep on (dep.classid = cls.tableoid and dep.objid = cls.oid and dep.refobjsubid = '0'
   and dep.refclassid = (select oid from pg_catalog.pg_class where relname = 'pg_constraint') and dep.deptype = 'i')
left outer join pg_catalog.pg_constraint con on (con.tableoid = dep.refclassid and con.oid = dep.refobjid)
left outer join pg_catalog.pg_description desp on (desp.objoid = con.oid and desp.objsubid = 0 and desp.classoid = 'pg_constraint'::regclass)
where indrelid = ${'customers'::regclass::oid}::oid and contype in ('p', 'u')
order by cls.relname;
-- foreign keys
select ct.oid, conname as name, condeferrable, condeferred, confupdtype, confdeltype,
case confmatchtype when 's' then false when 'f' then true end as confmatchtype, conkey, confkey, confrelid, nl.nspname as fknsp, cl.relname as fktab,
nr.oid as refnspoid, nr.nspname as refnsp, cr.relname as reftab, description as comment, convalidated, conislocal
from pg_catalog.pg_constraint ct
join pg_catalog.pg_class cl on cl.oid = conrelid join pg_catalog.pg_namespace nl on nl.oid = cl.relnamespace
join pg_catalog.pg_class cr on cr.oid = confrelid join pg_catalog.pg_namespace nr on nr.oid = cr.relnamespace
left outer join pg_catalog.pg_description des on (des.objoid = ct.oid and des.classoid = 'pg_constraint'::regclass)
where contype = 'f' and conrelid = ${'orders'::regclass::oid}::oid
order by conname;
-- columns of a foreign key
select a1.attname as conattname, a2.attname as confattname from (
select conkey, confkey, conrelid, confrelid, generate_subscripts(conkey, 1) as i from pg_catalog.pg_constraint where conrelid = ${'orders'::regclass::oid}::oid and contype = 'f') k
join pg_catalog.pg_attribute a1 on a1.attrelid = k.conrelid and a1.attnum = k.conkey[k.i]
join pg_catalog.pg_attribute a2 on a2.attrelid = k.confrelid and a2.attnum = k.confkey[k.i];
-- check constraints
select c.oid, conname as name, relname, nspname, description as comment, pg_catalog.pg_get_expr(conbin, conrelid, true) as consrc,
connoinherit, not convalidated as convalidated, conislocal
from pg_catalog.pg_constraint c join pg_catalog.pg_class cl on cl.oid = conrelid
join pg_catalog.pg_namespace nl on nl.oid = relnamespace
left outer join pg_catalog.pg_description des on (des.objoid = c.oid and des.classoid = 'pg_constraint'::regclass)
where contype = 'c' and conrelid = ${'orders'::regclass::oid}::oid
order by conname;
-- indexes
select distinct on (cls.relname) cls.oid, cls.relname as name,
(select (case when count(i.inhrelid) > 0 then true else false end) from pg_inherits i where i.inhrelid = cls.oid) as is_inherited,
idx.indisunique, idx.indisclustered, idx.indisvalid, am.amname, idx.indkey, indnatts
from pg_catalog.pg_index idx join pg_catalog.pg_class cls on cls.oid = indexrelid
join pg_catalog.pg_class tab on tab.oid = indrelid
left outer join pg_catalog.pg_tablespace ta on ta.oid = cls.reltablespace
join pg_catalog.pg_namespace n on n.oid = tab.relnamespace join pg_catalog.pg_am am on am.oid = cls.relam
left join pg_catalog.pg_depend dep on (dep.classid = cls.tableoid and dep.objid = cls.oid and dep.refobjsubid = '0'
   and dep.refclassid = (select oid from pg_catalog.pg_class where relname = 'pg_constraint') and dep.deptype = 'i')
left outer join pg_catalog.pg_constraint con on (con.tableoid = dep.refclassid and con.oid = dep.refobjid)
where indrelid = ${'orders'::regclass::oid}::oid and conname is null
order by cls.relname;
-- columns of an index
select i.indexrelid, case i.indoption[i.attnum - 1] when 0 then array['asc', 'nulls last'] when 1 then array['desc', 'nulls first']
when 2 then array['asc', 'nulls first'] when 3 then array['desc', 'nulls last'] else array['unknown option' || i.indoption[i.attnum - 1]::text, ''] end::text[] as options,
i.attnum, pg_catalog.pg_get_indexdef(i.indexrelid, i.attnum, true) as attdef,
case when (o.opcdefault = false) then o.opcname else null end as opcname, op.oprname as oprname, '' as collnspname
from (select indexrelid, i.indoption, i.indclass, pg_catalog.unnest(array(select pg_catalog.generate_series(1, i.indnkeyatts) as n)) as attnum
   from pg_catalog.pg_index i where i.indexrelid = ${'orders_code'::regclass::oid}::oid) i
left join pg_catalog.pg_opclass o on (o.oid = i.indclass[i.attnum - 1])
left join pg_catalog.pg_constraint c on (c.conindid = i.indexrelid)
left join pg_catalog.pg_operator op on (op.oid = c.conexclop[i.attnum])
left join pg_catalog.pg_attribute a on (a.attrelid = i.indexrelid and a.attnum = i.attnum)
order by i.attnum;
-- SQL of an index
select pg_catalog.pg_get_indexdef(${'orders_by_customer'::regclass::oid}::oid);
-- statistics of a table
-- varies: Table size, Indexes size
select seq_scan >= 0 as "Sequential scans", n_tup_ins >= 0 as "Tuples inserted", n_live_tup >= 0 as "Live tuples",
pg_catalog.pg_relation_size(stat.relid) as "Table size", pg_catalog.pg_indexes_size(stat.relid) as "Indexes size"
from pg_catalog.pg_stat_all_tables stat join pg_catalog.pg_statio_all_tables statio on stat.relid = statio.relid
join pg_catalog.pg_class cl on cl.oid = stat.relid where stat.relid = ${'orders'::regclass::oid}::oid;
-- statistics of columns
select null_frac from pg_catalog.pg_stats where schemaname = 'public' and tablename = 'orders' and attname = 'id';
-- count of rows
select count(*) from public.orders;

-- views
select c.oid, c.relname as name, description as comment, c.xmin is not null as has_xmin
from pg_catalog.pg_class c
left outer join pg_catalog.pg_description des on (des.objoid = c.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
where c.relkind = 'v' and c.relnamespace = 2200::oid
order by c.relname;
-- properties of a view
select c.oid, c.relname as name, nsp.nspname as schema, description as comment, c.reltablespace, pg_catalog.pg_get_userbyid(c.relowner) as owner,
array_to_string(c.relacl::text[], ', ') as acl, substring(array_to_string(c.reloptions, ',') from 'check_option=([a-z]*)') as check_option,
(substring(array_to_string(c.reloptions, ',') from 'security_barrier=([a-z|0-9]*)'))::boolean as security_barrier, false as system_view
from pg_catalog.pg_class c left outer join pg_catalog.pg_namespace nsp on nsp.oid = c.relnamespace
left outer join pg_catalog.pg_description des on (des.objoid = c.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
where ((c.relhasrules and (exists (select r.rulename from pg_catalog.pg_rewrite r where ((r.ev_class = c.oid) and (bpchar(r.ev_type) = '1'::bpchar)))))
and (c.relkind = 'v'::char)) and c.oid = ${'customer_totals'::regclass::oid}::oid;
-- sequences
select cl.oid, relname as name, description as comment, pg_get_userbyid(cl.relowner) as seqowner
from pg_catalog.pg_class cl left outer join pg_catalog.pg_description des on (des.objoid = cl.oid and des.classoid = 'pg_class'::regclass)
where relkind = 'S' and relnamespace = 2200::oid and not exists (
select * from pg_catalog.pg_depend as dep where dep.deptype = 'i' and dep.objid = cl.oid)
order by relname;
-- properties of a sequence
select last_value, seqmin as minimum, seqmax as maximum, seqstart as start, seqcache as cache, seqcycle as cycled, seqincrement as increment, is_called
from pg_catalog.pg_sequence, public.tickets where seqrelid = ${'tickets'::regclass::oid}::oid;
-- enums
select t.oid, t.typname as name, t.typtype, array_agg(e.enumlabel order by e.enumsortorder) as labels, alias, pg_catalog.format_type(t.oid, null) as alias_
from pg_catalog.pg_type t join pg_catalog.pg_enum e on e.enumtypid = t.oid, lateral (select pg_catalog.format_type(t.typelem, null) as alias) l
where t.typnamespace = 2200::oid group by t.oid, t.typname, t.typtype, alias;
-- types
select t.oid, t.typname as name from pg_catalog.pg_type t left outer join pg_catalog.pg_type e on e.oid = t.typelem
left outer join pg_catalog.pg_class ct on ct.oid = t.typrelid and ct.relkind <> 'c'
where t.typtype != 'd' and t.typname not like E'\\_%' and t.typnamespace = 2200::oid and ct.oid is null
order by t.typname;
-- functions
select pr.oid, pr.proname || '(' || coalesce(pg_catalog.pg_get_function_identity_arguments(pr.oid), '') || ')' as name, lanname,
pg_catalog.pg_get_userbyid(proowner) as funcowner, description
from pg_catalog.pg_proc pr join pg_catalog.pg_type typ on typ.oid = prorettype join pg_catalog.pg_language lng on lng.oid = prolang
left outer join pg_catalog.pg_description des on (des.objoid = pr.oid and des.classoid = 'pg_proc'::regclass)
where pr.prokind in ('f', 'w') and pronamespace = 2200::oid and typname not in ('trigger', 'event_trigger')
order by proname;
-- a function
select pg_catalog.pg_get_function_arguments(pr.oid), pg_catalog.pg_get_function_result(pr.oid), proretset, prosecdef, proisstrict, provolatile
from pg_proc pr where pr.oid = 'pg_catalog.lower(text)'::regprocedure;
-- domains
select d.oid, d.typname from pg_catalog.pg_type d where d.typtype = 'd' and d.typnamespace = 2200;
-- dependents
select distinct dep.deptype, dep.refclassid::regclass, cl.relkind, ad.adbin is not null as has_default,
case when cl.relkind is not null then cl.relkind::text || coalesce(dep.refobjsubid::character varying, '')
when tg.oid is not null then 'T'::text when ty.oid is not null then 'y'::text when ns.oid is not null then 'n'::text
when pr.oid is not null then 'p'::text when la.oid is not null then 'l'::text when rw.oid is not null then 'R'::text
when co.oid is not null then 'C'::text || contype::text when ad.oid is not null then 'A'::text else '' end as type,
coalesce(coc.relname, clrw.relname) as ownertable,
case when cl.relname is not null or att.attname is not null then cl.relname || coalesce('.' || att.attname, '')
else coalesce(cl.relname, co.conname, pr.proname, tg.tgname, ty.typname, la.lanname, rw.rulename, ns.nspname) end as refname,
coalesce(nsc.nspname, nso.nspname, nsp.nspname, nst.nspname, nsrw.nspname) as nspname
from pg_catalog.pg_depend dep
left join pg_catalog.pg_class cl on dep.objid = cl.oid
left join pg_catalog.pg_attribute att on dep.objid = att.attrelid and dep.objsubid = att.attnum
left join pg_catalog.pg_namespace nsc on cl.relnamespace = nsc.oid
left join pg_catalog.pg_proc pr on dep.objid = pr.oid
left join pg_catalog.pg_namespace nsp on pr.pronamespace = nsp.oid
left join pg_catalog.pg_trigger tg on dep.objid = tg.oid
left join pg_catalog.pg_type ty on dep.objid = ty.oid
left join pg_catalog.pg_namespace nst on ty.typnamespace = nst.oid
left join pg_catalog.pg_constraint co on dep.objid = co.oid
left join pg_catalog.pg_class coc on co.conrelid = coc.oid
left join pg_catalog.pg_namespace nso on co.connamespace = nso.oid
left join pg_catalog.pg_rewrite rw on dep.objid = rw.oid
left join pg_catalog.pg_class clrw on clrw.oid = rw.ev_class
left join pg_catalog.pg_namespace nsrw on clrw.relnamespace = nsrw.oid
left join pg_catalog.pg_language la on dep.objid = la.oid
left join pg_catalog.pg_namespace ns on dep.objid = ns.oid
left join pg_catalog.pg_attrdef ad on ad.oid = dep.objid
where dep.refobjid in (${'orders'::regclass::oid})
order by dep.deptype, 3, 5, 7;
-- roles
select r.oid, r.rolname, r.rolcanlogin, r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user or r.rolname like 'pg\_read%'
order by r.rolcanlogin, r.rolname;
-- tablespaces
select ts.oid, spcname as name, spcowner is not null as owner, array_to_string(spcoptions, ',') as options from pg_catalog.pg_tablespace ts
order by name;
-- extensions
select x.oid, pg_catalog.pg_get_userbyid(extowner) as owner, x.extname as name, n.nspname as schema, x.extrelocatable, x.extversion as version
from pg_catalog.pg_extension x left join pg_catalog.pg_namespace n on x.extnamespace = n.oid where x.extname <> 'plpgsql'
order by x.extname;
-- casts
select ca.oid, pg_catalog.concat(pg_catalog.format_type(st.oid, null), '->', pg_catalog.format_type(tt.oid, tt.typtypmod)) as name
from pg_catalog.pg_cast ca join pg_catalog.pg_type st on st.oid = castsource join pg_catalog.pg_type tt on tt.oid = casttarget
where castsource = 23
order by casttarget;

-- query tool, columns of a result
select at.attname, at.attnum, ty.typname from pg_catalog.pg_attribute at left join pg_catalog.pg_type ty on (ty.oid = at.atttypid)
join pg_catalog.pg_class ta on at.attrelid = ta.oid where attrelid = ${'orders'::regclass::oid}::oid and attnum = any (
(select con.conkey from pg_catalog.pg_class rel left outer join pg_catalog.pg_constraint con on con.conrelid = rel.oid and con.contype = 'p'
where rel.relkind in ('r', 's', 't', 'p') and rel.oid = ${'orders'::regclass::oid}::oid)::oid[]);
-- query tool, has oids
select 'oid' in (select attname from pg_attribute where attrelid = ${'orders'::regclass::oid}) as has_oids;
-- query tool, types of columns
select oid, pg_catalog.format_type(oid, null) as typname from pg_catalog.pg_type where oid in (23, 25, 1043, 1700, 1114, 16, 1042)
order by oid;
-- query tool, completion
select n.nspname schema_name, c.relname table_name, a.attname column_name, a.atttypid::regtype::text type_name, a.atthasdef as has_default,
pg_catalog.pg_get_expr(d.adbin, d.adrelid, true) as default
from pg_catalog.pg_class c inner join pg_catalog.pg_attribute a on a.attrelid = c.oid
inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relkind in ('r', 'p') and n.nspname in ('archive', 'public') and a.attnum > 0 and not a.attisdropped
order by 1, 2, attnum;
-- query tool, completion of foreign keys
select s_p.nspname as parentschema, t_p.relname as parenttable, unnest((select array_agg(attname order by i) from (
select unnest(confkey) as attnum, generate_subscripts(confkey, 1) as i) x join pg_catalog.pg_attribute c using (attnum) where c.attrelid = fk.confrelid)) as parentcolumn,
s_c.nspname as childschema, t_c.relname as childtable, unnest((select array_agg(attname order by i) from (
select unnest(conkey) as attnum, generate_subscripts(conkey, 1) as i) x join pg_catalog.pg_attribute c using (attnum) where c.attrelid = fk.conrelid)) as childcolumn
from pg_catalog.pg_constraint fk join pg_catalog.pg_class t_p on t_p.oid = fk.confrelid join pg_catalog.pg_namespace s_p on s_p.oid = t_p.relnamespace
join pg_catalog.pg_class t_c on t_c.oid = fk.conrelid join pg_catalog.pg_namespace s_c on s_c.oid = t_c.relnamespace
where fk.contype = 'f'
order by 5;
-- preview
select * from public.orders
order by id asc;
-- diagram, tables
select rel.relname, array_agg(att.attname order by att.attnum) as columns from pg_class rel join pg_attribute att on att.attrelid = rel.oid and att.attnum > 0
where rel.relnamespace = 2200 and rel.relkind = 'r' group by rel.relname
order by 1;
