-- What the catalog's relations hold beside the fixed rows of PostgreSQL. A section is a helper, which is
-- made as it stands, or a view, whose query names the columns that it knows. OIDs are hashes of kind and
-- name, so that they are the same in all sessions and after a restart.

-- helper oid_of
CREATE MACRO own.oid_of(kind, name) AS
    16384 + (md5_number_lower(kind || ' ' || name) % 2147467264)::BIGINT;

-- helper user_name
CREATE MACRO own.user_name() AS __duckspace_user();

-- helper user_oid
CREATE MACRO own.user_oid() AS own.oid_of('role', own.user_name());

-- helper database_oid
CREATE MACRO own.database_oid() AS own.oid_of('database', __duckspace_database());

-- helper quoted
CREATE MACRO own.quoted(name) AS
    CASE WHEN regexp_full_match(name, '[a-z_][a-z0-9_$]*') AND NOT (name IN ('all','analyse','analyze','and','any','array','as','asc','both','case','cast','check','collate','column','constraint','create','default','desc','distinct','do','else','end','except','false','fetch','for','foreign','from','grant','group','having','in','initially','into','lateral','leading','limit','not','null','offset','on','only','or','order','primary','references','returning','select','session_user','some','symmetric','table','then','to','true','union','unique','user','using','when','where','window','with','left','right','full','inner','outer','join','like','ilike','is','natural','cross','between','values','row','time','timestamp','interval','char','character','int','integer','bigint','smallint','numeric','decimal','real','float','boolean','bit','varchar','position','substring','trim','extract','coalesce','nullif','exists'))
         THEN name::VARCHAR ELSE '"' || replace(name, '"', '""') || '"' END;

-- helper type_names
CREATE VIEW own.type_names AS FROM __duckspace_rows('type_names');

-- helper index_definition
CREATE MACRO own.index_definition(index_name, is_unique, schema_name, table_name, items) AS
    'CREATE ' || CASE WHEN is_unique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || own.quoted(index_name::VARCHAR) || ' ON '
        || own.quoted(schema_name::VARCHAR) || '.' || own.quoted(table_name::VARCHAR) || ' USING btree ('
        || array_to_string(list_transform(items, lambda i: regexp_replace(i, '^\((\w+\(.*\))\)$', '\1')), ', ') || ')';

-- helper schemas
CREATE VIEW own.schemas AS FROM __duckspace_rows('schemas');

-- helper constraints
CREATE VIEW own.constraints AS FROM __duckspace_rows('constraints');

-- helper indexes
CREATE VIEW own.indexes AS FROM __duckspace_rows('indexes');

-- helper relations
CREATE VIEW own.relations AS FROM __duckspace_rows('relations');

-- helper enums
CREATE VIEW own.enums AS FROM __duckspace_rows('enums');

-- helper columns
CREATE VIEW own.columns AS FROM __duckspace_rows('columns');

-- helper sequences
CREATE VIEW own.sequences AS FROM __duckspace_rows('sequences');

-- helper index_columns
CREATE VIEW own.index_columns AS FROM __duckspace_rows('index_columns');

-- helper acl
CREATE MACRO own.acl(project) AS
    CASE WHEN project THEN ['pg_duckspace=arwdDxt/pg_duckspace', own.user_name() || '=r/pg_duckspace'] END;

-- helper sequence_type
-- A sequence of a type has its limits.
CREATE MACRO own.sequence_type(least_value, greatest_value) AS
    CASE WHEN greatest_value = 2147483647 OR least_value = -2147483648 THEN 23
         WHEN greatest_value = 32767 OR least_value = -32768 THEN 21 ELSE 20 END;

-- view pg_sequence
SELECT oid AS seqrelid, own.sequence_type(min_value, max_value) AS seqtypid, start_value AS seqstart, increment_by AS seqincrement, max_value AS seqmax,
       min_value AS seqmin, 1 AS seqcache, cycle AS seqcycle
FROM own.sequences;

-- view pg_sequences
SELECT CASE WHEN database_name = 'temp' THEN 'pg_temp_3' ELSE schema_name END AS schemaname, sequence_name AS sequencename,
       own.user_name() AS sequenceowner, own.sequence_type(min_value, max_value) AS data_type, start_value, min_value, max_value, increment_by, cycle,
       1 AS cache_size, last_value
