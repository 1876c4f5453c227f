-- Functions over the catalog. What needs no table of it is in session-functions.sql.

-- helper path
CREATE MACRO own.path() AS list_concat(['pg_temp_3', 'pg_catalog'], __duckspace_schemas());

-- helper name_parts
CREATE MACRO own.name_parts(name) AS
    list_transform(regexp_extract_all(name, '"(?:[^"]|"")+"|[^."\s]+'),
        lambda p: CASE WHEN p LIKE '"%' THEN replace(p[2:-2], '""', '"') ELSE lower(p) END);

-- function pg_operator_is_visible
CREATE MACRO pg.pg_operator_is_visible(given_object) AS given_object < 16384;

-- function pg_opclass_is_visible
CREATE MACRO pg.pg_opclass_is_visible(given_object) AS given_object < 16384;

-- function pg_opfamily_is_visible
CREATE MACRO pg.pg_opfamily_is_visible(given_object) AS given_object < 16384;

-- function pg_collation_is_visible
CREATE MACRO pg.pg_collation_is_visible(given_object) AS given_object < 16384;

-- function pg_conversion_is_visible
CREATE MACRO pg.pg_conversion_is_visible(given_object) AS given_object < 16384;

-- function pg_statistics_obj_is_visible
CREATE MACRO pg.pg_statistics_obj_is_visible(given_object) AS given_object < 16384;

-- function pg_ts_config_is_visible
CREATE MACRO pg.pg_ts_config_is_visible(given_object) AS given_object < 16384;

-- function pg_ts_dict_is_visible
CREATE MACRO pg.pg_ts_dict_is_visible(given_object) AS given_object < 16384;

-- function pg_ts_parser_is_visible
CREATE MACRO pg.pg_ts_parser_is_visible(given_object) AS given_object < 16384;

-- function pg_ts_template_is_visible
CREATE MACRO pg.pg_ts_template_is_visible(given_object) AS given_object < 16384;

-- function oidvectortypes
CREATE MACRO pg.oidvectortypes(given_types) AS
    CASE WHEN given_types IS NOT NULL
         THEN coalesce(list_aggregate(list_transform(given_types, lambda t: format_type(t, NULL)), 'string_agg', ', '), '') END;

-- function shobj_description
CREATE MACRO pg.shobj_description(given_object, given_catalog) AS
    CASE WHEN given_object::BIGINT = own.database_oid() AND given_catalog = 'pg_database'
         THEN (SELECT any_value(f.comment) FROM duckdb_functions() f WHERE f.function_name = 'pg$database') END;

-- function pg_get_serial_sequence
CREATE MACRO pg.pg_get_serial_sequence(given_table, given_column) AS
    (SELECT CASE WHEN contains(regexp_extract(own_c.column_default, 'nextval\(''([^'']+)''', 1), '.') THEN '' ELSE own_c.nspname || '.' END
            || nullif(regexp_extract(own_c.column_default, 'nextval\(''([^'']+)''', 1), '')
     FROM own.columns own_c WHERE own_c.attrelid = pg_regclass_in(given_table)::BIGINT AND own_c.attname = given_column);

-- function pg_get_triggerdef
CREATE MACRO pg.pg_get_triggerdef(trigger_oid) AS CASE WHEN trigger_oid IS NULL THEN NULL::VARCHAR END, (trigger_oid, pretty) AS CASE WHEN trigger_oid IS NULL THEN NULL::VARCHAR END;

-- function pg_get_ruledef
CREATE MACRO pg.pg_get_ruledef(rule_oid) AS CASE WHEN rule_oid IS NULL THEN NULL::VARCHAR END, (rule_oid, pretty) AS CASE WHEN rule_oid IS NULL THEN NULL::VARCHAR END;

-- function pg_get_partkeydef
CREATE MACRO pg.pg_get_partkeydef(given_relation) AS CASE WHEN given_relation IS NULL THEN NULL::VARCHAR END;

-- function pg_get_partition_constraintdef
CREATE MACRO pg.pg_get_partition_constraintdef(given_relation) AS CASE WHEN given_relation IS NULL THEN NULL::VARCHAR END;

-- function pg_get_statisticsobjdef
CREATE MACRO pg.pg_get_statisticsobjdef(statistics_oid) AS CASE WHEN statistics_oid IS NULL THEN NULL::VARCHAR END;

