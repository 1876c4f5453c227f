-- What the catalog's relations hold beside the fixed rows of PostgreSQL. A section is a helper, which is
-- made as it stands, or a view, whose query names the columns that it knows. OIDs are hashes of kind and
-- name, so that they are the same in all sessions and after a restart.

-- helper oid_of
CREATE MACRO own.oid_of(kind, name) AS
    16384 + (md5_number_lower(kind || ' ' || name) % 2147467264)::BIGINT;

-- helper user_name
CREATE MACRO own.user_name() AS getvariable('__duckspace_user')::VARCHAR;

-- helper user_oid
CREATE MACRO own.user_oid() AS own.oid_of('role', own.user_name());

-- helper database_oid
CREATE MACRO own.database_oid() AS own.oid_of('database', getvariable('__duckspace_database')::VARCHAR);

-- helper reserved
CREATE TABLE own.reserved AS SELECT unnest(['all','analyse','analyze','and','any','array','as','asc','asymmetric','authorization','between','bigint','binary','bit','boolean','both','case','cast','char','character','check','coalesce','collate','collation','column','concurrently','constraint','create','cross','current_catalog','current_date','current_role','current_schema','current_time','current_timestamp','current_user','dec','decimal','default','deferrable','desc','distinct','do','else','end','except','exists','extract','false','fetch','float','for','foreign','freeze','from','full','grant','greatest','group','grouping','having','ilike','in','initially','inner','inout','int','integer','intersect','interval','into','is','isnull','join','lateral','leading','least','left','like','limit','localtime','localtimestamp','national','natural','nchar','none','normalize','not','notnull','null','nullif','numeric','offset','on','only','or','order','out','outer','overlaps','overlay','placing','position','precision','primary','real','references','returning','right','row','select','session_user','setof','similar','smallint','some','substring','symmetric','table','tablesample','then','time','timestamp','to','trailing','treat','trim','true','union','unique','user','using','values','varchar','variadic','verbose','when','where','window','with','xmlattributes','xmlconcat','xmlelement','xmlexists','xmlforest','xmlnamespaces','xmlparse','xmlpi','xmlroot','xmlserialize','xmltable']) AS word;

-- helper quoted
CREATE MACRO own.quoted(name) AS
    CASE WHEN regexp_full_match(name, '[a-z_][a-z0-9_$]*') AND NOT (name IN ('all','analyse','analyze','and','any','array','as','asc','both','case','cast','check','collate','column','constraint','create','default','desc','distinct','do','else','end','except','false','fetch','for','foreign','from','grant','group','having','in','initially','into','lateral','leading','limit','not','null','offset','on','only','or','order','primary','references','returning','select','session_user','some','symmetric','table','then','to','true','union','unique','user','using','when','where','window','with','left','right','full','inner','outer','join','like','ilike','is','natural','cross','between','values','row','time','timestamp','interval','char','character','int','integer','bigint','smallint','numeric','decimal','real','float','boolean','bit','varchar','position','substring','trim','extract','coalesce','nullif','exists'))
         THEN name::VARCHAR ELSE '"' || replace(name, '"', '""') || '"' END;

-- helper engine_types
CREATE TABLE own.engine_types AS
    SELECT e.name, t.oid::BIGINT AS oid, t.typarray::BIGINT AS array_oid
    FROM (VALUES ('BOOLEAN', 16), ('TINYINT', 21), ('SMALLINT', 21), ('UTINYINT', 21), ('INTEGER', 23),
        ('USMALLINT', 23), ('BIGINT', 20), ('UINTEGER', 20), ('UBIGINT', 1700), ('HUGEINT', 1700),
        ('UHUGEINT', 1700), ('BIGNUM', 1700), ('VARINT', 1700), ('DECIMAL', 1700), ('FLOAT', 700), ('DOUBLE', 701),
        ('DATE', 1082), ('TIME', 1083), ('TIME_NS', 1083), ('TIME WITH TIME ZONE', 1266), ('TIMESTAMP', 1114),
        ('TIMESTAMP_S', 1114), ('TIMESTAMP_MS', 1114), ('TIMESTAMP_NS', 1114),
        ('TIMESTAMP WITH TIME ZONE', 1184), ('INTERVAL', 1186), ('BLOB', 17), ('GEOMETRY', 17), ('BIT', 1562),
        ('UUID', 2950), ('JSON', 114), ('VARIANT', 114), ('MAP', 114), ('UNION', 114), ('STRUCT', 2249),
        ('TUPLE', 2249), ('VARCHAR', 25), ('ENUM', 25), ('"NULL"', 25), ('jsonb', 3802), ('xml', 142),
        ('pg_name', 19), ('pg_oid', 26), ('money', 790), ('inet', 869), ('cidr', 650), ('macaddr', 829),
        ('varchar', 1043), ('bpchar', 1042), ('tsvector', 3614), ('tsquery', 3615), ('int4range', 3904),
        ('int8range', 3926), ('numrange', 3906), ('daterange', 3912), ('tsrange', 3908), ('tstzrange', 3910)) e(name, oid)
    JOIN rows.pg_type t ON t.oid = e.oid;