FROM duckdb_sequences();

-- view pg_roles
SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconnlimit,
       '********' AS rolpassword, rolvaliduntil, rolbypassrls, oid
FROM pg.pg_authid;

-- view pg_user
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
       rolbypassrls AS usebypassrls, '********' AS passwd
FROM pg.pg_authid WHERE rolcanlogin;

-- view pg_shadow
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
       rolbypassrls AS usebypassrls
FROM pg.pg_authid WHERE rolcanlogin;

-- view pg_group
SELECT rolname AS groname, oid AS grosysid, []::BIGINT[] AS grolist FROM pg.pg_authid WHERE NOT rolcanlogin;

-- view pg_database
SELECT own.database_oid() AS oid, __duckspace_database() AS datname, own.user_oid() AS datdba,
       6 AS encoding, 'c' AS datlocprovider, false AS datistemplate, true AS datallowconn, -1 AS datconnlimit,
       726 AS datfrozenxid, 1 AS datminmxid, 1663 AS dattablespace, 'C.UTF-8' AS datcollate, 'C.UTF-8' AS datctype;

-- view pg_tables
SELECT n.nspname AS schemaname, c.relname AS tablename, pg_get_userbyid(c.relowner) AS tableowner,
       c.relhasindex AS hasindexes, c.relhasrules AS hasrules, c.relhastriggers AS hastriggers, c.relrowsecurity AS rowsecurity
FROM pg.pg_class c LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p');

-- view pg_views
SELECT n.nspname AS schemaname, c.relname AS viewname, pg_get_userbyid(c.relowner) AS viewowner,
       CASE WHEN r.definition IS NOT NULL THEN pg_get_viewdef(c.oid::BIGINT) END AS definition
FROM pg.pg_class c LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN own.relations r ON r.oid = c.oid AND r.relkind = 'v' WHERE c.relkind = 'v';

-- view pg_matviews
SELECT n.nspname AS schemaname, c.relname AS matviewname, pg_get_userbyid(c.relowner) AS matviewowner,
       c.relhasindex AS hasindexes, c.relispopulated AS ispopulated, pg_get_viewdef(c.oid) AS definition
FROM pg.pg_class c LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm';

-- view pg_indexes
SELECT n.nspname AS schemaname, t.relname AS tablename, c.relname AS indexname,
       pg_get_indexdef(i.indexrelid) AS indexdef
FROM pg.pg_index i
JOIN pg.pg_class c ON c.oid = i.indexrelid JOIN pg.pg_class t ON t.oid = i.indrelid
LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace;

-- view pg_stat_progress_copy
SELECT c.pid, own.database_oid() AS datid, __duckspace_database() AS datname,
       coalesce(r.oid, 0) AS relid, c.command, 'PIPE' AS type, c.bytes AS bytes_processed, 0 AS bytes_total,
       c.tuples AS tuples_processed, 0 AS tuples_excluded
FROM (SELECT unnest(coalesce(getvariable('__duckspace_copies'), [])::STRUCT(pid INTEGER, command VARCHAR,
      nspname VARCHAR, relname VARCHAR, bytes BIGINT, tuples BIGINT)[]) AS c)
LEFT JOIN own.relations r ON r.nspname = c.nspname AND r.relname = c.relname;

-- view pg_stat_user_tables
SELECT oid AS relid, nspname AS schemaname, relname, tuples AS n_live_tup, 0 AS n_dead_tup, 0 AS seq_scan, 0 AS seq_tup_read,
       0 AS n_tup_ins, 0 AS n_tup_upd, 0 AS n_tup_del, 0 AS vacuum_count, 0 AS autovacuum_count, 0 AS analyze_count,
       0 AS autoanalyze_count
FROM own.relations WHERE relkind = 'r';

-- view pg_stat_all_tables
SELECT * FROM pg.pg_stat_user_tables;

-- view pg_timezone_names
SELECT name, abbrev, utc_offset, is_dst FROM system.main.pg_timezone_names();

-- view tables
SELECT __duckspace_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
       CASE WHEN c.relpersistence = 't' THEN 'LOCAL TEMPORARY' WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type,
       CASE WHEN c.relkind = 'r' AND c.relowner <> 10 THEN 'YES'
            WHEN c.relkind = 'v' AND pg_relation_is_updatable(c.oid, false) & 8 = 8 THEN 'YES' ELSE 'NO' END AS is_insertable_into,
       'NO' AS is_typed