-- function pg_get_statisticsobjdef_columns
CREATE MACRO pg.pg_get_statisticsobjdef_columns(statistics_oid) AS CASE WHEN statistics_oid IS NULL THEN NULL::VARCHAR END;

-- function pg_tablespace_location
CREATE MACRO pg.pg_tablespace_location(tablespace_oid) AS CASE WHEN tablespace_oid IS NULL THEN NULL ELSE '' END;

-- function pg_tablespace_size
CREATE MACRO pg.pg_tablespace_size(tablespace) AS CASE WHEN tablespace IS NOT NULL THEN 0::BIGINT END;

-- function pg_database_size
CREATE MACRO pg.pg_database_size(database) AS
    (SELECT used_blocks * block_size FROM pragma_database_size() own_s WHERE own_s.database_name = __duckspace_engine_database());

-- function pg_size_pretty
CREATE MACRO pg.pg_size_pretty(size) AS
    CASE WHEN abs(size) < 10240 THEN size::BIGINT || ' bytes'
         WHEN abs(size) < 10485248 THEN round(size / 1024.0)::BIGINT || ' kB'
         WHEN abs(size) < 10736893952 THEN round(size / 1048576.0)::BIGINT || ' MB'
         WHEN abs(size) < 10994579406848 THEN round(size / 1073741824.0)::BIGINT || ' GB'
         WHEN abs(size) < 11258449312612352 THEN round(size / 1099511627776.0)::BIGINT || ' TB'
         ELSE round(size / 1125899906842624.0)::BIGINT || ' PB' END;

-- function pg_partition_root
CREATE MACRO pg.pg_partition_root(given_relation) AS CASE WHEN given_relation IS NOT NULL THEN NULL::BIGINT END;

-- function array_upper
CREATE MACRO pg.array_upper(given_array, given_dimension) AS CASE WHEN given_dimension = 1 THEN nullif(len(given_array), 0) END;

-- function array_lower
CREATE MACRO pg.array_lower(given_array, given_dimension) AS CASE WHEN given_dimension = 1 AND len(given_array) > 0 THEN 1 END;

-- function _pg_expandarray
CREATE MACRO info._pg_expandarray(given_array) AS
    unnest(list_transform(given_array, lambda element, place: {'x': element, 'n': place::INTEGER}));

-- function array_remove
CREATE MACRO pg.array_remove(given_array, given_element) AS
    list_filter(given_array, lambda element: element IS DISTINCT FROM given_element);

-- function getdatabaseencoding
CREATE MACRO pg.getdatabaseencoding() AS 'UTF8';

-- helper keywords
CREATE TABLE own.keywords AS
    SELECT unnest(string_split(words, ' ')) AS word, catcode, barelabel,
           CASE catcode WHEN 'U' THEN 'unreserved' WHEN 'C' THEN 'unreserved (cannot be function or type name)'
                WHEN 'T' THEN 'reserved (can be function or type name)' ELSE 'reserved' END AS catdesc,
           CASE WHEN barelabel THEN 'can be bare label' ELSE 'requires AS' END AS baredesc
    FROM (VALUES ('C', false, 'char character precision'),
        ('C', true, 'between bigint bit boolean coalesce dec decimal exists extract float greatest grouping inout int integer interval least national nchar none normalize nullif numeric out overlay position real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable'),
        ('R', false, 'array as create except fetch for from grant group having intersect into limit offset on order returning to union where window with'),
        ('R', true, 'all analyse analyze and any asc asymmetric both case cast check collate column constraint current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end false foreign in initially lateral leading localtime localtimestamp not null only or placing primary references select session_user some symmetric table then trailing true unique user using variadic when'),
        ('T', false, 'isnull notnull overlaps'),
        ('T', true, 'authorization binary collation concurrently cross current_schema freeze full ilike inner is join left like natural outer right similar tablesample verbose'),
        ('U', false, 'day filter hour minute month over second varying within without year'),
        ('U', true, 'abort absolute access action add admin after aggregate also alter always asensitive assertion assignment at atomic attach attribute backward before begin breadth by cache call called cascade cascaded catalog chain characteristics checkpoint class close cluster columns comment comments commit committed compression configuration conflict connection constraints content continue conversion copy cost csv cube current cursor cycle data database deallocate declare defaults deferred definer delete delimiter delimiters depends depth detach dictionary disable discard document domain double drop each enable encoding encrypted enum escape event exclude excluding exclusive execute explain expression extension external family finalize first following force forward function functions generated global granted groups handler header hold identity if immediate immutable implicit import include including increment index indexes inherit inherits inline input insensitive insert instead invoker isolation key label language large last leakproof level listen load local location lock locked logged mapping match matched materialized maxvalue merge method minvalue mode move name names new next nfc nfd nfkc nfkd no normalized nothing notify nowait nulls object of off oids old operator option options ordinality others overriding owned owner parallel parameter parser partial partition passing password plans policy preceding prepare prepared preserve prior privileges procedural procedure procedures program publication quote range read reassign recheck recursive ref referencing refresh reindex relative release rename repeatable replace replica reset restart restrict return returns revoke role rollback rollup routine routines rows rule savepoint schema schemas scroll search security sequence sequences serializable server session set sets share show simple skip snapshot sql stable standalone start statement statistics stdin stdout storage stored strict strip subscription support sysid system tables tablespace temp template temporary text ties transaction transform trigger truncate trusted type types uescape unbounded uncommitted unencrypted unknown unlisten unlogged until update vacuum valid validate validator value version view views volatile whitespace work wrapper write xml yes zone')) k(catcode, barelabel, words);

