-- Functions over the catalog. What needs no table of it is in session-functions.sql.

-- helper path
CREATE MACRO own.path() AS list_concat(['pg_temp_3', 'pg_catalog'], getvariable('__duckspace_schemas')::VARCHAR[]);

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

-- function shobj_description
CREATE MACRO pg.shobj_description(given_object, given_catalog) AS
    CASE WHEN given_object IS NULL OR given_catalog IS NULL THEN NULL ELSE NULL::VARCHAR END;

-- function pg_get_serial_sequence
CREATE MACRO pg.pg_get_serial_sequence(given_table, given_column) AS
    (SELECT CASE WHEN contains(regexp_extract(own_c.column_default, 'nextval\(''([^'']+)''', 1), '.') THEN '' ELSE own_c.nspname || '.' END
            || nullif(regexp_extract(own_c.column_default, 'nextval\(''([^'']+)''', 1), '')
     FROM own.columns own_c WHERE own_c.attrelid = pg_regclass_in(given_table)::BIGINT AND own_c.attname = given_column);

-- helper function_texts
CREATE VIEW own.function_texts AS
    SELECT p.oid, coalesce(string_agg(coalesce(nullif(p.argument, '') || ' ', '') || coalesce(t.name, '"any"'), ', ' ORDER BY p.n) FILTER (p.type IS NOT NULL), '') AS arguments,
           coalesce(string_agg(coalesce(t.name, '"any"'), ', ' ORDER BY p.n) FILTER (p.type IS NOT NULL), '') AS types,
           any_value(CASE WHEN p.proretset THEN 'SETOF ' ELSE '' END || coalesce(r.name, '"any"')) AS result
    FROM (SELECT oid, proretset, prorettype, unnest(types) AS type, unnest(arguments) AS argument, unnest(range(len(types))) AS n
          FROM (SELECT oid::BIGINT AS oid, proretset, prorettype::BIGINT AS prorettype,
                       CASE WHEN proargtypes::VARCHAR = '[]' THEN [NULL]::BIGINT[] ELSE proargtypes::VARCHAR::BIGINT[] END AS types,
                       list_resize(coalesce(proargnames, []::VARCHAR[]), len(types)) AS arguments
                FROM pg.pg_proc)) p
    LEFT JOIN own.type_names t ON t.oid = p.type LEFT JOIN own.type_names r ON r.oid = p.prorettype GROUP BY p.oid;

-- function pg_get_function_arguments
CREATE MACRO pg.pg_get_function_arguments(given_function) AS (SELECT own_f.arguments FROM own.function_texts own_f WHERE own_f.oid = given_function);

-- function pg_get_function_identity_arguments
CREATE MACRO pg.pg_get_function_identity_arguments(given_function) AS (SELECT own_f.arguments FROM own.function_texts own_f WHERE own_f.oid = given_function);

-- function pg_get_function_result
CREATE MACRO pg.pg_get_function_result(given_function) AS (SELECT own_f.result FROM own.function_texts own_f WHERE own_f.oid = given_function);

-- function pg_get_function_arg_default
CREATE MACRO pg.pg_get_function_arg_default(given_function, argument) AS CASE WHEN given_function IS NULL THEN NULL::VARCHAR END;

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

-- function pg_relation_is_publishable
CREATE MACRO pg.pg_relation_is_publishable(given_relation) AS false;

-- function pg_tablespace_location
CREATE MACRO pg.pg_tablespace_location(tablespace_oid) AS CASE WHEN tablespace_oid IS NULL THEN NULL ELSE '' END;

-- function pg_relation_filenode
CREATE MACRO pg.pg_relation_filenode(relation) AS pg_regclass_in(relation)::BIGINT;

-- helper project_relation
CREATE MACRO own.project_relation(relation) AS
    coalesce(TRY_CAST(relation::VARCHAR AS BIGINT), to_regclass(relation::VARCHAR)::BIGINT) IN (SELECT own_r.oid FROM own.relations own_r WHERE own_r.project);

-- function has_table_privilege
CREATE MACRO pg.has_table_privilege(relation, privilege) AS NOT own.project_relation(relation) OR contains(upper(privilege), 'SELECT'),
    (role, relation, privilege) AS NOT own.project_relation(relation) OR contains(upper(privilege), 'SELECT');

-- function has_any_column_privilege
CREATE MACRO pg.has_any_column_privilege(relation, privilege) AS NOT own.project_relation(relation) OR contains(upper(privilege), 'SELECT'),
    (role, relation, privilege) AS NOT own.project_relation(relation) OR contains(upper(privilege), 'SELECT');

-- function has_column_privilege
CREATE MACRO pg.has_column_privilege(relation, column_name, privilege) AS NOT own.project_relation(relation) OR contains(upper(privilege), 'SELECT'),
    (role, relation, column_name, privilege) AS NOT own.project_relation(relation) OR contains(upper(privilege), 'SELECT');

-- helper project_schema
CREATE MACRO own.project_schema(namespace) AS
    namespace::VARCHAR IN (SELECT unnest([own_r.nspname, own_r.nspoid::VARCHAR]) FROM own.relations own_r WHERE own_r.project);

-- function has_schema_privilege
CREATE MACRO pg.has_schema_privilege(namespace, privilege) AS NOT own.project_schema(namespace) OR contains(upper(privilege), 'USAGE'),
    (role, namespace, privilege) AS NOT own.project_schema(namespace) OR contains(upper(privilege), 'USAGE');