FROM pg.pg_class c JOIN pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v') AND n.oid <> 99;

-- view views
SELECT __duckspace_database() AS table_catalog, schemaname AS table_schema, viewname AS table_name,
       definition AS view_definition, 'NONE' AS check_option, CASE WHEN events & 20 = 20 THEN 'YES' ELSE 'NO' END AS is_updatable,
       CASE WHEN events & 8 = 8 THEN 'YES' ELSE 'NO' END AS is_insertable_into,
       'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable, 'NO' AS is_trigger_insertable_into
FROM (SELECT n.nspname AS schemaname, c.relname AS viewname, pg_relation_is_updatable(c.oid, false) AS events,
             CASE WHEN r.definition IS NOT NULL THEN pg_get_viewdef(c.oid::BIGINT) END AS definition
      FROM pg.pg_class c LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN own.relations r ON r.oid = c.oid AND r.relkind = 'v' WHERE c.relkind = 'v');

-- view schemata
SELECT __duckspace_database() AS catalog_name, nspname AS schema_name,
       pg_get_userbyid(nspowner) AS schema_owner
FROM pg.pg_namespace;

-- view domains
SELECT getvariable('__duckspace_database')::VARCHAR AS domain_catalog, n.nspname AS domain_schema, t.typname AS domain_name,
       format_type(b.oid, NULL) AS data_type,
       CASE WHEN b.oid IN (1042, 1043) AND t.typtypmod >= 4 THEN t.typtypmod - 4
            WHEN b.oid IN (1560, 1562) AND t.typtypmod >= 0 THEN t.typtypmod END AS character_maximum_length,
       CASE WHEN b.oid IN (25, 1042, 1043) THEN CASE WHEN t.typtypmod >= 4 THEN (t.typtypmod - 4) * 4 ELSE 1073741824 END END
           AS character_octet_length,
       CASE b.oid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
            WHEN 1700 THEN CASE WHEN t.typtypmod >= 4 THEN (t.typtypmod - 4) >> 16 END END AS numeric_precision,
       CASE WHEN b.oid IN (21, 23, 20, 700, 701) THEN 2 WHEN b.oid = 1700 THEN 10 END AS numeric_precision_radix,
       CASE WHEN b.oid IN (21, 23, 20) THEN 0
            WHEN b.oid = 1700 AND t.typtypmod >= 4 THEN (t.typtypmod - 4) & 65535 END AS numeric_scale,
       CASE WHEN b.oid = 1082 THEN 0
            WHEN b.oid IN (1083, 1114, 1184, 1186, 1266) THEN CASE WHEN t.typtypmod < 0 THEN 6 ELSE t.typtypmod END END
           AS datetime_precision,
       t.typdefault AS domain_default, getvariable('__duckspace_database')::VARCHAR AS udt_catalog, bn.nspname AS udt_schema,
       b.typname AS udt_name, '1' AS dtd_identifier
FROM pg.pg_type t JOIN pg.pg_namespace n ON n.oid = t.typnamespace
JOIN pg.pg_type b ON b.oid = t.typbasetype JOIN pg.pg_namespace bn ON bn.oid = b.typnamespace
WHERE t.typtype = 'd';

-- view domain_constraints
SELECT getvariable('__duckspace_database')::VARCHAR AS constraint_catalog, cn.nspname AS constraint_schema,
       c.conname AS constraint_name, getvariable('__duckspace_database')::VARCHAR AS domain_catalog,
       n.nspname AS domain_schema, t.typname AS domain_name, 'NO' AS is_deferrable, 'NO' AS initially_deferred
FROM pg.pg_constraint c JOIN pg.pg_type t ON t.oid = c.contypid
JOIN pg.pg_namespace n ON n.oid = t.typnamespace JOIN pg.pg_namespace cn ON cn.oid = c.connamespace;

-- view column_domain_usage
SELECT __duckspace_database() AS domain_catalog, tn.nspname AS domain_schema, t.typname AS domain_name,
       __duckspace_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name
FROM pg.pg_attribute a JOIN pg.pg_type t ON t.oid = a.atttypid JOIN pg.pg_namespace tn ON tn.oid = t.typnamespace
JOIN pg.pg_class c ON c.oid = a.attrelid JOIN pg.pg_namespace n ON n.oid = c.relnamespace
WHERE t.typtype = 'd' AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND pg_has_role(t.typowner, 'USAGE');