-- function set_config
-- What pg_dump sets so guards against views of other kinds, which are not here.
CREATE MACRO pg.set_config(given_name, given_value, local) AS
    CASE WHEN given_name = 'restrict_nonsystem_relation_kind' THEN given_value
         WHEN given_name IS NOT NULL THEN error('set_config needs a constant name, not ' || given_name) END::VARCHAR;

-- function pg_index_column_has_property
CREATE MACRO pg.pg_index_column_has_property(given_index, given_column, given_property) AS
    CASE WHEN given_index IS NULL OR given_column IS NULL THEN NULL::BOOLEAN
         WHEN lower(given_property) IN ('asc', 'nulls_last', 'orderable', 'returnable', 'search_array', 'search_nulls') THEN true
         WHEN lower(given_property) IN ('desc', 'nulls_first', 'distance_orderable') THEN false END;

-- function pg_index_has_property
CREATE MACRO pg.pg_index_has_property(given_index, given_property) AS
    CASE WHEN given_index IS NULL THEN NULL::BOOLEAN
         WHEN lower(given_property) IN ('clusterable', 'index_scan', 'bitmap_scan', 'backward_scan') THEN true END;

-- helper role_oid
CREATE MACRO own.role_oid(role_name) AS
    CASE WHEN role_name = '' THEN 0::BIGINT ELSE pg_regrole_in(role_name)::BIGINT END::pg_oid;

-- helper acl_items
-- The privileges of access lists, grantee=letters/grantor, where a star behind a letter lets them be granted further.
CREATE MACRO own.acl_items(acl) AS
    flatten(list_transform(acl::VARCHAR[], lambda own_item: list_transform(
        regexp_extract_all(regexp_extract(own_item, '=([^/]*)/', 1), '[A-Za-z]\*?'),
        lambda own_letter: {
            'grantor': own.role_oid(regexp_extract(own_item, '/(.*)$', 1)),
            'grantee': own.role_oid(regexp_extract(own_item, '^(.*)=', 1)),
            'privilege_type': MAP {'a': 'INSERT', 'r': 'SELECT', 'w': 'UPDATE', 'd': 'DELETE', 'D': 'TRUNCATE',
                'x': 'REFERENCES', 't': 'TRIGGER', 'X': 'EXECUTE', 'U': 'USAGE', 'C': 'CREATE', 'T': 'TEMPORARY',
                'c': 'CONNECT', 's': 'SET', 'A': 'ALTER SYSTEM'}[own_letter[1]],
            'is_grantable': length(own_letter) = 2})));

-- function aclexplode
CREATE MACRO pg.aclexplode(acl) AS unnest(own.acl_items(acl));

-- helper aclexplode_rows
CREATE MACRO pg.aclexplode(acl) AS TABLE
    SELECT own_a.item.grantor AS grantor, own_a.item.grantee AS grantee, own_a.item.privilege_type AS privilege_type,
           own_a.item.is_grantable AS is_grantable
    FROM (SELECT unnest(own.acl_items(acl)) AS item) own_a;