-- helper type_names
CREATE TABLE own.type_names AS
    WITH plain AS (
        SELECT t.oid::BIGINT AS oid, coalesce(n.name, CASE WHEN t.typnamespace <> 11
                   THEN 'information_schema.' || t.typname ELSE t.typname::VARCHAR END) AS name, t.typlen, t.typelem::BIGINT AS elem,
               t.typcategory::VARCHAR AS category
        FROM rows.pg_type t
        LEFT JOIN (VALUES (16, 'boolean'), (18, '"char"'), (20, 'bigint'), (21, 'smallint'), (23, 'integer'),
            (700, 'real'), (701, 'double precision'), (1042, 'character'), (1043, 'character varying'),
            (1083, 'time without time zone'), (1114, 'timestamp without time zone'),
            (1184, 'timestamp with time zone'), (1266, 'time with time zone'), (1560, 'bit'),
            (1562, 'bit varying'), (2276, '"any"')) n(oid, name) ON n.oid = t.oid)
    SELECT p.oid, CASE WHEN e.oid IS NOT NULL THEN e.name || '[]' ELSE p.name END AS name,
           coalesce(e.oid, p.oid) AS element
    FROM plain p LEFT JOIN plain e ON p.category = 'A' AND p.typlen = -1 AND p.elem = e.oid AND p.oid NOT IN (22, 30);

-- helper view_query
CREATE MACRO own.view_query(sql) AS
    replace(replace(' ' || regexp_replace(sql, '^CREATE (?:TEMP )?VIEW (?:"(?:[^"]|"")*"|[^" ])+(?:\s?\((?:"(?:[^"]|"")*"|[^")])*\))? AS ', ''),
        '__duckspace_pg.pg.', 'pg_catalog.'), '__duckspace_pg.info.', 'information_schema.');

-- helper index_definition
CREATE MACRO own.index_definition(index_name, is_unique, schema_name, table_name, items) AS
    'CREATE ' || CASE WHEN is_unique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || own.quoted(index_name::VARCHAR) || ' ON '
        || own.quoted(schema_name::VARCHAR) || '.' || own.quoted(table_name::VARCHAR) || ' USING btree ('
        || array_to_string(list_transform(items, lambda i: regexp_replace(i, '^\((\w+\(.*\))\)$', '\1')), ', ') || ')';

-- function pg_get_userbyid
CREATE MACRO pg.pg_get_userbyid(role_oid) AS
    CASE WHEN role_oid = 10 THEN 'pg_duckspace' WHEN role_oid = own.user_oid() THEN own.user_name()
         ELSE coalesce((SELECT rolname::VARCHAR FROM rows.pg_authid WHERE oid = role_oid),
                       'unknown (OID=' || role_oid || ')') END;

-- helper nspname
CREATE MACRO own.nspname(database_name, schema_name) AS
    CASE WHEN database_name = 'temp' THEN 'pg_temp_3' ELSE schema_name END;

-- helper nspoid
CREATE MACRO own.nspoid(nspname) AS CASE nspname WHEN 'public' THEN 2200 ELSE own.oid_of('schema', nspname) END;

-- helper relation_oid
CREATE MACRO own.relation_oid(nspname, relname) AS own.oid_of('relation', nspname || '.' || relname);

-- helper schemas
CREATE VIEW own.schemas AS
    SELECT own.nspname(database_name, schema_name) AS nspname, own.nspoid(nspname) AS oid, comment
    FROM duckdb_schemas() WHERE NOT internal OR (schema_name = 'main' AND database_name <> 'system');

-- helper keys
CREATE VIEW own.keys AS
    SELECT nspname, table_name, contype, conkey, columns, expression, referenced_table, referenced_columns,
           referenced_schema, plain || CASE n WHEN 1 THEN '' ELSE (n - 1)::VARCHAR END AS conname
    FROM (SELECT own.nspname(database_name, schema_name) AS nspname, table_name,
                 CASE constraint_type WHEN 'PRIMARY KEY' THEN 'p' WHEN 'UNIQUE' THEN 'u'
                      WHEN 'CHECK' THEN 'c' ELSE 'f' END AS contype,
                 CASE constraint_type
                     WHEN 'PRIMARY KEY' THEN table_name || '_pkey'
                     WHEN 'UNIQUE' THEN table_name || '_' || array_to_string(constraint_column_names, '_') || '_key'
                     WHEN 'CHECK' THEN table_name || CASE WHEN len(constraint_column_names) = 1
                         THEN '_' || constraint_column_names[1] ELSE '' END || '_check'
                     ELSE table_name || '_' || array_to_string(constraint_column_names, '_') || '_fkey' END AS plain,
                 row_number() OVER (PARTITION BY database_name, schema_name, plain ORDER BY constraint_index) AS n,
                 list_transform(constraint_column_indexes, lambda x: (x + 1)::SMALLINT) AS conkey,
                 constraint_column_names AS columns, expression, referenced_table,
                 referenced_column_names AS referenced_columns,
                 CASE WHEN constraint_type = 'FOREIGN KEY' THEN coalesce(
                     nullif(regexp_extract(constraint_text, 'REFERENCES (?:"([^"]+)"|([^".(]+))\.', 1), ''),
                     nullif(regexp_extract(constraint_text, 'REFERENCES (?:"([^"]+)"|([^".(]+))\.', 2), ''),
                     nspname) END AS referenced_schema
          FROM duckdb_constraints()
          WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'CHECK', 'FOREIGN KEY'));