-- view columns
SELECT __duckspace_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
       a.attname AS column_name, a.attnum AS ordinal_position,
       CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, a.attrelid) END AS column_default,
       CASE WHEN a.attnotnull OR a.typnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
       CASE WHEN a.base_elem <> 0 AND a.base_len = -1 THEN 'ARRAY'
            WHEN a.base_namespace = 11 THEN a.base_text ELSE 'USER-DEFINED' END AS data_type,
       CASE WHEN a.base_type IN (1042, 1043) AND a.mod >= 4 THEN a.mod - 4
            WHEN a.base_type IN (1560, 1562) AND a.mod >= 0 THEN a.mod END AS character_maximum_length,
       CASE WHEN a.base_type IN (25, 1042, 1043) THEN CASE WHEN a.mod >= 4 THEN (a.mod - 4) * 4 ELSE 1073741824 END END
           AS character_octet_length,
       CASE a.base_type WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
            WHEN 1700 THEN CASE WHEN a.mod >= 4 THEN (a.mod - 4) >> 16 END END AS numeric_precision,
       CASE WHEN a.base_type IN (21, 23, 20, 700, 701) THEN 2 WHEN a.base_type = 1700 THEN 10 END AS numeric_precision_radix,
       CASE WHEN a.base_type IN (21, 23, 20) THEN 0
            WHEN a.base_type = 1700 AND a.mod >= 4 THEN (a.mod - 4) & 65535 END AS numeric_scale,
       CASE WHEN a.base_type = 1082 THEN 0
            WHEN a.base_type IN (1083, 1114, 1184, 1266) THEN CASE WHEN a.mod < 0 THEN 6 ELSE a.mod END
            WHEN a.base_type = 1186 THEN CASE WHEN a.mod < 0 OR a.mod & 65535 = 65535 THEN 6 ELSE a.mod & 65535 END END AS datetime_precision,
       CASE WHEN a.base_type = 1186 AND a.mod >= 0
            THEN upper(nullif(regexp_extract(format_type(1186, a.mod), '^interval[()0-9]* (.*)$', 1), '')) END AS interval_type,
       CASE WHEN a.typtype = 'd' THEN __duckspace_database() END AS domain_catalog,
       CASE WHEN a.typtype = 'd' THEN (SELECT n.nspname FROM pg.pg_namespace n WHERE n.oid = a.typnamespace) END AS domain_schema,
       CASE WHEN a.typtype = 'd' THEN a.typname END AS domain_name,
       __duckspace_database() AS udt_catalog, a.base_schema AS udt_schema, a.base_name AS udt_name,
       a.attnum::VARCHAR AS dtd_identifier, 'NO' AS is_self_referencing, CASE WHEN a.attidentity <> '' THEN 'YES' ELSE 'NO' END AS is_identity,
       CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity_generation,
       q.seqstart::VARCHAR AS identity_start, q.seqincrement::VARCHAR AS identity_increment, q.seqmax::VARCHAR AS identity_maximum,
       q.seqmin::VARCHAR AS identity_minimum, CASE WHEN q.seqcycle THEN 'YES' ELSE 'NO' END AS identity_cycle,
       CASE WHEN a.attgenerated <> '' THEN 'ALWAYS' ELSE 'NEVER' END AS is_generated,
       CASE WHEN a.attgenerated <> '' THEN d.adbin END AS generation_expression,
       CASE WHEN c.relkind = 'r' AND c.relowner <> 10 THEN 'YES'
            WHEN c.relkind = 'v' AND pg_column_is_updatable(c.oid, a.attnum, false) THEN 'YES' ELSE 'NO' END AS is_updatable
FROM (SELECT a.attrelid, a.attname, a.attnum, a.attnotnull, a.attgenerated, a.attidentity, t.typtype, t.typname, t.typnamespace, t.typnotnull, b.oid AS base_type,
             b.typelem AS base_elem, b.typlen AS base_len, b.typnamespace AS base_namespace, b.typname AS base_name,
             bn.nspname AS base_schema, x.name AS base_text,
             CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS mod
      FROM pg.pg_attribute a JOIN pg.pg_type t ON t.oid = a.atttypid
      JOIN pg.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
      JOIN pg.pg_namespace bn ON bn.oid = b.typnamespace
      LEFT JOIN own.type_names x ON x.oid = b.oid
      WHERE a.attnum > 0) a