-- function pg_sequence_row
-- What a sequence shows as a relation. A value outside of its limits is none that it gave.
CREATE MACRO pg.pg_sequence_row(given_schema, given_name) AS TABLE
    SELECT CASE WHEN own_s.given THEN own_s.last_value WHEN own_s.last_value IS NULL THEN own_s.start_value
                ELSE own_s.last_value + own_s.increment_by END::BIGINT AS last_value, 0::BIGINT AS log_cnt, own_s.given AS is_called
    FROM (SELECT *, coalesce(last_value BETWEEN min_value AND max_value, false) AS given FROM pg.pg_sequences) own_s
    WHERE own_s.schemaname = given_schema AND own_s.sequencename = given_name;

-- function ts_token_type
CREATE MACRO pg.ts_token_type(given_parser) AS TABLE
    SELECT tokid::INTEGER AS tokid, alias, description FROM (VALUES
        (1, 'asciiword', 'Word, all ASCII'), (2, 'word', 'Word, all letters'), (3, 'numword', 'Word, letters and digits'),
        (4, 'email', 'Email address'), (5, 'url', 'URL'), (6, 'host', 'Host'),
        (7, 'sfloat', 'Scientific notation'), (8, 'version', 'Version number'), (9, 'hword_numpart', 'Hyphenated word part, letters and digits'),
        (10, 'hword_part', 'Hyphenated word part, all letters'), (11, 'hword_asciipart', 'Hyphenated word part, all ASCII'), (12, 'blank', 'Space symbols'),
        (13, 'tag', 'XML tag'), (14, 'protocol', 'Protocol head'), (15, 'numhword', 'Hyphenated word, letters and digits'),
        (16, 'asciihword', 'Hyphenated word, all ASCII'), (17, 'hword', 'Hyphenated word, all letters'), (18, 'url_path', 'URL path'),
        (19, 'file', 'File or path name'), (20, 'float', 'Decimal notation'), (21, 'int', 'Signed integer'),
        (22, 'uint', 'Unsigned integer'), (23, 'entity', 'XML entity')) own_t(tokid, alias, description)
    WHERE given_parser IS NOT NULL;

-- Functions that return rows: each is made twice, to stand in FROM and in a select list. Of a
-- "rows" the result is a composite value, of a "set" the value of its only column, which has the
-- function's name. A "record" returns one row.

-- rows pg_get_keywords
()
SELECT own_k.word, own_k.catcode::pg_char AS catcode, own_k.barelabel, own_k.catdesc, own_k.baredesc FROM own.keywords own_k ORDER BY own_k.word;

-- rows pg_options_to_table
(options)
SELECT regexp_extract(own_o.option, '^([^=]*)', 1) AS option_name, CASE WHEN contains(own_o.option, '=') THEN regexp_replace(own_o.option, '^[^=]*=', '') END AS option_value
FROM (SELECT unnest(options::VARCHAR[]) AS option) own_o;

-- rows pg_timezone_names
()
SELECT own_z.name, own_z.abbrev, own_z.utc_offset, own_z.is_dst FROM system.main.pg_timezone_names() own_z;

-- rows pg_timezone_abbrevs
()
SELECT own_z.abbrev, own_z.utc_offset, own_z.is_dst FROM pg.pg_timezone_abbrevs own_z;

-- rows pg_show_all_settings
()
SELECT * FROM pg.pg_settings;

-- rows pg_lock_status
()
SELECT * FROM pg.pg_locks;

-- rows pg_cursor
()
SELECT * FROM pg.pg_cursors;

-- rows pg_prepared_statement
()
SELECT * FROM pg.pg_prepared_statements;

-- rows pg_stat_get_activity
(given_pid)
SELECT own_b.datid, own_b.pid, own_b.usesysid, own_b.application_name, own_b.state, own_b.query, own_b.wait_event_type, own_b.wait_event,
       own_b.xact_start, own_b.query_start, own_b.backend_start, own_b.state_change, own_b.client_addr, own_b.client_hostname,
       own_b.client_port, own_b.backend_xid, own_b.backend_xmin, own_b.backend_type, own_t.ssl, own_t.version AS sslversion,
       own_t.cipher AS sslcipher, own_t.bits AS sslbits, own_t.client_dn AS ssl_client_dn, own_t.client_serial AS ssl_client_serial,
       own_t.issuer_dn AS ssl_issuer_dn, false AS gss_auth, NULL::VARCHAR AS gss_princ, false AS gss_enc, own_b.leader_pid, own_b.query_id
