-- Functions over the catalog. What needs no table of it is in session-functions.sql.

-- helper path
CREATE MACRO own.path() AS list_concat(['pg_temp_3', 'pg_catalog'], getvariable('__duckspace_schemas')::VARCHAR[]);

-- helper name_parts
CREATE MACRO own.name_parts(name) AS
    list_transform(regexp_extract_all(name, '"(?:[^"]|"")+"|[^."\s]+'),
        lambda p: CASE WHEN p LIKE '"%' THEN replace(p[2:-2], '""', '"') ELSE lower(p) END);

-- helper visible_relations
CREATE VIEW own.visible_relations AS
    SELECT arg_min(oid, list_position(own.path(), nspname)) AS oid, relname
    FROM (SELECT oid::BIGINT AS oid, relname::VARCHAR AS relname, 'pg_catalog' AS nspname FROM rows.pg_class WHERE relnamespace = 11
          UNION ALL SELECT oid, relname, nspname FROM own.relations WHERE list_contains(own.path(), nspname))
    GROUP BY relname;

-- helper all_relations
CREATE VIEW own.all_relations AS
    SELECT c.oid::BIGINT AS oid, c.relname::VARCHAR AS relname, n.nspname::VARCHAR AS nspname, false AS project
    FROM rows.pg_class c JOIN rows.pg_namespace n ON n.oid = c.relnamespace
    UNION ALL SELECT oid, relname, nspname, project FROM own.relations;

-- helper user_types
CREATE VIEW own.user_types AS
    SELECT oid, nspname, type_name AS typname, own.quoted(type_name) AS text FROM own.enums
    UNION ALL SELECT array_oid, nspname, '_' || type_name, own.quoted(type_name) || '[]' FROM own.enums
    UNION ALL SELECT row_type, nspname, relname, own.quoted(relname)
    FROM own.relations WHERE relkind IN ('r', 'v');

-- function format_type
CREATE MACRO pg.format_type(given_type, given_modifier) AS
    CASE WHEN given_type IS NULL THEN NULL WHEN given_type = 0 THEN '-'
         ELSE coalesce(
            (SELECT CASE
                WHEN own_t.element = 1042 AND given_modifier = -1 THEN replace(own_t.name, 'character', 'bpchar')
                WHEN given_modifier IS NULL OR given_modifier < 0 THEN own_t.name
                WHEN own_t.element IN (1042, 1043) THEN regexp_replace(own_t.name, '(\[\])?$', '(' || (given_modifier - 4) || ')\1')
                WHEN own_t.element = 1700 THEN regexp_replace(own_t.name, '(\[\])?$', '(' || ((given_modifier - 4) >> 16) || ',' || ((given_modifier - 4) & 65535) || ')\1')
                WHEN own_t.element IN (1560, 1562) THEN regexp_replace(own_t.name, '(\[\])?$', '(' || given_modifier || ')\1')
                WHEN own_t.element IN (1083, 1114, 1184, 1266) THEN replace(replace(own_t.name, 'time ', 'time(' || given_modifier || ') '), 'timestamp ', 'timestamp(' || given_modifier || ') ')
                ELSE own_t.name END
             FROM own.type_names own_t WHERE own_t.oid = given_type),
            (SELECT CASE WHEN list_contains(own.path(), own_u.nspname) THEN '' ELSE own.quoted(own_u.nspname) || '.' END || own_u.text
             FROM own.user_types own_u WHERE own_u.oid = given_type), '???') END;

-- function to_regclass
CREATE MACRO pg.to_regclass(written) AS
    (SELECT CASE len(own.name_parts(written::VARCHAR))
         WHEN 1 THEN (SELECT own_v.oid FROM own.visible_relations own_v WHERE own_v.relname = own.name_parts(written::VARCHAR)[1])
         ELSE (SELECT max(own_r.oid) FROM own.all_relations own_r WHERE own_r.relname = own.name_parts(written::VARCHAR)[-1]
                 AND own_r.nspname = own.name_parts(written::VARCHAR)[-2]) END)::pg_regclass;

