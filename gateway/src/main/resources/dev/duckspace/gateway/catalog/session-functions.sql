-- Session functions of PostgreSQL. {schema} and {version} are filled in.
-- Never shadow what backs an operator or a cast of the engine (regexp_matches, like_escape, ...).

CREATE MACRO {schema}.version() AS {version};
CREATE MACRO {schema}.current_database() AS getvariable('__duckspace_database')::pg_name;
CREATE MACRO {schema}.current_catalog() AS getvariable('__duckspace_database')::pg_name;
CREATE MACRO {schema}.current_user() AS getvariable('__duckspace_user')::pg_name;
CREATE MACRO {schema}.session_user() AS getvariable('__duckspace_user')::pg_name;
CREATE MACRO {schema}.user() AS getvariable('__duckspace_user')::pg_name;
CREATE MACRO {schema}.current_role() AS getvariable('__duckspace_user')::pg_name;
CREATE MACRO {schema}.current_schema() AS (getvariable('__duckspace_schemas')[1])::pg_name;
CREATE MACRO {schema}.current_schemas(include_implicit) AS
    (CASE WHEN include_implicit
          THEN list_concat(['pg_catalog'], getvariable('__duckspace_schemas'))
          ELSE getvariable('__duckspace_schemas') END)::pg_name[];

CREATE MACRO {schema}.pg_backend_pid() AS getvariable('__duckspace_pid');
CREATE MACRO {schema}.inet_client_addr() AS getvariable('__duckspace_client_address')::inet;
CREATE MACRO {schema}.inet_client_port() AS getvariable('__duckspace_client_port');
CREATE MACRO {schema}.inet_server_addr() AS NULL::inet;
CREATE MACRO {schema}.inet_server_port() AS NULL::INTEGER;
CREATE MACRO {schema}.pg_is_in_recovery() AS false;
CREATE MACRO {schema}.pg_client_encoding() AS 'UTF8'::pg_name;
CREATE MACRO {schema}.pg_encoding_to_char(encoding) AS
    CASE encoding WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END;
CREATE MACRO {schema}.pg_char_to_encoding(name) AS
    CASE WHEN upper(replace(name, '-', '')) IN ('UTF8', 'UNICODE') THEN 6 ELSE -1 END;
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

-- In a select list; the catalog has the one in FROM. No table here is a partition.
CREATE MACRO {schema}.pg_partition_ancestors(relation) AS unnest([]::BIGINT[]);