FROM pg.pg_stat_activity own_b LEFT JOIN pg.pg_stat_ssl own_t ON own_t.pid = own_b.pid
WHERE given_pid IS NULL OR own_b.pid = given_pid;

-- rows pg_available_extensions
()
SELECT own_e.name, own_e.default_version, own_e.comment FROM pg.pg_available_extensions own_e;

-- rows pg_available_extension_versions
()
SELECT own_e.name, own_e.version, own_e.superuser, own_e.trusted, own_e.relocatable, own_e.schema, own_e.requires, own_e.comment
FROM pg.pg_available_extension_versions own_e;

-- rows pg_get_multixact_members
(multixid)
SELECT NULL::pg_xid AS xid, NULL::VARCHAR AS mode WHERE multixid IS NOT NULL AND error('MultiXactId ' || multixid::VARCHAR || ' has not been created yet -- apparent wraparound') IS NULL;

-- rows pg_partition_tree
(given_relation)
SELECT NULL::pg_regclass AS relid, NULL::pg_regclass AS parentrelid, true AS isleaf, 0 AS level WHERE false;

-- rows pg_stat_get_backend_idset
()
SELECT row_number() OVER (ORDER BY own_b.pid)::INTEGER AS pg_stat_get_backend_idset FROM pg.pg_stat_activity own_b;

-- set pg_listening_channels
()
SELECT unnest(__duckspace_channels()) AS pg_listening_channels;

-- record pg_sequence_parameters
(sequence_oid)
SELECT own_s.start_value AS start_value, own_s.min_value AS minimum_value, own_s.max_value AS maximum_value, own_s.increment_by AS increment,
       own_s.cycle AS cycle_option, 1::BIGINT AS cache_size, 20::pg_oid AS data_type
FROM own.sequences own_s WHERE own_s.oid = __duckspace_sequence(sequence_oid);

-- record pg_get_object_address
(given_type, given_names, given_args)
SELECT own_x.a[1]::pg_oid AS classid, own_x.a[2]::pg_oid AS objid, own_x.a[3]::INTEGER AS objsubid
FROM (SELECT __duckspace_address(given_type, given_names, given_args) AS a) own_x;

-- record pg_identify_object
(given_class, given_object, given_part)
SELECT own_x.a[1] AS type, own_x.a[2] AS schema, own_x.a[3] AS name, own_x.a[4] AS identity
FROM (SELECT __duckspace_identify(given_class, given_object, given_part) AS a) own_x;

-- record pg_identify_object_as_address
(given_class, given_object, given_part)
SELECT own_x.a[1] AS type, string_split(own_x.a[2], chr(31)) AS object_names,
       CASE WHEN own_x.a[3] = '' THEN []::VARCHAR[] ELSE string_split(own_x.a[3], chr(31)) END AS object_args
FROM (SELECT __duckspace_identify_address(given_class, given_object, given_part) AS a) own_x;

-- function pg_sequence_last_value
CREATE MACRO pg.pg_sequence_last_value(given_sequence) AS
    (SELECT own_q.last_value FROM duckdb_sequences() own_q JOIN own.sequences own_s
     ON own_s.nspname = CASE WHEN own_q.database_name = 'temp' THEN 'pg_temp_3' ELSE own_q.schema_name END AND own_s.relname = own_q.sequence_name
     WHERE own_s.oid = __duckspace_sequence(given_sequence));

-- function pg_filenode_relation
CREATE MACRO pg.pg_filenode_relation(given_tablespace, given_node) AS
    (SELECT own_c.oid::BIGINT::pg_regclass FROM pg.pg_class own_c WHERE own_c.relfilenode <> 0 AND own_c.relfilenode = given_node);