-- function has_database_privilege
CREATE MACRO pg.has_database_privilege(database, privilege) AS database IS NOT NULL AND privilege IS NOT NULL, (role, database, privilege) AS database IS NOT NULL AND privilege IS NOT NULL;

-- function has_sequence_privilege
CREATE MACRO pg.has_sequence_privilege(sequence, privilege) AS sequence IS NOT NULL AND privilege IS NOT NULL, (role, sequence, privilege) AS sequence IS NOT NULL AND privilege IS NOT NULL;

-- function has_function_privilege
CREATE MACRO pg.has_function_privilege(function, privilege) AS function IS NOT NULL AND privilege IS NOT NULL, (role, function, privilege) AS function IS NOT NULL AND privilege IS NOT NULL;

-- function has_type_privilege
CREATE MACRO pg.has_type_privilege(type, privilege) AS type IS NOT NULL AND privilege IS NOT NULL, (role, type, privilege) AS type IS NOT NULL AND privilege IS NOT NULL;

-- function has_language_privilege
CREATE MACRO pg.has_language_privilege(language, privilege) AS language IS NOT NULL AND privilege IS NOT NULL, (role, language, privilege) AS language IS NOT NULL AND privilege IS NOT NULL;

-- function has_tablespace_privilege
CREATE MACRO pg.has_tablespace_privilege(tablespace, privilege) AS tablespace IS NOT NULL AND privilege IS NOT NULL, (role, tablespace, privilege) AS tablespace IS NOT NULL AND privilege IS NOT NULL;

-- function pg_has_role
CREATE MACRO pg.pg_has_role(role, privilege) AS role::VARCHAR IN (own.user_name(), own.user_oid()::VARCHAR), (member, role, privilege) AS role::VARCHAR IN (own.user_name(), own.user_oid()::VARCHAR);

-- function row_security_active
CREATE MACRO pg.row_security_active(relation) AS false;

-- function pg_relation_size
CREATE MACRO pg.pg_relation_size(relation) AS CASE WHEN relation IS NOT NULL THEN 0::BIGINT END, (relation, fork) AS CASE WHEN relation IS NOT NULL THEN 0::BIGINT END;

-- function pg_table_size
CREATE MACRO pg.pg_table_size(relation) AS CASE WHEN relation IS NOT NULL THEN 0::BIGINT END;

-- function pg_indexes_size
CREATE MACRO pg.pg_indexes_size(relation) AS CASE WHEN relation IS NOT NULL THEN 0::BIGINT END;

-- function pg_total_relation_size
CREATE MACRO pg.pg_total_relation_size(relation) AS CASE WHEN relation IS NOT NULL THEN 0::BIGINT END;

-- function pg_tablespace_size
CREATE MACRO pg.pg_tablespace_size(tablespace) AS CASE WHEN tablespace IS NOT NULL THEN 0::BIGINT END;

-- function pg_database_size
CREATE MACRO pg.pg_database_size(database) AS
    (SELECT used_blocks * block_size FROM pragma_database_size() own_s WHERE own_s.database_name = getvariable('__duckspace_catalog')::VARCHAR);

-- function pg_size_pretty
CREATE MACRO pg.pg_size_pretty(size) AS
    CASE WHEN abs(size) < 10240 THEN size::BIGINT || ' bytes'
         WHEN abs(size) < 10485248 THEN round(size / 1024.0)::BIGINT || ' kB'
         WHEN abs(size) < 10736893952 THEN round(size / 1048576.0)::BIGINT || ' MB'
         WHEN abs(size) < 10994579406848 THEN round(size / 1073741824.0)::BIGINT || ' GB'
         WHEN abs(size) < 11258449312612352 THEN round(size / 1099511627776.0)::BIGINT || ' TB'
         ELSE round(size / 1125899906842624.0)::BIGINT || ' PB' END;

-- function pg_partition_ancestors
-- In FROM. The engine passes WITH ORDINALITY over, so that its column is here.
CREATE MACRO pg.pg_partition_ancestors(given_relation) AS TABLE SELECT given_relation AS relid, 1::BIGINT AS ordinality WHERE false;

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

-- function pg_get_function_sqlbody
CREATE MACRO pg.pg_get_function_sqlbody(given_function) AS CASE WHEN given_function IS NULL THEN NULL::VARCHAR END;

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

-- function pg_get_keywords
CREATE MACRO pg.pg_get_keywords() AS TABLE SELECT word, catcode::pg_char AS catcode, barelabel, catdesc, baredesc FROM own.keywords ORDER BY word;

-- function set_config
-- What pg_dump sets so guards against views of other kinds, which are not here.
CREATE MACRO pg.set_config(given_name, given_value, local) AS
    CASE WHEN given_name = 'restrict_nonsystem_relation_kind' THEN given_value
         WHEN given_name IS NOT NULL THEN error('set_config needs a constant name, not ' || given_name) END::VARCHAR;

-- function pg_options_to_table
CREATE MACRO pg.pg_options_to_table(options) AS TABLE
    SELECT regexp_extract(own_o.option, '^([^=]*)', 1) AS option_name, nullif(regexp_replace(own_o.option, '^[^=]*=?', ''), '') AS option_value
    FROM (SELECT unnest(options::VARCHAR[]) AS option) own_o;

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

-- function pg_show_all_settings
CREATE MACRO pg.pg_show_all_settings() AS TABLE SELECT * FROM pg.pg_settings;

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