JOIN pg.pg_class c ON c.oid = a.attrelid JOIN pg.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN (SELECT d.refobjid, d.refobjsubid, q.* FROM pg.pg_depend d JOIN pg.pg_sequence q ON q.seqrelid = d.objid
           WHERE d.deptype = 'i' AND d.classid = 1259) q ON q.refobjid = a.attrelid AND q.refobjsubid = a.attnum
WHERE c.relkind IN ('r', 'v') AND n.oid <> 99;

-- view table_constraints
SELECT __duckspace_database() AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, __duckspace_database() AS table_catalog,
       n.nspname AS table_schema, r.relname AS table_name,
       CASE c.contype WHEN 'c' THEN 'CHECK' WHEN 'f' THEN 'FOREIGN KEY' WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END AS constraint_type,
       'NO' AS is_deferrable, 'NO' AS initially_deferred, 'YES' AS enforced,
       CASE WHEN c.contype = 'u' THEN 'YES' END AS nulls_distinct
FROM pg.pg_constraint c JOIN pg.pg_class r ON r.oid = c.conrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
WHERE c.contype IN ('c', 'f', 'p', 'u')
UNION ALL
SELECT __duckspace_database(), n.nspname,
       n.oid || '_' || r.oid || '_' || a.attnum || '_not_null', __duckspace_database(),
       n.nspname, r.relname, 'CHECK', 'NO', 'NO', 'YES', NULL
FROM pg.pg_attribute a JOIN pg.pg_class r ON r.oid = a.attrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
WHERE a.attnotnull AND a.attnum > 0 AND r.relkind = 'r';

-- view key_column_usage
SELECT __duckspace_database() AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, __duckspace_database() AS table_catalog,
       n.nspname AS table_schema, r.relname AS table_name, a.attname AS column_name, c.position AS ordinal_position,
       CASE WHEN c.contype = 'f' THEN list_position(u.conkey::SMALLINT[], c.target) END AS position_in_unique_constraint
FROM (SELECT *, unnest(conkey) AS key, generate_subscripts(conkey, 1) AS position,
             unnest(coalesce(confkey, list_transform(conkey, lambda x: 0::SMALLINT))) AS target
      FROM pg.pg_constraint WHERE contype IN ('p', 'u', 'f')) c
JOIN pg.pg_class r ON r.oid = c.conrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
JOIN pg.pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.key
LEFT JOIN pg.pg_constraint u ON c.contype = 'f' AND u.conindid = c.conindid AND u.contype IN ('p', 'u');

-- view constraint_column_usage
SELECT __duckspace_database() AS table_catalog, n.nspname AS table_schema, r.relname AS table_name,
       a.attname AS column_name, __duckspace_database() AS constraint_catalog,
       n.nspname AS constraint_schema, c.conname AS constraint_name
FROM (SELECT *, unnest(CASE WHEN contype = 'f' THEN confkey ELSE conkey END) AS key FROM pg.pg_constraint) c
JOIN pg.pg_class r ON r.oid = CASE WHEN c.contype = 'f' THEN c.confrelid ELSE c.conrelid END
JOIN pg.pg_namespace n ON n.oid = r.relnamespace
JOIN pg.pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.key;

-- view constraint_table_usage
SELECT DISTINCT __duckspace_database() AS table_catalog, n.nspname AS table_schema, r.relname AS table_name,
       __duckspace_database() AS constraint_catalog, n.nspname AS constraint_schema, c.conname AS constraint_name
FROM pg.pg_constraint c JOIN pg.pg_class r ON r.oid = CASE WHEN c.contype = 'f' THEN c.confrelid ELSE c.conrelid END
JOIN pg.pg_namespace n ON n.oid = r.relnamespace WHERE c.contype IN ('p', 'u', 'f');

-- view referential_constraints
SELECT __duckspace_database() AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, __duckspace_database() AS unique_constraint_catalog,
       un.nspname AS unique_constraint_schema, u.conname AS unique_constraint_name, 'NONE' AS match_option,
       'NO ACTION' AS update_rule, 'NO ACTION' AS delete_rule
