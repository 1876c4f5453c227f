-- Session functions of PostgreSQL. {schema} and {version} are filled in.
-- Never shadow what backs an operator or a cast of the engine (regexp_matches, like_escape, ...).

CREATE MACRO {schema}.version() AS {version};
CREATE MACRO {schema}.current_database() AS getvariable('__duckspace_database');
CREATE MACRO {schema}.current_catalog() AS getvariable('__duckspace_database');
CREATE MACRO {schema}.current_user() AS getvariable('__duckspace_user');
CREATE MACRO {schema}.session_user() AS getvariable('__duckspace_user');
CREATE MACRO {schema}.user() AS getvariable('__duckspace_user');
CREATE MACRO {schema}.current_role() AS getvariable('__duckspace_user');
CREATE MACRO {schema}.current_schema() AS getvariable('__duckspace_schemas')[1];
CREATE MACRO {schema}.current_schemas(include_implicit) AS
    CASE WHEN include_implicit
         THEN list_concat(['pg_catalog'], getvariable('__duckspace_schemas'))
         ELSE getvariable('__duckspace_schemas') END;

CREATE MACRO {schema}.pg_backend_pid() AS getvariable('__duckspace_pid');
CREATE MACRO {schema}.inet_client_addr() AS getvariable('__duckspace_client_address');
CREATE MACRO {schema}.inet_client_port() AS getvariable('__duckspace_client_port');
CREATE MACRO {schema}.inet_server_addr() AS NULL::VARCHAR;
CREATE MACRO {schema}.inet_server_port() AS NULL::INTEGER;
CREATE MACRO {schema}.pg_is_in_recovery() AS false;
CREATE MACRO {schema}.pg_client_encoding() AS 'UTF8';
CREATE MACRO {schema}.pg_encoding_to_char(encoding) AS
    CASE encoding WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END;
CREATE MACRO {schema}.pg_char_to_encoding(name) AS
    CASE WHEN upper(replace(name, '-', '')) IN ('UTF8', 'UNICODE') THEN 6 ELSE -1 END;
CREATE MACRO {schema}.pg_get_userbyid(role) AS getvariable('__duckspace_user');
CREATE MACRO {schema}.pg_my_temp_schema() AS 0::UINTEGER;
CREATE MACRO {schema}.pg_is_other_temp_schema(schema_oid) AS false;

CREATE MACRO {schema}.pg_sleep(seconds) AS sleep_ms(CAST(seconds * 1000 AS BIGINT));

CREATE MACRO {schema}.current_setting(name) AS
        coalesce(
            getvariable('__duckspace_settings')[lower(name)],
            error('unrecognized configuration parameter "' || name || '"')),
    (name, missing_ok) AS
        CASE WHEN missing_ok
             THEN getvariable('__duckspace_settings')[lower(name)]
             ELSE coalesce(
                 getvariable('__duckspace_settings')[lower(name)],
                 error('unrecognized configuration parameter "' || name || '"')) END;
CREATE VIEW {schema}.pg_settings AS
    SELECT key AS name, value AS setting, NULL::VARCHAR AS unit, ''::VARCHAR AS category,
           ''::VARCHAR AS short_desc, NULL::VARCHAR AS extra_desc, 'user'::VARCHAR AS context,
           'string'::VARCHAR AS vartype, 'default'::VARCHAR AS source, NULL::VARCHAR AS min_val,
           NULL::VARCHAR AS max_val, NULL::VARCHAR[] AS enumvals, value AS boot_val,
           value AS reset_val, NULL::VARCHAR AS sourcefile, NULL::INTEGER AS sourceline,
           false AS pending_restart
    FROM (SELECT unnest(map_entries(getvariable('__duckspace_settings')), recursive := true));

CREATE MACRO {schema}.quote_ident(name) AS
    CASE WHEN regexp_full_match(name, '[a-z_][a-z0-9_$]*') THEN name
         ELSE '"' || replace(name, '"', '""') || '"' END;
CREATE MACRO {schema}.quote_literal(value) AS
    '''' || replace(value::VARCHAR, '''', '''''') || '''';
CREATE MACRO {schema}.quote_nullable(value) AS
    coalesce('''' || replace(value::VARCHAR, '''', '''''') || '''', 'NULL');

CREATE MACRO {schema}.pg_base_type_name(type_oid) AS
    CASE type_oid
        WHEN 16 THEN 'boolean' WHEN 17 THEN 'bytea' WHEN 18 THEN '"char"' WHEN 19 THEN 'name'
        WHEN 20 THEN 'bigint' WHEN 21 THEN 'smallint' WHEN 23 THEN 'integer' WHEN 24 THEN 'regproc'
        WHEN 25 THEN 'text' WHEN 26 THEN 'oid' WHEN 114 THEN 'json' WHEN 700 THEN 'real'
        WHEN 701 THEN 'double precision' WHEN 1042 THEN 'character' WHEN 1043 THEN 'character varying'
        WHEN 1082 THEN 'date' WHEN 1083 THEN 'time without time zone'
        WHEN 1114 THEN 'timestamp without time zone' WHEN 1184 THEN 'timestamp with time zone'
        WHEN 1186 THEN 'interval' WHEN 1266 THEN 'time with time zone' WHEN 1560 THEN 'bit'
        WHEN 1562 THEN 'bit varying' WHEN 1700 THEN 'numeric' WHEN 2205 THEN 'regclass'
        WHEN 2249 THEN 'record' WHEN 2278 THEN 'void' WHEN 2950 THEN 'uuid' WHEN 3802 THEN 'jsonb'
        WHEN 1000 THEN 'boolean[]' WHEN 1001 THEN 'bytea[]' WHEN 1005 THEN 'smallint[]'
        WHEN 1007 THEN 'integer[]' WHEN 1009 THEN 'text[]' WHEN 1015 THEN 'character varying[]'
        WHEN 1016 THEN 'bigint[]' WHEN 1021 THEN 'real[]' WHEN 1022 THEN 'double precision[]'
        WHEN 1115 THEN 'timestamp without time zone[]' WHEN 1182 THEN 'date[]'
        WHEN 1185 THEN 'timestamp with time zone[]' WHEN 1231 THEN 'numeric[]'
        WHEN 2951 THEN 'uuid[]' WHEN 199 THEN 'json[]'
        ELSE '???' END;
CREATE MACRO {schema}.format_type(type_oid, typemod) AS
    CASE WHEN type_oid IS NULL THEN NULL
         WHEN type_oid = 0 THEN '-'
         WHEN typemod IS NULL OR typemod < 4 THEN __duckspace.pg.pg_base_type_name(type_oid)
         WHEN type_oid IN (1042, 1043)
             THEN __duckspace.pg.pg_base_type_name(type_oid) || '(' || (typemod - 4) || ')'
         WHEN type_oid = 1700
             THEN 'numeric(' || ((typemod - 4) >> 16) || ',' || ((typemod - 4) & 65535) || ')'
         ELSE __duckspace.pg.pg_base_type_name(type_oid) END;