-- function pg_regclass_in
CREATE MACRO pg.pg_regclass_in(written) AS
    (CASE WHEN written IS NULL THEN NULL WHEN written::VARCHAR = '-' THEN 0
          ELSE coalesce(TRY_CAST(written::VARCHAR AS BIGINT), pg.to_regclass(written::VARCHAR)::BIGINT,
                        error('relation "' || written::VARCHAR || '" does not exist')) END)::pg_regclass;

-- function pg_regclass_out
CREATE MACRO pg.pg_regclass_out(relation) AS
    CASE WHEN relation::BIGINT = 0 THEN '-' ELSE coalesce(
        (SELECT CASE WHEN own_r.oid IN (SELECT own_v.oid FROM own.visible_relations own_v) THEN '' ELSE own.quoted(own_r.nspname) || '.' END
                || own.quoted(own_r.relname) FROM own.all_relations own_r WHERE own_r.oid = relation::BIGINT), relation::BIGINT::VARCHAR) END;

-- function to_regtype
CREATE MACRO pg.to_regtype(written) AS
    coalesce((SELECT min(own_t.oid) FROM own.type_names own_t WHERE own_t.name = CASE lower(trim(written::VARCHAR)) WHEN 'int' THEN 'integer' WHEN 'decimal' THEN 'numeric'
                  WHEN 'float' THEN 'double precision' WHEN 'timestamp' THEN 'timestamp without time zone'
                  WHEN 'time' THEN 'time without time zone' WHEN 'char' THEN 'character' ELSE replace(lower(trim(written::VARCHAR)), 'pg_catalog.', '') END),
             (SELECT min(own_t.oid)::BIGINT FROM rows.pg_type own_t WHERE own_t.typname = own.name_parts(written::VARCHAR)[-1]),
             (SELECT min(own_u.oid) FROM own.user_types own_u WHERE own_u.typname = own.name_parts(written::VARCHAR)[-1]
                  AND CASE len(own.name_parts(written::VARCHAR)) WHEN 1 THEN list_contains(own.path(), own_u.nspname)
                      ELSE own_u.nspname = own.name_parts(written::VARCHAR)[-2] END))::pg_regtype;

-- function pg_regtype_in
CREATE MACRO pg.pg_regtype_in(written) AS
    (CASE WHEN written IS NULL THEN NULL WHEN written::VARCHAR = '-' THEN 0
          ELSE coalesce(TRY_CAST(written::VARCHAR AS BIGINT), pg.to_regtype(written::VARCHAR)::BIGINT,
                        error('type "' || written::VARCHAR || '" does not exist')) END)::pg_regtype;

-- function pg_regtype_out
CREATE MACRO pg.pg_regtype_out(type) AS pg.format_type(type::BIGINT, NULL);

-- function to_regproc
CREATE MACRO pg.to_regproc(written) AS
    (SELECT min(own_p.oid) FROM rows.pg_proc own_p WHERE own_p.proname = own.name_parts(written::VARCHAR)[-1])::BIGINT::pg_regproc;

-- function pg_regproc_in
CREATE MACRO pg.pg_regproc_in(written) AS
    (CASE WHEN written IS NULL THEN NULL WHEN written::VARCHAR = '-' THEN 0
          ELSE coalesce(TRY_CAST(written::VARCHAR AS BIGINT), pg.to_regproc(written::VARCHAR)::BIGINT,
                        error('function "' || written::VARCHAR || '" does not exist')) END)::pg_regproc;

-- function pg_regproc_out
CREATE MACRO pg.pg_regproc_out(function) AS
    CASE WHEN function::BIGINT = 0 THEN '-' ELSE coalesce(
        (SELECT own_p.proname::VARCHAR FROM rows.pg_proc own_p WHERE own_p.oid = function::BIGINT), function::BIGINT::VARCHAR) END;

-- function to_regnamespace
CREATE MACRO pg.to_regnamespace(written) AS
    (SELECT own_n.oid FROM pg.pg_namespace own_n WHERE own_n.nspname = own.name_parts(written::VARCHAR)[1])::BIGINT::pg_regnamespace;