-- helper constraints
CREATE VIEW own.constraints AS
    SELECT own.oid_of('constraint', c.nspname || '.' || c.table_name || '.' || c.conname) AS oid, c.nspname, c.conname,
           c.contype, c.table_name, c.columns, c.conkey, c.expression, c.referenced_schema, c.referenced_table,
           c.referenced_columns, own.relation_oid(c.nspname, c.table_name) AS conrelid,
           CASE WHEN c.contype = 'f' THEN own.relation_oid(c.referenced_schema, c.referenced_table) ELSE 0 END AS confrelid,
           CASE WHEN c.contype = 'f' THEN coalesce(own.relation_oid(u.nspname, u.conname), 0)
                WHEN c.contype = 'c' THEN 0 ELSE own.relation_oid(c.nspname, c.conname) END AS conindid,
           u.conkey AS confkey
    FROM own.keys c
    LEFT JOIN own.keys u ON c.contype = 'f' AND u.contype IN ('p', 'u') AND u.nspname = c.referenced_schema
        AND u.table_name = c.referenced_table AND u.columns = c.referenced_columns;

-- helper indexes
CREATE VIEW own.indexes AS
    SELECT own.nspname(database_name, schema_name) AS nspname, index_name AS relname, table_name AS on_table,
           list_transform(expressions::VARCHAR[], lambda i: CASE WHEN regexp_full_match(i, '"([^"]|"")*"')
               THEN own.quoted(replace(i[2:-2], '""', '"')) ELSE i END) AS items,
           is_unique, is_primary, comment, database_name = 'temp' AS temporary
    FROM duckdb_indexes()
    UNION ALL
    SELECT nspname, conname, table_name, list_transform(columns, lambda c: own.quoted(c)), true, contype = 'p', NULL,
           nspname = 'pg_temp_3'
    FROM own.keys WHERE contype IN ('p', 'u');

-- helper relations
CREATE VIEW own.relations AS
    SELECT own.relation_oid(nspname, relname) AS oid, own.nspoid(nspname) AS nspoid, *
    FROM (SELECT own.nspname(database_name, schema_name) AS nspname, table_name AS relname, 'r' AS relkind, comment,
                 estimated_size AS tuples, column_count AS natts, check_constraint_count AS checks, temporary,
                 false AS project, NULL::VARCHAR AS definition, index_count > 0 AS has_index,
                 has_primary_key OR contains(sql, ' REFERENCES ') AS has_keys
          FROM duckdb_tables() WHERE NOT internal
          UNION ALL
          SELECT own.nspname(database_name, schema_name), view_name,
                 CASE WHEN contains(sql, '"__duckspace$') THEN 'r' ELSE 'v' END, comment, -1, column_count, 0, temporary,
                 contains(sql, '"__duckspace$'), sql, false, false
          FROM duckdb_views() WHERE NOT internal
          UNION ALL
          SELECT own.nspname(database_name, schema_name), sequence_name, 'S', comment, 1, 3, 0, temporary, false, NULL, false, false
          FROM duckdb_sequences()
          UNION ALL
          SELECT nspname, relname, 'i', comment, 0, len(items), 0, temporary, false, NULL, false, false
          FROM own.indexes);

-- helper enums
CREATE VIEW own.enums AS
    SELECT nspname, own.nspoid(nspname) AS nspoid, type_name, labels, comment,
           own.oid_of('type', nspname || '.' || type_name) AS oid,
           own.oid_of('array type', nspname || '.' || type_name) AS array_oid,
           'ENUM(' || array_to_string(list_transform(labels, lambda l: chr(39) || replace(l, chr(39), chr(39) || chr(39)) || chr(39)), ', ')
               || ')' AS engine_type
    FROM (SELECT own.nspname(database_name, schema_name) AS nspname, type_name, labels, comment
          FROM duckdb_types() WHERE NOT internal AND logical_type = 'ENUM');