FROM pg.pg_constraint c JOIN pg.pg_namespace n ON n.oid = c.connamespace
LEFT JOIN pg.pg_constraint u ON u.conindid = c.conindid AND u.contype IN ('p', 'u')
LEFT JOIN pg.pg_namespace un ON un.oid = u.connamespace
WHERE c.contype = 'f';

-- view check_constraints
SELECT __duckspace_database() AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, '(' || c.conbin || ')' AS check_clause
FROM pg.pg_constraint c JOIN pg.pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'c'
UNION ALL
SELECT __duckspace_database(), n.nspname,
       n.oid || '_' || r.oid || '_' || a.attnum || '_not_null', a.attname || ' IS NOT NULL'
FROM pg.pg_attribute a JOIN pg.pg_class r ON r.oid = a.attrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
WHERE a.attnotnull AND a.attnum > 0 AND r.relkind = 'r';

-- view sequences
SELECT __duckspace_database() AS sequence_catalog, schemaname AS sequence_schema,
       sequencename AS sequence_name, CASE data_type WHEN 21 THEN 'smallint' WHEN 23 THEN 'integer' ELSE 'bigint' END AS data_type,
       CASE data_type WHEN 21 THEN 16 WHEN 23 THEN 32 ELSE 64 END AS numeric_precision, 2 AS numeric_precision_radix,
       0 AS numeric_scale, start_value::VARCHAR AS start_value, min_value::VARCHAR AS minimum_value,
       max_value::VARCHAR AS maximum_value, increment_by::VARCHAR AS increment, CASE WHEN cycle THEN 'YES' ELSE 'NO' END AS cycle_option
FROM pg.pg_sequences s
WHERE NOT EXISTS (FROM pg.pg_depend d JOIN pg.pg_class c ON c.oid = d.objid JOIN pg.pg_namespace n ON n.oid = c.relnamespace
                  WHERE d.deptype = 'i' AND d.classid = 1259 AND c.relkind = 'S' AND c.relname = s.sequencename
                        AND n.nspname = s.schemaname);

-- view routines
SELECT __duckspace_database() AS specific_catalog, n.nspname AS specific_schema,
       p.proname || '_' || p.oid::BIGINT AS specific_name, __duckspace_database() AS routine_catalog,
       n.nspname AS routine_schema, p.proname AS routine_name,
       CASE p.prokind WHEN 'f' THEN 'FUNCTION' WHEN 'p' THEN 'PROCEDURE' END AS routine_type,
       CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN 'ARRAY' WHEN t.typnamespace = 11 THEN r.name ELSE 'USER-DEFINED' END AS data_type,
       __duckspace_database() AS type_udt_catalog, tn.nspname AS type_udt_schema,
       t.typname AS type_udt_name, '0' AS dtd_identifier, CASE WHEN p.prolang = 14 THEN 'SQL' ELSE 'EXTERNAL' END AS routine_body,
       CASE WHEN p.proowner <> 10 THEN p.prosrc END AS routine_definition,
       CASE p.prolang WHEN 14 THEN 'SQL' WHEN 13 THEN 'C' ELSE 'INTERNAL' END AS external_language, 'GENERAL' AS parameter_style,
       CASE WHEN p.provolatile = 'i' THEN 'YES' ELSE 'NO' END AS is_deterministic, 'MODIFIES' AS sql_data_access,
       CASE WHEN p.proisstrict THEN 'YES' ELSE 'NO' END AS is_null_call, 'YES' AS schema_level_routine,
       0 AS max_dynamic_result_sets, 'INVOKER' AS security_type, 'NO' AS as_locator, 'NO' AS is_udt_dependent,
       'NO' AS result_cast_as_locator
FROM pg.pg_proc p JOIN pg.pg_namespace n ON n.oid = p.pronamespace LEFT JOIN pg.pg_type t ON t.oid = p.prorettype
LEFT JOIN pg.pg_namespace tn ON tn.oid = t.typnamespace LEFT JOIN own.type_names r ON r.oid = p.prorettype::BIGINT;