-- function pg_indexam_has_property
CREATE MACRO pg.pg_indexam_has_property(given_am, given_property) AS
    CASE WHEN given_property NOT IN ('can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include') THEN NULL::BOOLEAN
         WHEN given_am IN (403, 405, 783, 2742, 3580, 4000) THEN CASE given_property
             WHEN 'can_order' THEN given_am = 403 WHEN 'can_unique' THEN given_am = 403
             WHEN 'can_multi_col' THEN given_am IN (403, 783, 2742, 3580)
             WHEN 'can_exclude' THEN given_am IN (403, 405, 783, 4000)
             ELSE given_am IN (403, 783, 4000) END END;

-- helper privilege_letter
CREATE MACRO own.privilege_letter(word) AS
    CASE word WHEN 'INSERT' THEN 'a' WHEN 'SELECT' THEN 'r' WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd' WHEN 'TRUNCATE' THEN 'D'
         WHEN 'REFERENCES' THEN 'x' WHEN 'TRIGGER' THEN 't' WHEN 'EXECUTE' THEN 'X' WHEN 'USAGE' THEN 'U' WHEN 'CREATE' THEN 'C'
         WHEN 'TEMPORARY' THEN 'T' WHEN 'TEMP' THEN 'T' WHEN 'CONNECT' THEN 'c' WHEN 'SET' THEN 's' WHEN 'ALTER SYSTEM' THEN 'A'
         ELSE error('unrecognized privilege type: "' || word || '"') END;

-- function makeaclitem
CREATE MACRO pg.makeaclitem(given_grantee, given_grantor, given_privileges, given_grantable) AS
    (SELECT CASE WHEN given_grantee::BIGINT = 0 THEN '' ELSE own.quoted(pg_get_userbyid(given_grantee)) END || '='
            || own.privilege_letter(upper(given_privileges)) || CASE WHEN given_grantable THEN '*' ELSE '' END
            || '/' || own.quoted(pg_get_userbyid(given_grantor)))::pg_aclitem;

-- function aclcontains
CREATE MACRO pg.aclcontains(given_acl, given_item) AS list_contains(given_acl::VARCHAR[], given_item::VARCHAR);

-- function txid_snapshot_xmin
CREATE MACRO pg.txid_snapshot_xmin(given_snapshot) AS split_part(given_snapshot::VARCHAR, ':', 1)::BIGINT;

-- function txid_snapshot_xmax
CREATE MACRO pg.txid_snapshot_xmax(given_snapshot) AS split_part(given_snapshot::VARCHAR, ':', 2)::BIGINT;

-- function pg_snapshot_xmin
CREATE MACRO pg.pg_snapshot_xmin(given_snapshot) AS split_part(given_snapshot::VARCHAR, ':', 1)::BIGINT;

-- function pg_snapshot_xmax
CREATE MACRO pg.pg_snapshot_xmax(given_snapshot) AS split_part(given_snapshot::VARCHAR, ':', 2)::BIGINT;

-- set txid_snapshot_xip
(given_snapshot)
SELECT own_x.x::BIGINT AS txid_snapshot_xip FROM (SELECT unnest(string_split(split_part(given_snapshot::VARCHAR, ':', 3), ',')) AS x) own_x WHERE own_x.x <> '';

-- set pg_snapshot_xip
(given_snapshot)
SELECT own_x.x::BIGINT AS pg_snapshot_xip FROM (SELECT unnest(string_split(split_part(given_snapshot::VARCHAR, ':', 3), ',')) AS x) own_x WHERE own_x.x <> '';

-- function txid_visible_in_snapshot
CREATE MACRO pg.txid_visible_in_snapshot(given_id, given_snapshot) AS
    given_id < split_part(given_snapshot::VARCHAR, ':', 2)::BIGINT
        AND NOT list_contains(string_split(split_part(given_snapshot::VARCHAR, ':', 3), ','), given_id::VARCHAR);

-- function pg_visible_in_snapshot
CREATE MACRO pg.pg_visible_in_snapshot(given_id, given_snapshot) AS
    given_id < split_part(given_snapshot::VARCHAR, ':', 2)::BIGINT
        AND NOT list_contains(string_split(split_part(given_snapshot::VARCHAR, ':', 3), ','), given_id::VARCHAR);

-- function pg_stat_get_db_numbackends
CREATE MACRO pg.pg_stat_get_db_numbackends(given_database) AS
    (SELECT count(*)::INTEGER FROM pg.pg_stat_activity own_b WHERE own_b.datid = given_database);