-- helper columns
CREATE VIEW own.columns AS
    SELECT own.relation_oid(d.nspname, relname) AS attrelid, relname, d.nspname, attname, attnum, data_type, d.comment,
           not_null, column_default, is_generated,
           CASE WHEN is_array THEN coalesce(e.array_oid, t.array_oid, 1009)
                ELSE coalesce(e.oid, t.oid, 25) END AS atttypid,
           CASE WHEN base LIKE 'DECIMAL(%'
                THEN ((regexp_extract(base, '\((\d+),', 1)::INTEGER << 16)
                      | regexp_extract(base, ',(\d+)\)', 1)::INTEGER) + 4
                ELSE -1 END AS atttypmod,
           CASE WHEN is_array THEN 1 ELSE 0 END AS attndims
    FROM (SELECT own.nspname(database_name, schema_name) AS nspname, table_name AS relname, column_name AS attname, column_index AS attnum,
                 data_type, comment, NOT is_nullable AS not_null, column_default, is_generated,
                 data_type LIKE '%]' AS is_array,
                 CASE WHEN is_array THEN regexp_replace(data_type, '(\[\d*\])+$', '') ELSE data_type END AS base,
                 CASE WHEN contains(base, '(') THEN base[:instr(base, '(') - 1] ELSE base END AS bare
          FROM duckdb_columns() WHERE NOT internal) d
    LEFT JOIN own.engine_types t ON t.name = d.bare
    LEFT JOIN own.enums e ON d.bare = 'ENUM' AND e.engine_type = d.base;

-- helper index_columns
CREATE VIEW own.index_columns AS
    SELECT own.relation_oid(i.nspname, i.relname) AS indexrelid, own.relation_oid(i.nspname, i.on_table) AS indrelid,
           i.n, i.item, c.attnum, c.atttypid, c.atttypmod, i.is_unique, i.is_primary
    FROM (SELECT *, unnest(items) AS item, generate_subscripts(items, 1) AS n FROM own.indexes) i
    LEFT JOIN own.columns c ON c.nspname = i.nspname AND c.relname = i.on_table
        AND c.attname = CASE WHEN i.item LIKE '"%"' THEN replace(i.item[2:-2], '""', '"') ELSE i.item END;

-- helper acl
CREATE MACRO own.acl(project) AS
    CASE WHEN project THEN ['pg_duckspace=arwdDxt/pg_duckspace', own.user_name() || '=r/pg_duckspace'] END;

-- view pg_namespace
SELECT s.oid, s.nspname,
       CASE WHEN bool_or(r.project) THEN 10 ELSE own.user_oid() END AS nspowner,
       CASE WHEN bool_or(r.project)
            THEN ['pg_duckspace=UC/pg_duckspace', own.user_name() || '=U/pg_duckspace'] END AS nspacl
FROM own.schemas s LEFT JOIN own.relations r ON r.nspoid = s.oid
WHERE s.oid <> 2200 GROUP BY s.oid, s.nspname HAVING s.nspname <> 'main' OR count(r.oid) > 0;

-- view pg_class
SELECT r.oid, r.relname, nspoid AS relnamespace,
       CASE WHEN relkind IN ('r', 'v') THEN own.oid_of('row type', r.nspname || '.' || r.relname) ELSE 0 END AS reltype,
       0 AS reloftype, CASE WHEN project THEN 10 ELSE own.user_oid() END AS relowner,
       CASE relkind WHEN 'r' THEN 2 WHEN 'i' THEN 403 ELSE 0 END AS relam,
       CASE WHEN relkind = 'v' THEN 0 ELSE r.oid END AS relfilenode, 0 AS reltablespace,
       0 AS relpages, CASE WHEN relkind = 'v' THEN -1 ELSE tuples END AS reltuples, 0 AS relallvisible,
       0 AS reltoastrelid, has_index AS relhasindex, false AS relisshared,
       CASE WHEN temporary THEN 't' ELSE 'p' END AS relpersistence, relkind, natts AS relnatts, checks AS relchecks,
       relkind = 'v' AS relhasrules, has_keys AS relhastriggers, false AS relhassubclass,
       false AS relrowsecurity, false AS relforcerowsecurity, true AS relispopulated,
       CASE WHEN relkind = 'r' THEN 'd' ELSE 'n' END AS relreplident, false AS relispartition, 0 AS relrewrite,
       CASE WHEN relkind = 'r' THEN 3 ELSE 0 END AS relfrozenxid, CASE WHEN relkind = 'r' THEN 1 ELSE 0 END AS relminmxid,
       own.acl(project) AS relacl
FROM own.relations r;

-- view pg_attribute
SELECT c.attrelid, attname, c.atttypid, -1 AS attstattarget, t.typlen AS attlen, attnum, attndims, -1 AS attcacheoff,
       c.atttypmod, t.typbyval AS attbyval, t.typalign AS attalign,
       coalesce(t.typstorage, 'p') AS attstorage, '' AS attcompression, not_null AS attnotnull,
       column_default IS NOT NULL AS atthasdef, false AS atthasmissing, '' AS attidentity,
       CASE WHEN is_generated THEN 's' ELSE '' END AS attgenerated, false AS attisdropped, true AS attislocal,
       0 AS attinhcount, coalesce(t.typcollation, 0) AS attcollation
FROM own.columns c LEFT JOIN rows.pg_type t ON t.oid = c.atttypid
UNION ALL
SELECT indexrelid, CASE WHEN attnum IS NULL THEN 'expr' ELSE item END, coalesce(i.atttypid, 25), -1, t.typlen, n, 0, -1, coalesce(i.atttypmod, -1),
       t.typbyval, t.typalign, t.typstorage, '', false, false, false, '', '', false, true, 0, t.typcollation
