-- Session functions of PostgreSQL. {schema} and {version} are filled in.
-- Never shadow what backs an operator or a cast of the engine (regexp_matches, like_escape, ...).

CREATE MACRO {schema}.version() AS {version};
CREATE MACRO {schema}.current_database() AS __duckspace_database()::pg_name;
CREATE MACRO {schema}.current_catalog() AS __duckspace_database()::pg_name;
CREATE MACRO {schema}.current_user() AS __duckspace_user()::pg_name;
CREATE MACRO {schema}.session_user() AS __duckspace_user()::pg_name;
CREATE MACRO {schema}.user() AS __duckspace_user()::pg_name;
CREATE MACRO {schema}.current_role() AS __duckspace_user()::pg_name;
CREATE MACRO {schema}.current_schema() AS (__duckspace_schemas()[1])::pg_name;
CREATE MACRO {schema}.current_schemas(include_implicit) AS
    (CASE WHEN include_implicit
          THEN list_concat(['pg_catalog'], __duckspace_schemas())
          ELSE __duckspace_schemas() END)::pg_name[];

CREATE MACRO {schema}.pg_backend_pid() AS __duckspace_pid();
CREATE MACRO {schema}.inet_client_addr() AS __duckspace_client_address()::inet;
CREATE MACRO {schema}.inet_client_port() AS __duckspace_client_port();
CREATE MACRO {schema}.inet_server_addr() AS NULL::inet;
CREATE MACRO {schema}.inet_server_port() AS NULL::INTEGER;
CREATE MACRO {schema}.pg_is_in_recovery() AS false;
CREATE MACRO {schema}.pg_client_encoding() AS 'UTF8'::pg_name;
CREATE MACRO {schema}.pg_encoding_to_char(encoding) AS pg_encoding_name(encoding)::pg_name;
CREATE MACRO {schema}.pg_my_temp_schema() AS 0::BIGINT::pg_oid;
CREATE MACRO {schema}.pg_is_other_temp_schema(schema_oid) AS false;

CREATE MACRO {schema}.pg_sleep(seconds) AS coalesce(sleep_ms(CAST(seconds * 1000 AS BIGINT))::VARCHAR, '')::pg_void;
CREATE MACRO {schema}.pg_setseed(seed) AS (CASE WHEN seed IS NOT NULL THEN coalesce(setseed(seed)::VARCHAR, '') END)::pg_void;

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
CREATE MACRO {schema}.quote_literal(value) AS pg_quote_literal(value::VARCHAR);
CREATE MACRO {schema}.quote_nullable(value) AS pg_quote_nullable(value::VARCHAR);

-- The text of any value as functions of texts take it.
CREATE MACRO {schema}.pg_value_text(v) AS
    CASE WHEN typeof(v) = 'BOOLEAN' THEN left(v::VARCHAR, 1)
         WHEN typeof(v) LIKE 'character(%' OR typeof(v) LIKE 'STRUCT(%' OR typeof(v) LIKE '%]' THEN pg_text(v)
         ELSE v::VARCHAR END;

-- The blanks of char(n), which is kept without them, count here.
CREATE MACRO {schema}.octet_length(v) AS
    CASE WHEN typeof(v) LIKE 'character(%' THEN system.main.octet_length(pg_text(v))
         ELSE system.main.octet_length(v) END;

CREATE MACRO {schema}.getdatabaseencoding() AS 'UTF8'::pg_name;
CREATE MACRO {schema}.pg_trigger_depth() AS 0::INTEGER;
CREATE MACRO {schema}.pg_jit_available() AS false;
CREATE MACRO {schema}.pg_is_in_backup() AS false;
CREATE MACRO {schema}.pg_last_wal_receive_lsn() AS NULL::VARCHAR;
CREATE MACRO {schema}.pg_last_wal_replay_lsn() AS NULL::VARCHAR;
CREATE MACRO {schema}.pg_last_xact_replay_timestamp() AS NULL::TIMESTAMPTZ;
CREATE MACRO {schema}.txid_current() AS CAST(system.main.txid_current() AS BIGINT);
CREATE MACRO {schema}.txid_current_if_assigned() AS CAST(system.main.txid_current() AS BIGINT);
CREATE MACRO {schema}.pg_current_xact_id() AS CAST(system.main.txid_current() AS BIGINT);
CREATE MACRO {schema}.pg_current_xact_id_if_assigned() AS CAST(system.main.txid_current() AS BIGINT);
CREATE MACRO {schema}.pg_draw(sequence) AS pg_drawn(sequence, system.main.nextval(sequence));
CREATE MACRO {schema}.pg_xid_age(given) AS
    CASE WHEN given IS NULL THEN NULL::INTEGER WHEN given::BIGINT < 3 THEN 2147483647::INTEGER
         ELSE ((system.main.txid_current()::BIGINT - given::BIGINT + 6442450944) % 4294967296 - 2147483648)::INTEGER END;
CREATE MACRO {schema}.mxid_age(given) AS
    CASE WHEN given IS NULL THEN NULL::INTEGER WHEN given::BIGINT = 0 THEN 2147483647::INTEGER ELSE 0::INTEGER END;
CREATE MACRO {schema}.txid_current_snapshot() AS
    system.main.txid_current()::VARCHAR || ':' || system.main.txid_current()::VARCHAR || ':';
CREATE MACRO {schema}.pg_current_snapshot() AS
    system.main.txid_current()::VARCHAR || ':' || system.main.txid_current()::VARCHAR || ':';
CREATE MACRO {schema}.pg_safe_snapshot_blocking_pids(pid) AS []::INTEGER[];
CREATE MACRO {schema}.pg_collation_for(v) AS
    CASE WHEN typeof(v) IN ('VARCHAR', 'STRING_LITERAL') THEN '"default"' END;
CREATE MACRO {schema}.pg_stat_get_numscans(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_tuples_returned(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_tuples_fetched(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_tuples_inserted(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_tuples_updated(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_tuples_deleted(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_live_tuples(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_dead_tuples(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_blocks_fetched(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_stat_get_blocks_hit(relation) AS 0::BIGINT;
CREATE MACRO {schema}.pg_sleep_for(span) AS
    coalesce(sleep_ms(CAST(epoch_ms(TIMESTAMP '1970-01-01' + CAST(span AS INTERVAL)) AS BIGINT))::VARCHAR, '')::pg_void;
CREATE MACRO {schema}.pg_sleep_until(instant) AS
    coalesce(sleep_ms(greatest(0, epoch_ms(CAST(instant AS TIMESTAMPTZ)) - epoch_ms(get_current_timestamp())))::VARCHAR, '')::pg_void;
CREATE MACRO {schema}.timeofday() AS to_char(get_current_timestamp(), 'Dy Mon DD HH24:MI:SS.US YYYY TZ');
CREATE MACRO {schema}.statement_timestamp() AS (SELECT clock_timestamp());
CREATE MACRO {schema}.transaction_timestamp() AS now();
CREATE MACRO {schema}.make_interval(years := 0, months := 0, weeks := 0, days := 0, hours := 0, mins := 0, secs := 0.0) AS
    pg_make_interval(years, months, weeks, days, hours, mins, secs);

-- Sums that the engine makes itself; the last argument is a NULL of the type that is summed.
CREATE MACRO {schema}.pg_plain_sum(v) AS pg_total(system.main.sum(v), any_value(CASE WHEN false THEN v END));
CREATE MACRO {schema}.pg_plain_avg(v) AS
    pg_average(system.main.sum(v), system.main.count(v), any_value(CASE WHEN false THEN v END));