-- view parameters
SELECT __duckspace_database() AS specific_catalog, n.nspname AS specific_schema,
       p.proname || '_' || p.oid AS specific_name, p.n + 1 AS ordinal_position,
       CASE WHEN p.mode = 't' OR p.mode = 'o' THEN 'OUT' WHEN p.mode = 'b' THEN 'INOUT' ELSE 'IN' END AS parameter_mode,
       'NO' AS is_result, 'NO' AS as_locator, nullif(p.argument, '') AS parameter_name,
       CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN 'ARRAY' WHEN t.typnamespace = 11 THEN r.name ELSE 'USER-DEFINED' END AS data_type,
       __duckspace_database() AS udt_catalog, tn.nspname AS udt_schema, t.typname AS udt_name,
       (p.n + 1)::VARCHAR AS dtd_identifier, CASE WHEN p.own THEN pg_get_function_arg_default(p.oid, (1 + p.n)::INTEGER) END AS parameter_default
FROM (SELECT oid, proname, pronamespace, own, unnest(types) AS type, unnest(list_resize(arguments, len(types))) AS argument,
             unnest(list_resize(modes, len(types))) AS mode, unnest(range(len(types))) AS n
      FROM (SELECT oid::BIGINT AS oid, proname, pronamespace, proowner <> 10 AS own,
                   CASE WHEN len(proallargtypes) > 0 THEN proallargtypes::BIGINT[] ELSE proargtypes::BIGINT[] END AS types,
                   coalesce(proargnames, []::VARCHAR[]) AS arguments, coalesce(proargmodes, []) AS modes
            FROM pg.pg_proc)) p
JOIN pg.pg_namespace n ON n.oid = p.pronamespace LEFT JOIN pg.pg_type t ON t.oid = p.type
LEFT JOIN pg.pg_namespace tn ON tn.oid = t.typnamespace LEFT JOIN own.type_names r ON r.oid = p.type;

-- view information_schema_catalog_name
SELECT __duckspace_database() AS catalog_name;

-- view enabled_roles
SELECT own.user_name() AS role_name;

-- view table_privileges
SELECT CASE WHEN c.relowner = 10 THEN 'pg_duckspace' ELSE own.user_name() END AS grantor, own.user_name() AS grantee,
       __duckspace_database() AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
       p.privilege AS privilege_type, CASE WHEN c.relowner = 10 THEN 'NO' ELSE 'YES' END AS is_grantable,
       CASE WHEN p.privilege = 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