FROM own.index_columns i LEFT JOIN rows.pg_type t ON t.oid = coalesce(i.atttypid, 25)
UNION ALL
SELECT r.oid, s.name, s.type, -1, s.len, s.n, 0, -1, -1, true, s.align, 'p', '', true, false, false, '', '', false, true, 0, 0
FROM own.relations r,
     (VALUES ('last_value', 20, 8, 1, 'd'), ('log_cnt', 20, 8, 2, 'd'), ('is_called', 16, 1, 3, 'c')) s(name, type, len, n, align)
WHERE r.relkind = 'S';

-- view pg_attrdef
SELECT own.oid_of('default', nspname || '.' || relname || '.' || attname) AS oid, attrelid AS adrelid, attnum AS adnum,
       CASE WHEN is_generated THEN regexp_replace(column_default, '^CAST\((.*) AS [A-Z ]+\)$', '\1')
            WHEN column_default LIKE 'nextval(''%' THEN regexp_replace(column_default, '''(?:::VARCHAR)?\)$', '''::regclass)')
            WHEN regexp_full_match(column_default, '''([^'']|'''')*''') AND atttypid IN (25, 1043)
            THEN column_default || '::text'
            ELSE column_default END AS adbin
FROM own.columns WHERE column_default IS NOT NULL;

-- view pg_type
SELECT oid, type_name AS typname, nspoid AS typnamespace, own.user_oid() AS typowner, 4 AS typlen, true AS typbyval,
       'e' AS typtype, 'E' AS typcategory, false AS typispreferred, true AS typisdefined, ',' AS typdelim, 0 AS typrelid,
       0 AS typsubscript, 0 AS typelem, array_oid AS typarray, 3504 AS typinput, 3505 AS typoutput, 3532 AS typreceive, 3533 AS typsend,
       0 AS typmodin, 0 AS typmodout, 0 AS typanalyze, 'i' AS typalign, 'p' AS typstorage, false AS typnotnull,
       0 AS typbasetype, -1 AS typtypmod, 0 AS typndims, 0 AS typcollation
FROM own.enums
UNION ALL
SELECT array_oid, '_' || type_name, nspoid, own.user_oid(), -1, false, 'b', 'A', false, true, ',', 0, 6179, oid, 0,
       750, 751, 2400, 2401, 0, 0, 3816, 'i', 'x', false, 0, -1, 0, 0
FROM own.enums
UNION ALL
SELECT own.oid_of('row type', nspname || '.' || relname), relname, nspoid, CASE WHEN project THEN 10 ELSE own.user_oid() END,
       -1, false, 'c', 'C', false, true, ',', oid, 0, 0, own.oid_of('array of row type', nspname || '.' || relname),
       2290, 2291, 2402, 2403, 0, 0, 0, 'd', 'x', false, 0, -1, 0, 0
FROM own.relations WHERE relkind IN ('r', 'v')
UNION ALL
SELECT own.oid_of('array of row type', nspname || '.' || relname), '_' || relname, nspoid,
       CASE WHEN project THEN 10 ELSE own.user_oid() END,
       -1, false, 'b', 'A', false, true, ',', 0, 6179, own.oid_of('row type', nspname || '.' || relname), 0,
       750, 751, 2400, 2401, 0, 0, 3816, 'd', 'x', false, 0, -1, 0, 0
FROM own.relations WHERE relkind IN ('r', 'v');

-- view pg_enum
SELECT own.oid_of('label', nspname || '.' || type_name || ' ' || label) AS oid, oid AS enumtypid, n AS enumsortorder,
       label AS enumlabel
FROM (SELECT *, unnest(labels) AS label, generate_subscripts(labels, 1) AS n FROM own.enums);

-- view pg_index
SELECT indexrelid, any_value(indrelid) AS indrelid, count(*) AS indnatts, count(*) AS indnkeyatts,
       any_value(is_unique) AS indisunique, false AS indnullsnotdistinct, any_value(is_primary) AS indisprimary,
       false AS indisexclusion, true AS indimmediate, false AS indisclustered, true AS indisvalid,
       false AS indcheckxmin, true AS indisready, true AS indislive, false AS indisreplident,
       list(coalesce(attnum, 0) ORDER BY n) AS indkey, list(0 ORDER BY n) AS indcollation,
       list(0 ORDER BY n) AS indclass, list(0 ORDER BY n) AS indoption,
       string_agg(CASE WHEN attnum IS NULL THEN item END, ', ' ORDER BY n) AS indexprs
FROM own.index_columns GROUP BY indexrelid;

-- view pg_constraint
SELECT oid, conname, own.nspoid(nspname) AS connamespace, contype, false AS condeferrable, false AS condeferred,
       true AS convalidated, conrelid, 0 AS contypid, conindid, 0 AS conparentid, confrelid,
       CASE WHEN contype = 'f' THEN 'a' ELSE ' ' END AS confupdtype,
       CASE WHEN contype = 'f' THEN 'a' ELSE ' ' END AS confdeltype,
       CASE WHEN contype = 'f' THEN 's' ELSE ' ' END AS confmatchtype, true AS conislocal, 0 AS coninhcount,
       contype <> 'c' AS connoinherit, conkey, confkey, expression AS conbin