-- function pg_regnamespace_in
CREATE MACRO pg.pg_regnamespace_in(written) AS
    (CASE WHEN written IS NULL THEN NULL WHEN written::VARCHAR = '-' THEN 0
          ELSE coalesce(TRY_CAST(written::VARCHAR AS BIGINT), pg.to_regnamespace(written::VARCHAR)::BIGINT,
                        error('schema "' || written::VARCHAR || '" does not exist')) END)::pg_regnamespace;

-- function pg_regnamespace_out
CREATE MACRO pg.pg_regnamespace_out(namespace) AS
    CASE WHEN namespace::BIGINT = 0 THEN '-' ELSE coalesce(
        (SELECT own.quoted(own_n.nspname::VARCHAR) FROM pg.pg_namespace own_n WHERE own_n.oid = namespace::BIGINT), namespace::BIGINT::VARCHAR) END;

-- function to_regrole
CREATE MACRO pg.to_regrole(written) AS
    (SELECT own_r.oid FROM pg.pg_authid own_r WHERE own_r.rolname = own.name_parts(written::VARCHAR)[1])::BIGINT::pg_regrole;

-- function pg_regrole_in
CREATE MACRO pg.pg_regrole_in(written) AS
    (CASE WHEN written IS NULL THEN NULL WHEN written::VARCHAR = '-' THEN 0
          ELSE coalesce(TRY_CAST(written::VARCHAR AS BIGINT), pg.to_regrole(written::VARCHAR)::BIGINT,
                        error('role "' || written::VARCHAR || '" does not exist')) END)::pg_regrole;

-- function pg_regrole_out
CREATE MACRO pg.pg_regrole_out(role) AS
    CASE WHEN role::BIGINT = 0 THEN '-' ELSE own.quoted(pg.pg_get_userbyid(role::BIGINT)) END;

-- function pg_reg_names
CREATE VIEW pg.pg_reg_names AS
    SELECT 'pg_regclass' AS kind, r.oid, CASE WHEN v.oid IS NULL THEN own.quoted(r.nspname) || '.' ELSE '' END || own.quoted(r.relname) AS name
    FROM own.all_relations r LEFT JOIN own.visible_relations v ON v.oid = r.oid
    UNION ALL SELECT 'pg_regtype', oid, name FROM own.type_names
    UNION ALL SELECT 'pg_regtype', oid, CASE WHEN list_contains(own.path(), nspname) THEN '' ELSE own.quoted(nspname) || '.' END || text FROM own.user_types
    UNION ALL SELECT 'pg_regproc', oid::BIGINT, proname::VARCHAR FROM rows.pg_proc
    UNION ALL SELECT 'pg_regnamespace', oid::BIGINT, own.quoted(nspname::VARCHAR) FROM pg.pg_namespace
    UNION ALL SELECT 'pg_regrole', oid::BIGINT, own.quoted(rolname::VARCHAR) FROM pg.pg_authid;

-- function pg_table_is_visible
CREATE MACRO pg.pg_table_is_visible(given_relation) AS given_relation IN (SELECT own_v.oid FROM own.visible_relations own_v);

-- function pg_type_is_visible
CREATE MACRO pg.pg_type_is_visible(given_type) AS
    given_type IN (SELECT own_t.oid FROM pg.pg_type own_t JOIN pg.pg_namespace own_n ON own_n.oid = own_t.typnamespace WHERE list_contains(own.path(), own_n.nspname::VARCHAR));

-- function pg_function_is_visible
CREATE MACRO pg.pg_function_is_visible(given_function) AS
    given_function IN (SELECT own_p.oid FROM pg.pg_proc own_p JOIN pg.pg_namespace own_n ON own_n.oid = own_p.pronamespace WHERE list_contains(own.path(), own_n.nspname::VARCHAR));

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