FROM pg.pg_class c JOIN pg.pg_namespace n ON n.oid = c.relnamespace,
     (VALUES ('INSERT'), ('SELECT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p(privilege)
WHERE c.relkind IN ('r', 'v') AND n.oid <> 99 AND (p.privilege = 'SELECT' OR c.relowner <> 10);

-- view role_table_grants
SELECT * FROM info.table_privileges;

-- view column_privileges
SELECT p.grantor, p.grantee, p.table_catalog, p.table_schema, p.table_name, a.attname AS column_name, p.privilege_type, p.is_grantable
FROM info.table_privileges p JOIN pg.pg_namespace n ON n.nspname = p.table_schema
JOIN pg.pg_class c ON c.relname = p.table_name AND c.relnamespace = n.oid JOIN pg.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE p.privilege_type IN ('INSERT', 'SELECT', 'UPDATE', 'REFERENCES');

-- view role_column_grants
SELECT * FROM info.column_privileges;

-- view pg_statio_user_tables
SELECT oid AS relid, nspname AS schemaname, relname, 0 AS heap_blks_read, 0 AS heap_blks_hit FROM own.relations WHERE relkind = 'r';

-- view pg_statio_all_tables
SELECT * FROM pg.pg_statio_user_tables;

-- view character_sets
SELECT 'UTF8' AS character_set_name, 'UCS' AS character_repertoire, 'UTF8' AS form_of_use,
       __duckspace_database() AS default_collate_catalog;

-- view pg_timezone_abbrevs
SELECT split_part(x, ' ', 1) AS abbrev, to_seconds(split_part(x, ' ', 2)::INTEGER) AS utc_offset, split_part(x, ' ', 3) = 't' AS is_dst
FROM (SELECT unnest(string_split('ACDT 37800 t,ACSST 37800 t,ACST 34200 f,ACT -18000 f,ACWST 31500 f,ADT -10800 t,AEDT 39600 t,AESST 39600 t,AEST 36000 f,AFT 16200 f,AKDT -28800 t,AKST -32400 f,ALMST 25200 t,ALMT 21600 f,AMST 14400 f,AMT -14400 f,ANAST 43200 f,ANAT 43200 f,ARST -10800 f,ART -10800 f,AST -14400 f,AWSST 32400 t,AWST 28800 f,AZOST 0 t,AZOT -3600 f,AZST 14400 f,AZT 14400 f,BDST 7200 t,BDT 21600 f,BNT 28800 f,BORT 28800 f,BOT -14400 f,BRA -10800 f,BRST -7200 t,BRT -10800 f,BST 3600 t,BTT 21600 f,CADT 37800 t,CAST 34200 f,CCT 28800 f,CDT -18000 t,CEST 7200 t,CET 3600 f,CETDST 7200 t,CHADT 49500 t,CHAST 45900 f,CHUT 36000 f,CKT -36000 f,CLST -10800 t,CLT -10800 t,COT -18000 f,CST -21600 f,CXT 25200 f,DAVT 25200 f,DDUT 36000 f,EASST -18000 t,EAST -18000 t,EAT 10800 f,EDT -14400 t,EEST 10800 t,EET 7200 f,EETDST 10800 t,EGST 0 t,EGT -3600 f,EST -18000 f,FET 10800 f,FJST 46800 t,FJT 43200 f,FKST -10800 f,FKT -10800 f,FNST -3600 t,FNT -7200 f,GALT -21600 f,GAMT -32400 f,GEST 14400 f,GET 14400 f,GFT -10800 f,GILT 43200 f,GMT 0 f,GYT -14400 f,HKT 28800 f,HST -36000 f,ICT 25200 f,IDT 10800 t,IOT 21600 f,IRKST 28800 f,IRKT 28800 f,IRT 12600 f,IST 7200 f,JAYT 32400 f,JST 32400 f,KDT 36000 t,KGST 21600 t,KGT 21600 f,KOST 39600 f,KRAST 25200 f,KRAT 25200 f,KST 32400 f,LHDT 39600 t,LHST 37800 f,LIGT 36000 f,LINT 50400 f,LKT 19800 f,MAGST 39600 f,MAGT 39600 f,MART -34200 f,MAWT 18000 f,MDT -21600 t,MEST 7200 t,MESZ 7200 t,MET 3600 f,METDST 7200 t,MEZ 3600 f,MHT 43200 f,MMT 23400 f,MPT 36000 f,MSD 14400 t,MSK 10800 f,MST -25200 f,MUST 18000 t,MUT 14400 f,MVT 18000 f,MYT 28800 f,NDT -9000 t,NFT -12600 f,NOVST 25200 f,NOVT 25200 f,NPT 20700 f,NST -12600 f,NUT -39600 f,NZDT 46800 t,NZST 43200 f,NZT 43200 f,OMSST 21600 f,OMST 21600 f,PDT -25200 t,PET -18000 f,PETST 43200 f,PETT 43200 f,PGT 36000 f,PHT 28800 f,PKST 21600 t,PKT 18000 f,PMDT -7200 t,PMST -10800 f,PONT 39600 f,PST -28800 f,PWT 32400 f,PYST -10800 t,PYT -10800 f,RET 14400 f,SADT 37800 t,SAST 7200 f,SCT 14400 f,SGT 28800 f,TAHT -36000 f,TFT 18000 f,TJT 18000 f,TKT 46800 f,TMT 18000 f,TOT 46800 f,TRUT 36000 f,TVT 43200 f,UCT 0 f,ULAST 32400 t,ULAT 28800 f,UT 0 f,UTC 0 f,UYST -7200 t,UYT -10800 f,UZST 21600 t,UZT 18000 f,VET -14400 f,VLAST 36000 f,VLAT 36000 f,VOLT 10800 f,VUT 39600 f,WADT 28800 t,WAKT 43200 f,WAST 25200 f,WAT 3600 f,WDT 32400 t,WET 0 f,WETDST 3600 t,WFT 43200 f,WGST -7200 t,WGT -10800 f,XJT 21600 f,YAKST 32400 f,YAKT 32400 f,YAPT 36000 f,YEKST 21600 t,YEKT 18000 f,Z 0 f,ZULU 0 f', ',')) AS x);

-- view pg_stat_database
SELECT own.database_oid() AS datid, __duckspace_database() AS datname, count(*) AS numbackends FROM pg.pg_stat_activity;