FROM own.constraints;

-- view pg_description
SELECT oid AS objoid, 1259 AS classoid, 0 AS objsubid, comment AS description
FROM own.relations WHERE comment IS NOT NULL
UNION ALL
SELECT attrelid, 1259, attnum, comment FROM own.columns WHERE comment IS NOT NULL
UNION ALL
SELECT oid, 2615, 0, comment FROM own.schemas WHERE comment IS NOT NULL
UNION ALL
SELECT oid, 1247, 0, comment FROM own.enums WHERE comment IS NOT NULL;

-- view pg_sequence
SELECT own.relation_oid(own.nspname(database_name, schema_name), sequence_name) AS seqrelid, 20 AS seqtypid, start_value AS seqstart, increment_by AS seqincrement, max_value AS seqmax,
       min_value AS seqmin, 1 AS seqcache, cycle AS seqcycle
FROM duckdb_sequences();

-- view pg_sequences
SELECT own.nspname(database_name, schema_name) AS schemaname, sequence_name AS sequencename, own.user_name() AS sequenceowner, 20 AS data_type,
       start_value, min_value, max_value, increment_by, cycle, 1 AS cache_size, last_value
FROM duckdb_sequences();

-- view pg_authid
SELECT own.user_oid() AS oid, own.user_name() AS rolname, false AS rolsuper, true AS rolinherit,
       false AS rolcreaterole, false AS rolcreatedb, true AS rolcanlogin, false AS rolreplication,
       false AS rolbypassrls, -1 AS rolconnlimit;

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
SELECT own.database_oid() AS oid, getvariable('__duckspace_database')::VARCHAR AS datname, own.user_oid() AS datdba,
       6 AS encoding, 'c' AS datlocprovider, false AS datistemplate, true AS datallowconn, -1 AS datconnlimit,
       726 AS datfrozenxid, 1 AS datminmxid, 1663 AS dattablespace, 'C.UTF-8' AS datcollate, 'C.UTF-8' AS datctype;

-- view pg_tables
SELECT n.nspname AS schemaname, c.relname AS tablename, pg.pg_get_userbyid(c.relowner) AS tableowner,
       c.relhasindex AS hasindexes, c.relhasrules AS hasrules, c.relhastriggers AS hastriggers, c.relrowsecurity AS rowsecurity
FROM pg.pg_class c LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p');

-- view pg_views
SELECT n.nspname AS schemaname, c.relname AS viewname, pg.pg_get_userbyid(c.relowner) AS viewowner,
       own.view_query(r.definition) AS definition
FROM pg.pg_class c LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN own.relations r ON r.oid = c.oid AND r.relkind = 'v' WHERE c.relkind = 'v';

-- function pg_get_indexdef
CREATE MACRO pg.pg_get_indexdef(given_index) AS
        (SELECT own.index_definition(own_i.relname, own_i.is_unique, own_i.nspname, own_i.on_table, own_i.items) FROM own.indexes own_i
         WHERE own.relation_oid(own_i.nspname, own_i.relname) = given_index),
    (given_index, given_column, pretty) AS
        (SELECT CASE WHEN given_column = 0 THEN own.index_definition(own_i.relname, own_i.is_unique, own_i.nspname, own_i.on_table, own_i.items)
                     ELSE coalesce(regexp_replace(own_i.items[given_column], '^\((\w+\(.*\))\)$', '\1'), '') END
         FROM own.indexes own_i WHERE own.relation_oid(own_i.nspname, own_i.relname) = given_index);

-- view pg_indexes
SELECT n.nspname AS schemaname, t.relname AS tablename, c.relname AS indexname,
       pg.pg_get_indexdef(i.indexrelid) AS indexdef
FROM pg.pg_index i
JOIN pg.pg_class c ON c.oid = i.indexrelid JOIN pg.pg_class t ON t.oid = i.indrelid
LEFT JOIN pg.pg_namespace n ON n.oid = c.relnamespace;

-- view pg_settings
SELECT key AS name, value AS setting, '' AS category, '' AS short_desc, 'user' AS context, 'string' AS vartype,
       'default' AS source, value AS boot_val, value AS reset_val, false AS pending_restart
FROM (SELECT unnest(map_entries(coalesce(getvariable('__duckspace_settings'), MAP {}::MAP(VARCHAR, VARCHAR))::MAP(VARCHAR, VARCHAR)), recursive := true));

-- view pg_stat_user_tables
SELECT oid AS relid, nspname AS schemaname, relname, tuples AS n_live_tup, 0 AS n_dead_tup, 0 AS seq_scan, 0 AS seq_tup_read,
       0 AS n_tup_ins, 0 AS n_tup_upd, 0 AS n_tup_del, 0 AS vacuum_count, 0 AS autovacuum_count, 0 AS analyze_count,
       0 AS autoanalyze_count
