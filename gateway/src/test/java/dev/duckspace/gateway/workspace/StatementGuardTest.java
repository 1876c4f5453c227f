package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on a real instance. {dir} is the project's directory, which holds a file to steal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementGuardTest {
    private Path directory;
    private Workspaces workspaces;
    private Session session;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        directory = temporary;
        workspaces = new Workspaces(temporary);
        workspaces.publish("in.c-sales", "orders", "SELECT i AS id FROM range(10) t(i)");
        Files.writeString(
                workspaces.data.projectDirectory(Workspaces.PROJECT).resolve("a.csv"),
                "i,j\n1,2\n");
        session = workspaces.session(Workspaces.FIRST);
        session.run("CREATE TABLE k (i INTEGER)");
        session.run("CREATE TABLE p AS SELECT 1 AS i, 2 AS j");
    }

    @AfterAll
    void close() {
        session.close();
        workspaces.close();
    }

    static Stream<String> denied() {
        return """
                COPY k TO '{dir}/out.csv'
                COPY k FROM '{dir}/a.csv'
                COPY (SELECT 1) TO '{dir}/out.csv' (FORMAT csv)
                COPY FROM DATABASE ws_0000000000a1 TO x
                /* c */ copy k to '{dir}/x'
                EXPLAIN COPY k TO '{dir}/out.csv'
                EXPLAIN ANALYZE COPY k TO '{dir}/out.csv'
                EXPLAIN (ANALYZE, FORMAT JSON) COPY k TO '{dir}/out.csv'
                WITH x AS (COPY k TO '{dir}/out.csv') SELECT 1
                WITH x AS MATERIALIZED (/* */ copy (SELECT 1) TO '{dir}/out.csv') SELECT 1
                WITH x AS (WITH y AS (COPY "k" TO '{dir}/out.csv') SELECT 1) SELECT 1
                EXPLAIN ANALYZE WITH x AS (COPY k TO '{dir}/out.csv') SELECT 1
                SHOW temp_directory
                SHOW "Allowed_Directories"
                DESCRIBE temp_directory
                WITH x AS (SHOW temp_directory) SELECT * FROM x
                FROM (SHOW temp_directory)
                EXPORT DATABASE '{dir}/dump'
                IMPORT DATABASE '{dir}/dump'
                ATTACH '{dir}/in_c_sales/orders.duckdb' AS x
                ATTACH ':memory:' AS x
                EXPLAIN ATTACH ':memory:' AS x
                DETACH __duckspace
                DETACH ws_0000000000a1
                USE main
                CONNECT '{dir}/x'
                CHECKPOINT
                FORCE CHECKPOINT
                LOAD httpfs
                INSTALL httpfs
                UPDATE EXTENSIONS
                PRAGMA database_list
                PRAGMA memory_limit='8GB'
                SET memory_limit = '100GB'
                SET GLOBAL threads = 64
                SET VARIABLE __duckspace_user = 'root'
                RESET memory_limit
                CALL pragma_version()
                CALL checkpoint()
                CREATE SECRET s (TYPE s3)
                CREATE TEMPORARY SECRET s (TYPE s3)
                CREATE PERSISTENT SECRET s (TYPE s3)
                DROP SECRET s
                DROP DATABASE ws_0000000000a1
                CREATE DATABASE x
                ALTER DATABASE ws_0000000000a1 RENAME TO x
                SELECT * FROM read_csv('{dir}/a.csv')
                SELECT * FROM "read_csv"('{dir}/a.csv')
                SELECT * FROM READ_CSV_AUTO ('{dir}/a.csv')
                SELECT * FROM system.main.read_csv('{dir}/a.csv')
                SELECT * FROM read_csv/**/('{dir}/a.csv')
                SELECT * FROM read_parquet('{dir}/a.parquet')
                SELECT * FROM parquet_scan('{dir}/a.parquet')
                SELECT * FROM parquet_metadata('{dir}/a.parquet')
                SELECT * FROM read_json('{dir}/a.json')
                SELECT * FROM read_json_auto('{dir}/a.json')
                SELECT * FROM read_ndjson('{dir}/a.json')
                SELECT * FROM read_text('{dir}/*')
                SELECT * FROM read_blob('{dir}/*')
                SELECT * FROM read_duckdb('{dir}/in_c_sales/orders.duckdb')
                SELECT * FROM glob('{dir}/*')
                SELECT * FROM sniff_csv('{dir}/a.csv')
                SELECT * FROM query('SELECT 1')
                SELECT * FROM query_table('k')
                CREATE MACRO m(x) AS TABLE FROM query_table(x)
                CREATE VIEW v AS SELECT * FROM read_csv('{dir}/a.csv')
                CREATE VIEW v AS TABLE '{dir}/a.csv'
                SELECT * FROM (DESCRIBE '{dir}/a.csv')
                SELECT * FROM (PIVOT '{dir}/a.csv' ON i USING sum(j))
                CREATE TABLE t AS SELECT * FROM read_csv('{dir}/a.csv')
                INSERT INTO k SELECT i FROM read_csv('{dir}/a.csv')
                WITH x AS (SELECT * FROM read_csv('{dir}/a.csv')) SELECT * FROM x
                SELECT * FROM '{dir}/a.csv'
                FROM '{dir}/a.csv'
                FROM "{dir}/a.csv"
                FROM "{dir}/a".csv
                FROM x : '{dir}/a.csv'
                SELECT * FROM ('{dir}/a.csv')
                SELECT * FROM range(1), '{dir}/a.csv'
                SELECT * FROM range(1) t(a) JOIN '{dir}/a.csv' ON true
                SELECT * FROM k JOIN k l ON k.i = l.i, '{dir}/a.csv'
                SELECT * FROM k JOIN p USING (i), '{dir}/a.csv'
                SELECT * FROM range(1) t(a) POSITIONAL JOIN '{dir}/a.csv'
                SELECT EXISTS (FROM '{dir}/a.csv')
                SELECT trim(both 'x' FROM 'y'), (SELECT count(*) FROM '{dir}/a.csv')
                SELECT DISTINCT FROM '{dir}/a.csv'
                DESCRIBE '{dir}/a.csv'
                SUMMARIZE '{dir}/a.csv'
                TABLE '{dir}/a.csv'
                PIVOT '{dir}/a.csv' ON i USING sum(j)
                UNPIVOT '{dir}/a.csv' ON i, j
                DELETE FROM k USING '{dir}/a.csv'
                UPDATE k SET i = 1 FROM '{dir}/a.csv'
                MERGE INTO k USING '{dir}/a.csv' AS z ON false WHEN NOT MATCHED THEN INSERT VALUES (1)
                INSERT INTO p FROM '{dir}/a.csv'
                INSERT INTO p TABLE '{dir}/a.csv'
                VALUES (1, 2) UNION FROM '{dir}/a.csv'
                SELECT * FROM duckdb_settings()
                SELECT * FROM duckdb_databases()
                SELECT * FROM duckdb_databases
                SELECT * FROM duckdb_secrets()
                SELECT * FROM duckdb_extensions()
                SELECT * FROM duckdb_temporary_files()
                SELECT * FROM duckdb_logs
                SELECT * FROM duckdb_variables()
                SELECT * FROM pragma_database_list
                SELECT * FROM pragma_database_size()
                SELECT * FROM pg_catalog.pg_settings
                SELECT main.current_setting('temp_directory')
                SELECT system.main.current_setting('temp_directory')
                SELECT * FROM "__duckspace$in_c_sales$orders$0000000000000000".main.data
                INSERT INTO "__duckspace$in_c_sales$orders$0000000000000000".main.data VALUES (1)
                CREATE TABLE __duckspace.pg.x (i INTEGER)
                CREATE MACRO __duckspace.pg.version() AS 'x'
                DROP VIEW __duckspace.pg.pg_settings
                DROP SCHEMA __duckspace.pg CASCADE
                CREATE VIEW pg_catalog.pg_class AS SELECT 1
                INSERT INTO system.main.x VALUES (1)
                CREATE SCHEMA in_c_sales
                CREATE SCHEMA IF NOT EXISTS "in.c-sales"
                CREATE OR REPLACE SCHEMA in_c_sales
                DROP SCHEMA in_c_sales CASCADE
                DROP SCHEMA ws_0000000000a1.in_c_sales CASCADE
                CREATE TABLE in_c_sales.x (i INTEGER)
                CREATE TEMP VIEW in_c_sales.x AS SELECT 1
                CREATE OR REPLACE VIEW in_c_sales.orders AS SELECT 1 AS i
                CREATE OR REPLACE VIEW "IN_C_SALES"."Orders" AS SELECT 1 AS i
                CREATE OR REPLACE VIEW ws_0000000000a1.in_c_sales.orders AS SELECT 1 AS i
                CREATE SEQUENCE in_c_sales.s
                CREATE TYPE in_c_sales.t AS ENUM ('a')
                CREATE MACRO in_c_sales.m() AS 1
                CREATE INDEX ix ON in_c_sales.orders (id)
                DROP VIEW in_c_sales.orders
                DROP VIEW "in.c-sales".orders
                CREATE TABLE "in.c-sales".x (i INTEGER)
                DROP SCHEMA "in.c-sales" CASCADE
                DROP SCHEMA IF EXISTS "in.c-sales" CASCADE
                DROP VIEW IF EXISTS k, in_c_sales.orders
                DROP TABLE in_c_sales.orders
                ALTER VIEW in_c_sales.orders RENAME TO o
                ALTER TABLE in_c_sales.orders ADD COLUMN x INTEGER
                ALTER TABLE k SET SCHEMA in_c_sales
                COMMENT ON VIEW in_c_sales.orders IS 'x'
                COMMENT ON COLUMN in_c_sales.orders.id IS 'x'
                COMMENT ON SCHEMA in_c_sales IS 'x'
                EXPLAIN ANALYZE DROP VIEW in_c_sales.orders
                """
                .lines();
    }

    @ParameterizedTest
    @MethodSource("denied")
    void what_a_client_may_not_do_answers_42501(String attack) {
        PgException error = refusal(attack);
        assertThat(error.sqlState().code()).as(error.info().toString()).isEqualTo("42501");
        assertSaysNoSecrets(error);
    }

    static Stream<String> writes() {
        return """
                INSERT INTO in_c_sales.orders VALUES (1)
                INSERT INTO ws_0000000000a1.in_c_sales.orders VALUES (1)
                INSERT OR REPLACE INTO "in_c_sales".orders VALUES (1)
                EXPLAIN ANALYZE INSERT INTO in_c_sales.orders VALUES (1)
                WITH x AS (INSERT INTO in_c_sales.orders VALUES (1) RETURNING id) SELECT * FROM x
                WITH x AS (SELECT 1) INSERT INTO in_c_sales.orders SELECT * FROM x
                UPDATE in_c_sales.orders SET id = 2
                UPDATE in_c_sales.orders AS o SET id = 2 WHERE o.id = 1
                WITH x AS (SELECT 1) UPDATE in_c_sales.orders SET id = 2
                DELETE FROM in_c_sales.orders
                DELETE FROM in_c_sales . orders USING k
                TRUNCATE in_c_sales.orders
                TRUNCATE TABLE in_c_sales.orders
                WITH x AS (TRUNCATE in_c_sales.orders) SELECT 1
                INSERT INTO "in.c-sales".orders VALUES (1)
                DELETE FROM "in.c-sales"."orders"
                MERGE INTO in_c_sales.orders USING k ON false WHEN NOT MATCHED THEN INSERT VALUES (1)
                SELECT 1 AS id INTO in_c_sales.orders
                """
                .lines();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void writing_to_a_project_table_answers_25006(String attack) {
        PgException error = refusal(attack);
        assertThat(error.sqlState().code()).as(error.info().toString()).isEqualTo("25006");
        assertThat(error.info().message()).contains("on project table");
        assertSaysNoSecrets(error);
    }

    static Stream<String> otherwiseRefused() {
        return """
                42601 SELECT 1; DROP TABLE k
                42601 SELECT * FROM `read_csv`('{dir}/a.csv')
                42601 FROM `{dir}/a.csv`
                42601 SELECT 1e5read_csv('{dir}/a.csv')
                42601 SELECT /* open
                42601 SELECT 'open
                42601 SELECT $x$open
                42601 EXPLAIN
                42601 nonsense
                0A000 PREPARE p AS COPY k TO '{dir}/x'
                0A000 EXECUTE p
                0A000 CREATE TRIGGER t AFTER INSERT ON k EXECUTE SELECT 1
                42939 CREATE SCHEMA pg_x
                42939 CREATE SCHEMA ws_0000000000a1
                42939 CREATE SCHEMA __duckspace
                """
                .lines();
    }

    @ParameterizedTest
    @MethodSource("otherwiseRefused")
    void other_statements_are_refused_with_the_state_that_fits(String line) {
        PgException error = refusal(line.substring(6));
        assertThat(error.sqlState().code())
                .as(error.info().toString())
                .isEqualTo(line.substring(0, 5));
        assertSaysNoSecrets(error);
    }

    static Stream<String> allowed() {
        return """
                SELECT 'read_csv(''x'')' AS "read_csv", 1 AS glob
                SELECT * FROM range(2), generate_series(1, 2), unnest([1, 2])
                SELECT extract(year FROM DATE '2020-01-01'), trim(both 'x' FROM 'xax')
                SELECT substring('abc' FROM 2 FOR 1)
                SELECT i IS DISTINCT FROM 1, 'a' IS NOT DISTINCT FROM 'b' FROM k
                SELECT count(*) FILTER (WHERE i IN (1, 2)) FROM k WHERE 'a/b.csv' = 'a/b.csv'
                SELECT k.i FROM k JOIN p ON p.i = k.i AND 'a/b.csv' <> 'c' WHERE k.i IN (1, 2)
                SELECT i AS "cost/unit" FROM k ORDER BY "cost/unit"
                SELECT current_user, current_database(), version(), current_schema()
                SELECT 'a/b.csv' AS x, row_number() OVER (ORDER BY i DESC), 'c/d.csv' FROM k ORDER BY i DESC
                SELECT * FROM (VALUES ('a/b.csv'), ('c')) t(x), LATERAL (SELECT 'd/e.csv') u
                SELECT * FROM pg_settings
                SELECT * FROM information_schema.tables
                SELECT * FROM duckdb_tables()
                SELECT copy, (copy), (copy + 1) FROM (SELECT 1 AS copy)
                WITH x AS (INSERT INTO k VALUES (3) RETURNING i) SELECT * FROM x
                SHOW TABLES
                SHOW k
                DESCRIBE k
                SUMMARIZE k
                EXPLAIN SELECT * FROM k
                EXPLAIN ANALYZE SELECT * FROM k
                EXPLAIN (ANALYZE) SELECT * FROM in_c_sales.orders
                (SELECT 1) UNION (SELECT 2)
                FROM k SELECT i
                TABLE k
                VALUES (1), (2)
                PIVOT p ON i USING sum(j)
                CREATE SCHEMA IF NOT EXISTS in_c_sales
                CREATE SCHEMA mine
                CREATE TABLE mine.a (i INTEGER PRIMARY KEY, t VARCHAR DEFAULT 'x/y.csv')
                INSERT INTO mine.a VALUES (1, 'b') ON CONFLICT (i) DO UPDATE SET t = 'c'
                INSERT INTO mine.a SELECT id + 10, 'n' FROM in_c_sales.orders
                UPDATE mine.a SET t = 'd' FROM in_c_sales.orders o WHERE o.id = a.i
                DELETE FROM mine.a USING in_c_sales.orders o WHERE o.id = a.i
                MERGE INTO mine.a USING k ON a.i = k.i WHEN MATCHED THEN UPDATE SET t = 'x'
                WITH x AS (SELECT 7 AS i) INSERT INTO mine.a SELECT i, 'z' FROM x
                CREATE INDEX ix ON mine.a (t)
                DROP INDEX mine.ix
                CREATE VIEW mine.v AS SELECT * FROM in_c_sales.orders
                CREATE OR REPLACE VIEW mine.v AS SELECT id FROM in_c_sales.orders
                CREATE MACRO mine.rows_of(x) AS TABLE SELECT x AS a, 'y/z.csv' AS b
                FROM mine.rows_of(3)
                COMMENT ON TABLE mine.a IS 'read_csv(x)'
                COMMENT ON COLUMN mine.a.t IS 'text'
                ALTER TABLE mine.a ADD COLUMN u INTEGER
                ALTER TABLE mine.a ALTER COLUMN u SET DEFAULT 5
                CREATE SEQUENCE mine.s
                SELECT nextval('mine.s')
                CREATE TYPE mine.mood AS ENUM ('sad', 'ok')
                CREATE MACRO mine.add(a, b) AS a + b
                CREATE TEMP TABLE tt AS SELECT 1 AS i
                INSERT INTO tt VALUES (2)
                CREATE TABLE orders (id INTEGER)
                INSERT INTO orders VALUES (1)
                DROP TABLE orders
                TRUNCATE mine.a
                ANALYZE
                VACUUM
                DROP SCHEMA mine CASCADE
                """
                .lines();
    }

    @Test
    void ordinary_work_is_let_through() {
        allowed().forEach(sql -> assertThat(failure(sql)).as(sql).isNull());
    }

    @Test
    void a_bare_name_may_not_write_to_a_bucket_that_leads_the_search_path() {
        try (Session other = workspaces.session(Workspaces.FIRST)) {
            other.connection().searchPath(List.of("in_c_sales", "public"));
            assertThat(code(other, "CREATE TABLE x (i INTEGER)")).isEqualTo("42501");
            assertThat(code(other, "DROP VIEW orders")).isEqualTo("42501");
            assertThat(code(other, "CREATE OR REPLACE VIEW orders AS SELECT 1")).isEqualTo("42501");
            assertThat(code(other, "ALTER VIEW orders RENAME TO x")).isEqualTo("42501");
            assertThat(code(other, "INSERT INTO orders VALUES (1)")).isEqualTo("25006");
            assertThat(code(other, "DELETE FROM orders")).isEqualTo("25006");
            assertThat(other.value("SELECT count(*) FROM orders")).isEqualTo("10");
        }
    }

    private static String code(Session session, String sql) {
        Throwable thrown = catchThrowable(() -> session.run(sql));
        return thrown instanceof PgException e ? e.sqlState().code() : String.valueOf(thrown);
    }

    @Test
    void blanks_that_only_the_engine_takes_for_blanks_hide_nothing() {
        for (char blank : new char[] {'\u00a0', '\u200b', '\u2028', '\u000b', '\u0085', '\ufeff'}) {
            PgException error = refusal("SELECT * FROM read_csv" + blank + "('{dir}/a.csv')");
            assertThat(error.sqlState().code()).isEqualTo("42501");
            error = refusal("DROP" + blank + "VIEW in_c_sales" + blank + ".orders");
            assertThat(error.sqlState().code()).isEqualTo("42501");
        }
    }

    /** What the guard might overlook some day, the instance's settings still refuse. */
    @Test
    void behind_the_guard_the_settings_keep_the_engine_from_the_projects_files() {
        for (String attack :
                List.of(
                        "SELECT * FROM read_csv('{dir}/a.csv')",
                        "SELECT * FROM glob('{dir}/*')",
                        "SELECT * FROM read_blob('{dir}/_workspaces/*')",
                        "COPY k TO '{dir}/in_c_sales/orders.duckdb' (FORMAT csv)",
                        "ATTACH '{dir}/in_c_sales/orders.duckdb' AS x",
                        "SET memory_limit = '100GB'",
                        "SET enable_external_access = true",
                        "SET lock_configuration = false",
                        "LOAD httpfs")) {
            assertThat(catchThrowable(() -> session.connection().engine().execute(filled(attack))))
                    .as(attack)
                    .isInstanceOf(EngineException.class);
        }
        assertThat(session.value("SELECT count(*) FROM in_c_sales.orders")).isEqualTo("10");
    }

    private String filled(String sql) {
        return sql.replace(
                "{dir}", workspaces.data.projectDirectory(Workspaces.PROJECT).toString());
    }

    private @Nullable Throwable failure(String sql) {
        return catchThrowable(() -> session.run(filled(sql)));
    }

    private PgException refusal(String attack) {
        Throwable thrown = failure(attack);
        if (thrown instanceof PgException refusal) {
            return refusal;
        }
        throw new AssertionError("not refused: " + attack, thrown);
    }

    private void assertSaysNoSecrets(PgException error) {
        assertThat(error.info().toString())
                .doesNotContain(directory.toString())
                .doesNotContain("__duckspace$");
    }
}