-- function obj_description
CREATE MACRO pg.obj_description(given_object, given_catalog) AS
        (SELECT max(own_d.description) FROM pg.pg_description own_d WHERE own_d.objoid = given_object AND own_d.objsubid = 0
            AND own_d.classoid = (SELECT own_c.oid FROM rows.pg_class own_c WHERE own_c.relname = given_catalog::VARCHAR AND own_c.relnamespace = 11)),
    (given_object) AS (SELECT max(own_d.description) FROM pg.pg_description own_d WHERE own_d.objoid = given_object AND own_d.objsubid = 0);

-- function col_description
CREATE MACRO pg.col_description(given_relation, given_column) AS
    (SELECT max(own_d.description) FROM pg.pg_description own_d
     WHERE own_d.objoid = given_relation AND own_d.classoid = 1259 AND own_d.objsubid = given_column AND own_d.objsubid > 0);

-- function shobj_description
CREATE MACRO pg.shobj_description(given_object, given_catalog) AS
    CASE WHEN given_object IS NULL OR given_catalog IS NULL THEN NULL ELSE NULL::VARCHAR END;

-- function pg_get_expr
CREATE MACRO pg.pg_get_expr(expression, given_relation) AS expression::VARCHAR,
    (expression, given_relation, pretty) AS expression::VARCHAR;

-- helper names
CREATE MACRO own.names(columns) AS array_to_string(list_transform(columns, lambda c: own.quoted(c)), ', ');

-- helper constraint_definitions
CREATE VIEW own.constraint_definitions AS
    SELECT oid, CASE contype WHEN 'c' THEN 'CHECK (' || expression || ')'
                WHEN 'p' THEN 'PRIMARY KEY (' || own.names(columns) || ')' WHEN 'u' THEN 'UNIQUE (' || own.names(columns) || ')'
                ELSE 'FOREIGN KEY (' || own.names(columns) || ') REFERENCES '
                     || CASE WHEN list_contains(own.path(), referenced_schema) THEN '' ELSE own.quoted(referenced_schema) || '.' END
                     || own.quoted(referenced_table) || '(' || own.names(referenced_columns) || ')' END AS definition
    FROM own.constraints;

-- function pg_get_constraintdef
CREATE MACRO pg.pg_get_constraintdef(given_constraint) AS
        (SELECT own_d.definition FROM own.constraint_definitions own_d WHERE own_d.oid = given_constraint),
    (given_constraint, pretty) AS (SELECT own_d.definition FROM own.constraint_definitions own_d WHERE own_d.oid = given_constraint);

-- function pg_get_viewdef
CREATE MACRO pg.pg_get_viewdef(given_view) AS
        (SELECT own.view_query(own_v.definition) FROM own.relations own_v WHERE own_v.relkind = 'v' AND own_v.oid = pg.pg_regclass_in(given_view)::BIGINT),
    (given_view, pretty) AS
        (SELECT own.view_query(own_v.definition) FROM own.relations own_v WHERE own_v.relkind = 'v' AND own_v.oid = pg.pg_regclass_in(given_view)::BIGINT);

-- function pg_get_serial_sequence
CREATE MACRO pg.pg_get_serial_sequence(given_table, given_column) AS
    (SELECT CASE WHEN contains(regexp_extract(own_c.column_default, 'nextval\(''([^'']+)''', 1), '.') THEN '' ELSE own_c.nspname || '.' END
            || nullif(regexp_extract(own_c.column_default, 'nextval\(''([^'']+)''', 1), '')
     FROM own.columns own_c WHERE own_c.attrelid = pg.pg_regclass_in(given_table)::BIGINT AND own_c.attname = given_column);

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
CREATE MACRO pg.pg_relation_filenode(relation) AS pg.pg_regclass_in(relation)::BIGINT;

-- helper project_relation
CREATE MACRO own.project_relation(relation) AS
    coalesce(TRY_CAST(relation::VARCHAR AS BIGINT), pg.to_regclass(relation::VARCHAR)::BIGINT) IN (SELECT own_r.oid FROM own.relations own_r WHERE own_r.project);

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