FROM own.relations WHERE relkind = 'r';

-- view pg_stat_all_tables
SELECT * FROM pg.pg_stat_user_tables;

-- view pg_stat_activity
SELECT own.database_oid() AS datid, getvariable('__duckspace_database')::VARCHAR AS datname,
       getvariable('__duckspace_pid')::INTEGER AS pid, own.user_oid() AS usesysid, own.user_name() AS usename,
       coalesce((getvariable('__duckspace_settings')::MAP(VARCHAR, VARCHAR))['application_name'], '') AS application_name,
       getvariable('__duckspace_client_address')::VARCHAR AS client_addr,
       getvariable('__duckspace_client_port')::INTEGER AS client_port,
       now() AS xact_start, now() AS query_start, now() AS state_change, 'active' AS state, 'client backend' AS backend_type;

-- view pg_timezone_names
SELECT name, abbrev, utc_offset, is_dst FROM pg_timezone_names();

-- view tables
SELECT getvariable('__duckspace_database')::VARCHAR AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
       CASE WHEN c.relpersistence = 't' THEN 'LOCAL TEMPORARY' WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type,
       CASE WHEN c.relkind = 'r' AND c.relowner <> 10 THEN 'YES' ELSE 'NO' END AS is_insertable_into, 'NO' AS is_typed
FROM pg.pg_class c JOIN pg.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v') AND n.oid <> 99;

-- view views
SELECT getvariable('__duckspace_database')::VARCHAR AS table_catalog, schemaname AS table_schema, viewname AS table_name,
       definition AS view_definition, 'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into,
       'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable, 'NO' AS is_trigger_insertable_into
FROM pg.pg_views;

-- view schemata
SELECT getvariable('__duckspace_database')::VARCHAR AS catalog_name, nspname AS schema_name,
       pg.pg_get_userbyid(nspowner) AS schema_owner
FROM pg.pg_namespace;

-- view columns
SELECT getvariable('__duckspace_database')::VARCHAR AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
       a.attname AS column_name, a.attnum AS ordinal_position,
       CASE WHEN a.attgenerated = '' THEN d.adbin END AS column_default,
       CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
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
       CASE WHEN a.typtype = 'd' THEN getvariable('__duckspace_database')::VARCHAR END AS domain_catalog,
       CASE WHEN a.typtype = 'd' THEN 'information_schema' END AS domain_schema,
       CASE WHEN a.typtype = 'd' THEN a.typname END AS domain_name,
       getvariable('__duckspace_database')::VARCHAR AS udt_catalog, a.base_schema AS udt_schema, a.base_name AS udt_name,
       a.attnum::VARCHAR AS dtd_identifier, 'NO' AS is_self_referencing, 'NO' AS is_identity, 'NO' AS identity_cycle,
       CASE WHEN a.attgenerated <> '' THEN 'ALWAYS' ELSE 'NEVER' END AS is_generated,
       CASE WHEN a.attgenerated <> '' THEN d.adbin END AS generation_expression,
       CASE WHEN c.relkind = 'r' AND c.relowner <> 10 THEN 'YES' ELSE 'NO' END AS is_updatable
