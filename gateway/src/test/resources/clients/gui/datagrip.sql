-- DataGrip: its connect sequence, then what its introspector reads, by age of xmin and by schema, with numbered columns.

-- connect
set extra_float_digits = 3; set application_name = 'DataGrip 2024.3';
-- version
-- varies: version
select version();
-- where
select current_database() as a, current_schemas(false) as b;
-- who
select current_database(), current_schema(), current_user;
-- isolation
show transaction isolation level;
-- start of the server
-- varies: startup_time
select round(extract(epoch from pg_postmaster_start_time() at time zone 'UTC')) as startup_time;
-- number of the version
-- varies: setting
select setting from pg_catalog.pg_settings where name = 'server_version_num';
-- transaction
-- varies: current_txid
select case when pg_catalog.pg_is_in_recovery() then null else (pg_catalog.txid_current() % 4294967296)::varchar::bigint end as current_txid;
-- oldest transaction
-- varies: transaction_id
select lk.transactionid::varchar::bigint as transaction_id from pg_catalog.pg_locks lk
where lk.transactionid is not null order by pg_catalog.age(lk.transactionid) desc limit 1;
-- own database
-- varies: id
select db.oid::bigint as id, db.datname as name, sd.description, db.datistemplate as is_template, db.datallowconn as allow_connections,
pg_catalog.pg_get_userbyid(db.datdba) as "owner"
from pg_catalog.pg_database db left join pg_catalog.pg_shdescription sd on db.oid = sd.objoid
where db.datname = current_database()
order by case when db.datname = pg_catalog.current_database() then -1::bigint else db.oid::bigint end;
-- schemas
-- varies: state_number, owner
select ns.oid::bigint as id, ns.xmin as state_number, ns.nspname as name, ds.description, pg_catalog.pg_get_userbyid(ns.nspowner) as "owner"
from pg_catalog.pg_namespace ns left join pg_catalog.pg_description ds on ns.oid = ds.objoid
where ns.nspname in ('public', 'archive', 'pg_catalog', 'information_schema')
order by case when ns.nspname = pg_catalog.current_schema() then -1::bigint else 0 end, ns.nspname;
-- own role
-- varies: id, role_id
select rl.oid::bigint as role_id, rl.rolname as role_name, rl.rolsuper is_super, rl.rolinherit is_inherit, rl.rolcreaterole can_createrole, rl.rolcreatedb can_createdb,
rl.rolcanlogin can_login, rl.rolreplication is_replication, rl.rolconnlimit conn_limit, rl.rolvaliduntil valid_until, rl.rolbypassrls bypass_rls, rl.rolconfig config, sd.description
from pg_catalog.pg_roles rl left join pg_catalog.pg_shdescription sd on sd.objoid = rl.oid where rl.rolname = current_user;
-- roles of roles
select mb.member id, mb.roleid role_id, mb.admin_option from pg_catalog.pg_auth_members mb
order by id, mb.roleid::text;
-- tablespaces
-- varies: state_number, owner
select ts.oid::bigint as id, ts.spcname as name, ts.xmin as state_number, pg_catalog.pg_get_userbyid(ts.spcowner) as owner, pg_catalog.pg_tablespace_location(ts.oid) as location,
ts.spcoptions as options, sd.description as comment from pg_catalog.pg_tablespace ts left join pg_catalog.pg_shdescription sd on sd.objoid = ts.oid;
-- privileges of databases
select tb.oid as object_id, tb.spcacl as acl from pg_catalog.pg_tablespace tb where tb.spcacl is not null
union all
select db.oid as object_id, db.datacl as acl from pg_catalog.pg_database db where db.datname = current_database() and db.datacl is not null;
-- languages
-- varies: state_number
select lg.oid as id, lg.xmin state_number, lg.lanname as name, lg.lanpltrusted as trusted, hp.proname as handler, hs.nspname as handlerschema, vp.proname as validator
from pg_catalog.pg_language lg left join pg_catalog.pg_proc hp on hp.oid = lg.lanplcallfoid left join pg_catalog.pg_namespace hs on hs.oid = hp.pronamespace
left join pg_catalog.pg_proc vp on vp.oid = lg.lanvalidator where lg.lanname <> 'plpgsql'
order by lower(lg.lanname);
-- access methods
-- varies: state_number
select am.oid as access_method_id, am.amname as access_method_name, am.xmin as state_number, am.amhandler::oid as handler_id,
pg_catalog.quote_ident(ns.nspname) || '.' || pg_catalog.quote_ident(hp.proname) as handler_name, am.amtype as access_method_type
from pg_am am join pg_proc hp on am.amhandler::oid = hp.oid join pg_namespace ns on hp.pronamespace = ns.oid
order by am.oid;
-- extensions
select ex.oid as id, ex.extname as name, ex.extversion as version, ex.extnamespace as schema_id, ns.nspname as schema_name,
array(select unnest from unnest(array['1.0', '1.1']) where unnest > ex.extversion) as available_updates
from pg_catalog.pg_extension ex join pg_namespace ns on ex.extnamespace = ns.oid where ex.extname <> 'plpgsql';
-- extension's members
select dp.refobjid as id, dp.objid as member from pg_catalog.pg_depend dp join pg_catalog.pg_extension ex on dp.refobjid = ex.oid
where dp.refclassid = 'pg_extension'::regclass::oid and dp.deptype = 'e' and ex.extname <> 'plpgsql';
-- foreign data wrappers
select fw.oid as id, fw.fdwname as name, hp.proname as handler, vp.proname as validator, fw.fdwoptions as options from pg_catalog.pg_foreign_data_wrapper fw
left outer join pg_catalog.pg_proc hp on fw.fdwhandler = hp.oid left outer join pg_catalog.pg_proc vp on fw.fdwvalidator = vp.oid;
-- foreign servers
select sv.oid as id, sv.srvfdw as fdw_id, sv.srvname as name, sv.srvtype as type, sv.srvversion as version, sv.srvoptions as options from pg_catalog.pg_foreign_server sv;
-- user mappings
select um.oid as id, um.srvid as server_id, case when um.umuser = 0 then null else pg_catalog.pg_get_userbyid(um.umuser) end as user, um.umoptions as options
from pg_catalog.pg_user_mappings mp left join pg_catalog.pg_user_mapping um on um.oid = mp.umid;
-- casts of one type
select ct.oid, ct.castsource::regtype::text as castsource_name, ct.casttarget::regtype::text as casttarget_name, ct.castfunc as castfunc_id, fp.proname as castfunc_name, ct.castcontext, ct.castmethod
from pg_cast ct left outer join pg_proc fp on ct.castfunc::oid = fp.oid where ct.castsource = 'money'::regtype
order by ct.oid;
-- event triggers
select tr.oid as id, tr.evtname as name, tr.evtevent as event, tr.evtfoid as routine_id, pg_catalog.pg_get_userbyid(tr.evtowner) as owner, tr.evttags as tags,
case when tr.evtenabled = 'D' then 1 else 0 end as is_disabled from pg_catalog.pg_event_trigger tr;
-- state of the schema
-- varies: last_tx
select greatest(max(relation.tx), max(kind.tx)) as last_tx from
(select max(age(c.xmin)) as tx from pg_catalog.pg_class c where c.relnamespace = 'public'::regnamespace) relation,
(select max(age(t.xmin)) as tx from pg_catalog.pg_type t where t.typnamespace = 'public'::regnamespace) kind;
-- sequences
-- varies: sequence_state_number
select cl.relname as sequence_name, cl.xmin as sequence_state_number, sq.seqstart as start_value, sq.seqincrement as inc_value, sq.seqmin as min_value, sq.seqmax as max_value,
sq.seqcache as cache_size, sq.seqcycle as cycle_option, pg_catalog.format_type(sq.seqtypid, null) as data_type, pg_catalog.pg_get_userbyid(cl.relowner) as "owner", dp.deptype
from pg_catalog.pg_sequence sq join pg_catalog.pg_class cl on sq.seqrelid = cl.oid
left join pg_catalog.pg_depend dp on dp.objid = cl.oid and dp.classid = 'pg_class'::regclass::oid and dp.refclassid = 'pg_class'::regclass::oid and dp.deptype in ('a', 'i')
where cl.relnamespace = 'public'::regnamespace::oid and (pg_catalog.age(cl.xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647))
order by cl.relname;
-- types
select tp.oid as type_id, tp.typname as type_name, tp.typtype as type_sub_kind, tp.typcategory as type_category, tp.typrelid as class_id,
tp.typbasetype as base_type_id, case when tp.typtype in ('c', 'e') then null else pg_catalog.format_type(tp.typbasetype, tp.typtypmod) end as type_def,
tp.typndims as dimensions_number, tp.typdefault as default_expression, tp.typnotnull as mandatory, pg_catalog.pg_get_userbyid(tp.typowner) as "owner"
from pg_catalog.pg_type tp where tp.typnamespace = 'public'::regnamespace::oid and (tp.typtype in ('d', 'e')
or tp.typtype = 'c' and exists (select 1 from pg_catalog.pg_class cl where cl.oid = tp.typrelid and cl.relkind = 'c'))
order by tp.typname;
-- labels
select tp.oid as enum_id, array_agg(en.enumlabel::varchar order by en.enumsortorder) as enum_labels from pg_catalog.pg_enum en join pg_catalog.pg_type tp on en.enumtypid = tp.oid
where tp.typnamespace = 'public'::regnamespace::oid group by tp.oid;
-- relations
-- parameters: unknown ${'public'::regnamespace::oid}
-- varies: table_state_number
select cl.relkind as table_kind, cl.relname as table_name, cl.oid as table_id, cl.xmin as table_state_number, false as table_with_oids, cl.reltablespace as tablespace_id,
cl.reloptions as options, cl.relpersistence as persistence, (select pg_catalog.array_agg(ih.inhparent::bigint order by ih.inhseqno)::varchar from pg_catalog.pg_inherits ih where cl.oid = ih.inhrelid) as ancestors,
(select pg_catalog.array_agg(ih.inhrelid::bigint order by ih.inhrelid)::varchar from pg_catalog.pg_inherits ih where cl.oid = ih.inhparent) as successors,
cl.relispartition as is_partition, pg_catalog.pg_get_partkeydef(cl.oid) as partition_key, pg_catalog.pg_get_expr(cl.relpartbound, cl.oid) as partition_expression,
cl.relam am_id, pg_catalog.pg_get_userbyid(cl.relowner) as "owner"
from pg_catalog.pg_class cl where cl.relnamespace = $1::oid and cl.relkind in ('r', 'm', 'v', 'f', 'p')
order by cl.relname;
-- foreign tables
select ft.ftrelid as table_id, sv.srvname as table_server, ft.ftoptions as table_options, pg_catalog.pg_get_userbyid(cl.relowner) as "owner"
from pg_catalog.pg_foreign_table ft left outer join pg_catalog.pg_foreign_server sv on ft.ftserver = sv.oid join pg_catalog.pg_class cl on ft.ftrelid = cl.oid
where cl.relnamespace = 'public'::regnamespace::oid
order by table_id;
-- columns
-- parameters: unknown ${'public'::regnamespace::oid}
-- varies: column_state_number
with tables as (select cl.oid as table_id, cl.relname from pg_catalog.pg_class cl where cl.relnamespace = $1::oid and cl.relkind in ('r', 'm', 'v', 'f', 'p', 'c'))
select tb.relname, at.attnum as column_position, at.attname as column_name, at.xmin as column_state_number, at.atttypmod as type_mod, at.attndims as dimensions_number,
pg_catalog.format_type(at.atttypid, at.atttypmod) as type_spec, at.atttypid as type_id, at.attnotnull as mandatory,
pg_catalog.pg_get_expr(df.adbin, tb.table_id) as column_default_expression, not at.attislocal as column_is_inherited, at.attfdwoptions as options,
at.attisdropped as column_is_dropped, at.attidentity as identity_kind, at.attgenerated as generated, at.attcompression as compression
from tables tb join pg_catalog.pg_attribute at on tb.table_id = at.attrelid left join pg_catalog.pg_attrdef df on at.attrelid = df.adrelid and at.attnum = df.adnum
where at.attnum > 0 order by tb.relname, at.attnum;
-- indexes
-- parameters: unknown ${'public'::regnamespace::oid}
-- varies: state_number
select tb.relname as table_name, ix.indrelid table_id, st.relname index_name, st.xmin state_number, ix.indisunique is_unique, ix.indisprimary is_primary, ix.indnkeyatts keys,
case when tb.relkind = 'r' then pg_catalog.pg_get_expr(ix.indpred, ix.indrelid) end as condition, ix.indkey::varchar as column_positions, ix.indoption::varchar as options,
(select pg_catalog.array_agg(ih.inhparent::bigint) from pg_catalog.pg_inherits ih where st.oid = ih.inhrelid)::varchar as ancestors, st.reltablespace tablespace_id, st.relam access_method_id,
am.amname, opc.names as operator_classes, can_order
from pg_catalog.pg_class tb join pg_catalog.pg_index ix on tb.oid = ix.indrelid join pg_catalog.pg_class st on ix.indexrelid = st.oid left join pg_catalog.pg_am am on st.relam = am.oid
left join lateral (select array_agg(oc.opcname order by u.n) names from unnest(ix.indclass) with ordinality u(c, n) join pg_catalog.pg_opclass oc on oc.oid = u.c) opc on true
cross join pg_catalog.pg_indexam_has_property(st.relam, 'can_order') can_order
where tb.relnamespace = $1::oid and tb.relkind in ('r', 'm', 'v', 'p') and st.relkind in ('i', 'I')
order by tb.relname, st.relname;
-- items of indexes
select st.relname index_name, k as col_idx, k <= ix.indnkeyatts as in_key, pg_catalog.pg_get_indexdef(st.oid, cast(k + 1 as int4), true) as coldef,
ix.indcollation[k] as collation, case ix.indoption[k] & 1 when 1 then 'DESC' else 'ASC' end as direction
from pg_catalog.pg_index ix join pg_catalog.pg_class st on st.oid = ix.indexrelid cross join unnest(ix.indkey) with ordinality u(attribute, n), lateral (select (n - 1)::int) p(k)
where st.relnamespace = 'public'::regnamespace::oid
order by st.relname, k;
-- constraints
-- parameters: unknown ${'public'::regnamespace::oid}
-- varies: con_state_id
select tb.relname table_name, tb.relkind table_kind, cn.oid::bigint con_id, cn.xmin::varchar::bigint con_state_id, cn.conname con_name, cn.contype con_kind, cn.conkey con_columns,
cn.conindid index_id, cn.confrelid ref_table_id, cn.condeferrable is_deferrable, cn.condeferred is_init_deferred, cn.confupdtype on_update, cn.confdeltype on_delete,
cn.connoinherit no_inherit, pg_catalog.pg_get_expr(cn.conbin, cn.conrelid) con_expression, cn.confkey ref_columns,
cn.conexclop::int[] excl_operators, array(select unnest::regoper::varchar from unnest(cn.conexclop)) excl_operators_str
from pg_catalog.pg_constraint cn join pg_catalog.pg_class tb on cn.conrelid = tb.oid
where tb.relkind in ('r', 'v', 'f', 'p') and tb.relnamespace = $1::oid and cn.contype in ('p', 'u', 'f', 'c', 'x') and cn.connamespace = $1::oid
order by tb.relname, cn.conname;
-- routines
with langs as (select oid as lang_oid, lanname as lang from pg_catalog.pg_language),
routines as (select pr.proname as r_name, pr.prolang as lang_oid, pr.oid as r_id, pr.xmin as r_state_number, pr.proargnames as arg_names, pr.proargmodes as arg_modes,
pr.proargtypes::int[] as in_arg_types, pr.proallargtypes::int[] as all_arg_types, pg_catalog.pg_get_expr(pr.proargdefaults, 0) as arg_defaults, pr.provariadic as arg_variadic_id,
pr.prorettype as ret_type_id, pr.proretset as ret_set, pr.prokind as kind, pr.provolatile as volatile_kind, pr.proisstrict as is_strict, pr.prosecdef as is_security_definer,
pr.proconfig as configuration_parameters, pr.procost as cost, pg_catalog.pg_get_userbyid(pr.proowner) as "owner", pr.prorows as rows, pr.proleakproof as is_leakproof, pr.proparallel as concurrency_kind
from pg_catalog.pg_proc pr where pr.pronamespace = 'pg_catalog'::regnamespace::oid and not pr.prokind = 'a' and pr.proname in ('lower', 'array_append', 'pg_get_viewdef', 'make_interval'))
select r_name, lang, arg_names, arg_modes, in_arg_types, all_arg_types, arg_variadic_id, ret_type_id, ret_set, kind, volatile_kind, is_strict, is_security_definer,
configuration_parameters, cost, rows, is_leakproof, concurrency_kind from routines natural join langs
order by r_id;
-- aggregates
select pr.oid as aggregate_id, pr.proname as aggregate_name, pr.proargnames as arg_names, pr.proargmodes as arg_modes, pr.proargtypes::int[] as in_arg_types, pr.prorettype as ret_type_id,
ag.aggtransfn::oid as transition_function_id, ag.aggtransfn::regproc::text as transition_function_name, ag.aggtranstype as transition_type,
ag.aggfinalfn::oid as final_function_id, case when ag.aggfinalfn::oid = 0 then null else ag.aggfinalfn::regproc::varchar end as final_function_name, ag.agginitval as initial_value,
ag.aggsortop as sort_operator_id, case when ag.aggsortop = 0 then null else ag.aggsortop::regoper::varchar end as sort_operator_name, ag.aggfinalextra, ag.aggmodifytransfn, ag.aggkind
from pg_aggregate ag join pg_catalog.pg_proc pr on ag.aggfnoid = pr.oid where pr.pronamespace = 'pg_catalog'::regnamespace::oid and pr.proname in ('sum', 'max', 'mode')
order by pr.oid;
-- operators
select op.oid as op_id, op.oprname as op_name, op.oprkind as op_kind, op.oprleft as arg_left_type_id, op.oprright as arg_right_type_id, op.oprresult as arg_result_type_id,
op.oprcode::oid as main_id, op.oprcode::varchar as main_name, op.oprrest::varchar as restrict_name, op.oprjoin::varchar as join_name, op.oprcom::regoper::varchar as com_name,
op.oprnegate::oid as neg_id, op.oprcanmerge as merges, op.oprcanhash as hashes from pg_catalog.pg_operator op where op.oprname = '||'
order by op.oid;
-- operator classes
select oc.oid as id, oc.opcname as name, oc.opcintype as in_type, oc.opckeytype as key_type, oc.opcdefault as is_default, oc.opcfamily as family_id, of.opfname as family, oc.opcmethod as access_method_id
from pg_catalog.pg_opclass oc join pg_catalog.pg_opfamily of on oc.opcfamily = of.oid where oc.opcname like 'text%'
order by oc.oid;
-- operators of a class
select ap.oid as id, ap.amopstrategy as strategy, ap.amopopr as op_id, ap.amopopr::regoperator::varchar as op_sig, ap.amopsortfamily as sort_family_id from pg_catalog.pg_amop ap
join pg_catalog.pg_opfamily of on ap.amopfamily = of.oid where of.opfname = 'bool_ops'
order by ap.oid;
-- functions of a class
select af.oid as id, af.amprocnum as num, af.amproc::oid as proc_id, af.amproc::regprocedure::varchar as proc_sig, af.amproclefttype::regtype::varchar as left_type
from pg_catalog.pg_amproc af join pg_catalog.pg_opfamily of on af.amprocfamily = of.oid where of.opfname = 'bool_ops'
order by af.oid;
-- collations
select cl.oid as id, cl.collname as name, cl.collcollate as lc_collate, cl.collctype as lc_ctype, cl.collprovider, cl.collisdeterministic from pg_catalog.pg_collation cl
where cl.collname in ('default', 'C', 'POSIX', 'ucs_basic')
order by cl.oid;
-- rules
select cl.relname, rw.rulename as rule_name, translate(rw.ev_type, '1234', 'SUID') as rule_event_code, rw.ev_enabled as rule_fire_mode, rw.is_instead as rule_is_instead
from pg_catalog.pg_rewrite rw join pg_catalog.pg_class cl on rw.ev_class = cl.oid where cl.relnamespace = 'public'::regnamespace::oid and rw.rulename <> '_RETURN'::name;
-- policies
select po.oid id, po.polname policy_name, po.polrelid table_id, po.polpermissive is_permissive, po.polroles roles, po.polcmd cmd,
pg_catalog.pg_get_expr(po.polqual, po.polrelid) qual, pg_catalog.pg_get_expr(po.polwithcheck, po.polrelid) with_check
from pg_catalog.pg_policy po join pg_catalog.pg_class cl on po.polrelid = cl.oid where cl.relnamespace = 'public'::regnamespace::oid
order by po.oid;
-- triggers
select tr.tgrelid as table_id, tr.oid as trigger_id, tr.tgname as trigger_name, tr.tgfoid as function_id, pg_catalog.encode(tr.tgargs, 'escape') as function_args, tr.tgtype as bits,
tr.tgdeferrable as is_deferrable, tr.tginitdeferred as is_init_deferred, tr.tgenabled as trigger_fire_mode, tr.tgattr as columns, tr.tgconstraint != 0 as is_constraint,
tr.tgoldtable as old_table_name, tr.tgnewtable as new_table_name, pg_catalog.pg_get_triggerdef(tr.oid, true) as source_code
from pg_catalog.pg_trigger tr join pg_catalog.pg_class cl on cl.oid = tr.tgrelid and cl.relnamespace = 'public'::regnamespace::oid where not tr.tgisinternal;
-- comments
select cl.relname, ds.objsubid as position, ds.description from pg_catalog.pg_class cl join pg_catalog.pg_description ds on cl.oid = ds.objoid
where cl.relnamespace = 'public'::regnamespace::oid and cl.relkind != 'c' and ds.classoid = 'pg_class'::regclass
union all
select tp.typname, null, ds.description from pg_catalog.pg_type tp join pg_catalog.pg_description ds on tp.oid = ds.objoid where tp.typnamespace = 'public'::regnamespace::oid
order by relname, position;
-- sources of views
select cl.relname, pg_catalog.pg_get_viewdef(cl.oid, true) is not null as has_text from pg_catalog.pg_class cl join pg_catalog.pg_namespace ns on cl.relnamespace = ns.oid
where cl.relkind in ('m', 'v') and ns.oid = 'public'::regnamespace::oid
order by cl.relname;
-- dependencies
select distinct dp.deptype, vw.relname as view_name, dp.refclassid::regclass, rf.relname as referenced
from pg_catalog.pg_depend dp join pg_catalog.pg_rewrite rw on dp.objid = rw.oid and dp.classid = 'pg_rewrite'::regclass join pg_catalog.pg_class vw on rw.ev_class = vw.oid
join pg_catalog.pg_class rf on dp.refobjid = rf.oid where dp.refclassid = 'pg_class'::regclass::oid and vw.relnamespace = 'public'::regnamespace::oid and rf.oid <> vw.oid
order by view_name, referenced;
-- privileges of relations
select tb.relname, tb.relacl as acl from pg_catalog.pg_class tb where tb.relnamespace = 'public'::regnamespace::oid and pg_catalog.age(tb.xmin) <= pg_catalog.age('3'::varchar::xid)
union all
select tp.typname, tp.typacl as acl from pg_catalog.pg_type tp where tp.typnamespace = 'public'::regnamespace::oid and tp.typacl is not null
order by relname;
-- zones
select name, is_dst from pg_catalog.pg_timezone_names where name in ('Europe/Prague', 'UTC')
union distinct
select abbrev as name, is_dst from pg_catalog.pg_timezone_abbrevs where abbrev in ('CEST', 'UTC')
order by name;
-- encrypted
-- varies: ssl
select ssl from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid();
-- first rows
select t.* from public.customers t
order by t.id limit 501;
-- first rows, counted
select count(*) from (select t.* from public.orders t limit 501) t;
-- edited row
update public.customers set name = 'Bob' where ctid = '(0,2)' and id = 2;
-- keep alive
select 'keep alive';