-- function pg_get_statisticsobjdef_expressions
CREATE MACRO pg.pg_get_statisticsobjdef_expressions(statistics_oid) AS CASE WHEN statistics_oid IS NULL THEN NULL::VARCHAR[] END;

-- function _pg_truetypid
CREATE MACRO info._pg_truetypid(given_attribute, given_type) AS
    CASE WHEN given_type.typtype = 'd' THEN given_type.typbasetype ELSE given_attribute.atttypid END;

-- function _pg_truetypmod
CREATE MACRO info._pg_truetypmod(given_attribute, given_type) AS
    CASE WHEN given_type.typtype = 'd' THEN given_type.typtypmod ELSE given_attribute.atttypmod END;

-- function _pg_char_max_length
CREATE MACRO info._pg_char_max_length(given_type, given_modifier) AS
    CASE WHEN given_modifier = -1 THEN NULL::INTEGER WHEN given_type IN (1042, 1043) THEN (given_modifier - 4)::INTEGER
         WHEN given_type IN (1560, 1562) THEN given_modifier::INTEGER END;

-- function _pg_char_octet_length
CREATE MACRO info._pg_char_octet_length(given_type, given_modifier) AS
    CASE WHEN given_type IN (25, 1042, 1043) THEN CASE WHEN given_modifier = -1 THEN 1073741824 ELSE ((given_modifier - 4) * 4)::INTEGER END END;

-- function _pg_numeric_precision
CREATE MACRO info._pg_numeric_precision(given_type, given_modifier) AS
    CASE given_type WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
         WHEN 1700 THEN CASE WHEN given_modifier <> -1 THEN (((given_modifier - 4) >> 16) & 65535)::INTEGER END END::INTEGER;

-- function _pg_numeric_precision_radix
CREATE MACRO info._pg_numeric_precision_radix(given_type, given_modifier) AS
    CASE WHEN given_type IN (21, 23, 20, 700, 701) THEN 2 WHEN given_type = 1700 THEN 10 END::INTEGER;

-- function _pg_numeric_scale
CREATE MACRO info._pg_numeric_scale(given_type, given_modifier) AS
    CASE WHEN given_type IN (21, 23, 20) THEN 0
         WHEN given_type = 1700 THEN CASE WHEN given_modifier <> -1 THEN ((given_modifier - 4) & 65535)::INTEGER END END::INTEGER;

-- function _pg_datetime_precision
CREATE MACRO info._pg_datetime_precision(given_type, given_modifier) AS
    CASE WHEN given_type = 1082 THEN 0
         WHEN given_type IN (1083, 1114, 1184, 1266) THEN CASE WHEN given_modifier < 0 THEN 6 ELSE given_modifier END
         WHEN given_type = 1186 THEN CASE WHEN given_modifier < 0 OR (given_modifier & 65535) = 65535 THEN 6 ELSE given_modifier & 65535 END END::INTEGER;

-- function _pg_interval_type
CREATE MACRO info._pg_interval_type(given_type, given_modifier) AS
    CASE WHEN given_type = 1186 THEN upper(nullif(regexp_extract(format_type(given_type, given_modifier), '^interval[()0-9]* (.*)$', 1), '')) END;

-- function _pg_index_position
CREATE MACRO info._pg_index_position(given_index, given_column) AS
    (SELECT own_k.n::INTEGER FROM (SELECT unnest(own_i.indkey)::INTEGER AS key, generate_subscripts(own_i.indkey, 1) AS n
                                   FROM pg.pg_index own_i WHERE own_i.indexrelid = given_index) own_k WHERE own_k.key = given_column);

-- The engine passes WITH ORDINALITY over, so that its column is here.
-- rows pg_partition_ancestors
(given_relation)
SELECT NULL::BIGINT::pg_regclass AS relid, 1::BIGINT AS ordinality WHERE given_relation IS NULL AND false;

-- function pg_encoding_max_length
CREATE MACRO pg.pg_encoding_max_length(given_encoding) AS
    CASE WHEN given_encoding IN (4, 6, 7, 39) THEN 4 WHEN given_encoding IN (1, 3, 5, 40) THEN 3
         WHEN given_encoding IN (2, 35, 36, 37, 38, 41) THEN 2 WHEN given_encoding BETWEEN 0 AND 41 THEN 1 END::INTEGER;