FROM (SELECT a.attrelid, a.attname, a.attnum, a.attnotnull, a.attgenerated, t.typtype, t.typname, b.oid AS base_type,
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
WHERE c.relkind IN ('r', 'v') AND n.oid <> 99;

-- view table_constraints
SELECT getvariable('__duckspace_database')::VARCHAR AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, getvariable('__duckspace_database')::VARCHAR AS table_catalog,
       n.nspname AS table_schema, r.relname AS table_name,
       CASE c.contype WHEN 'c' THEN 'CHECK' WHEN 'f' THEN 'FOREIGN KEY' WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END AS constraint_type,
       'NO' AS is_deferrable, 'NO' AS initially_deferred, 'YES' AS enforced,
       CASE WHEN c.contype = 'u' THEN 'YES' END AS nulls_distinct
FROM pg.pg_constraint c JOIN pg.pg_class r ON r.oid = c.conrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
WHERE c.contype IN ('c', 'f', 'p', 'u')
UNION ALL
SELECT getvariable('__duckspace_database')::VARCHAR, n.nspname,
       n.oid || '_' || r.oid || '_' || a.attnum || '_not_null', getvariable('__duckspace_database')::VARCHAR,
       n.nspname, r.relname, 'CHECK', 'NO', 'NO', 'YES', NULL
FROM pg.pg_attribute a JOIN pg.pg_class r ON r.oid = a.attrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
WHERE a.attnotnull AND a.attnum > 0 AND r.relkind = 'r';

-- view key_column_usage
SELECT getvariable('__duckspace_database')::VARCHAR AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, getvariable('__duckspace_database')::VARCHAR AS table_catalog,
       n.nspname AS table_schema, r.relname AS table_name, a.attname AS column_name, c.position AS ordinal_position,
       CASE WHEN c.contype = 'f' THEN list_position(u.conkey::SMALLINT[], c.target) END AS position_in_unique_constraint
FROM (SELECT *, unnest(conkey) AS key, generate_subscripts(conkey, 1) AS position,
             unnest(coalesce(confkey, list_transform(conkey, lambda x: 0::SMALLINT))) AS target
      FROM pg.pg_constraint WHERE contype IN ('p', 'u', 'f')) c
JOIN pg.pg_class r ON r.oid = c.conrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
JOIN pg.pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.key
LEFT JOIN pg.pg_constraint u ON c.contype = 'f' AND u.conindid = c.conindid AND u.contype IN ('p', 'u');

-- view constraint_column_usage
SELECT getvariable('__duckspace_database')::VARCHAR AS table_catalog, n.nspname AS table_schema, r.relname AS table_name,
       a.attname AS column_name, getvariable('__duckspace_database')::VARCHAR AS constraint_catalog,
       n.nspname AS constraint_schema, c.conname AS constraint_name
FROM (SELECT *, unnest(CASE WHEN contype = 'f' THEN confkey ELSE conkey END) AS key FROM pg.pg_constraint) c
JOIN pg.pg_class r ON r.oid = CASE WHEN c.contype = 'f' THEN c.confrelid ELSE c.conrelid END
JOIN pg.pg_namespace n ON n.oid = r.relnamespace
JOIN pg.pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.key;

-- view constraint_table_usage
SELECT DISTINCT getvariable('__duckspace_database')::VARCHAR AS table_catalog, n.nspname AS table_schema, r.relname AS table_name,
       getvariable('__duckspace_database')::VARCHAR AS constraint_catalog, n.nspname AS constraint_schema, c.conname AS constraint_name
FROM pg.pg_constraint c JOIN pg.pg_class r ON r.oid = CASE WHEN c.contype = 'f' THEN c.confrelid ELSE c.conrelid END
JOIN pg.pg_namespace n ON n.oid = r.relnamespace WHERE c.contype IN ('p', 'u', 'f');

-- view referential_constraints
SELECT getvariable('__duckspace_database')::VARCHAR AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, getvariable('__duckspace_database')::VARCHAR AS unique_constraint_catalog,
       un.nspname AS unique_constraint_schema, u.conname AS unique_constraint_name, 'NONE' AS match_option,
       'NO ACTION' AS update_rule, 'NO ACTION' AS delete_rule
FROM pg.pg_constraint c JOIN pg.pg_namespace n ON n.oid = c.connamespace
LEFT JOIN pg.pg_constraint u ON u.conindid = c.conindid AND u.contype IN ('p', 'u')
LEFT JOIN pg.pg_namespace un ON un.oid = u.connamespace
WHERE c.contype = 'f';

-- view check_constraints
SELECT getvariable('__duckspace_database')::VARCHAR AS constraint_catalog, n.nspname AS constraint_schema,
       c.conname AS constraint_name, '(' || c.conbin || ')' AS check_clause
FROM pg.pg_constraint c JOIN pg.pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'c'
UNION ALL
SELECT getvariable('__duckspace_database')::VARCHAR, n.nspname,
       n.oid || '_' || r.oid || '_' || a.attnum || '_not_null', a.attname || ' IS NOT NULL'
FROM pg.pg_attribute a JOIN pg.pg_class r ON r.oid = a.attrelid JOIN pg.pg_namespace n ON n.oid = r.relnamespace
WHERE a.attnotnull AND a.attnum > 0 AND r.relkind = 'r';

-- view sequences
SELECT getvariable('__duckspace_database')::VARCHAR AS sequence_catalog, schemaname AS sequence_schema,
       sequencename AS sequence_name, 'bigint' AS data_type, 64 AS numeric_precision, 2 AS numeric_precision_radix,
       0 AS numeric_scale, start_value::VARCHAR AS start_value, min_value::VARCHAR AS minimum_value,
       max_value::VARCHAR AS maximum_value, increment_by::VARCHAR AS increment, CASE WHEN cycle THEN 'YES' ELSE 'NO' END AS cycle_option
FROM pg.pg_sequences;

-- view information_schema_catalog_name
SELECT getvariable('__duckspace_database')::VARCHAR AS catalog_name;

-- view enabled_roles
SELECT own.user_name() AS role_name;

-- view table_privileges
SELECT CASE WHEN c.relowner = 10 THEN 'pg_duckspace' ELSE own.user_name() END AS grantor, own.user_name() AS grantee,
       getvariable('__duckspace_database')::VARCHAR AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
       p.privilege AS privilege_type, CASE WHEN c.relowner = 10 THEN 'NO' ELSE 'YES' END AS is_grantable,
       CASE WHEN p.privilege = 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
FROM pg.pg_class c JOIN pg.pg_namespace n ON n.oid = c.relnamespace,
     (VALUES ('INSERT'), ('SELECT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p(privilege)
WHERE c.relkind IN ('r', 'v') AND n.oid <> 99 AND (p.privilege = 'SELECT' OR c.relowner <> 10);

-- view role_table_grants
SELECT * FROM info.table_privileges;
