package dev.duckspace.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.engine.FunctionSet;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real errors of the engine, and what PostgreSQL 15 says to the same statements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTranslatorTest {
    private EngineInstance instance;
    private EngineConnection connection;

    @BeforeAll
    void open() {
        instance = DuckDb.load().open(null, Map.of());
        connection = instance.connect();
        connection.execute(
                """
                SET integer_division = true;
                SET ieee_floating_point_ops = false;
                CREATE TABLE k (i INTEGER PRIMARY KEY, CHECK (i <> 7));
                INSERT INTO k VALUES (1);
                CREATE TABLE n (i INTEGER NOT NULL, j INTEGER REFERENCES k (i));
                INSERT INTO n VALUES (1, 1);
                CREATE TABLE two (a INTEGER, b INTEGER, UNIQUE (a, b));
                INSERT INTO two VALUES (1, 2);
                CREATE VIEW v AS SELECT 1 AS i;
                CREATE SCHEMA s;
                CREATE TABLE s.t (i INTEGER);
                CREATE INDEX ix ON k (i);
                CREATE TYPE mood AS ENUM ('sad', 'ok');
                """);
    }

    @AfterAll
    void close() {
        instance.close();
    }

    /** SQLSTATE, position, message, then the statement. */
    static Stream<String> errors() {
        return """
                42P01 15 relation "nope" does not exist | SELECT * FROM nope
                42P01 15 relation "nos.t" does not exist | SELECT * FROM nos.t
                42P01 0 relation "nope" does not exist | INSERT INTO nope VALUES (1)
                42P01 0 view "nope" does not exist | DROP VIEW nope
                42P01 8 missing FROM-clause entry for table "x" | SELECT x.i FROM k
                42703 8 column "nope" does not exist | SELECT nope FROM k
                42703 8 column "nope" does not exist | SELECT nope
                42703 8 column k.zz does not exist | SELECT k.zz FROM k
                42703 0 column "zz" does not exist | UPDATE k SET zz = 1
                42703 0 column "x" of relation "k" does not exist | INSERT INTO k (x) VALUES (1)
                42702 8 column reference "i" is ambiguous | SELECT i FROM k a, k b
                42803 8 column "i" must appear in the GROUP BY clause or be used in an aggregate function | SELECT i, count(*) FROM k
                42803 28 aggregate functions are not allowed in WHERE | SELECT sum(i) FROM k WHERE sum(i) > 1
                42883 8 function foo does not exist | SELECT foo(1)
                42883 8 function length(integer, integer) does not exist | SELECT length(1, 2)
                42883 19 operator does not exist: text + integer | SELECT 5::VARCHAR + 1
                42704 11 type "foo" does not exist | SELECT 1::foo
                3F000 0 schema "nope" does not exist | DROP SCHEMA nope
                42P07 0 relation "k" already exists | CREATE TABLE k (i INTEGER)
                42P07 0 relation "ix" already exists | CREATE INDEX ix ON k (i)
                42P06 0 schema "s" already exists | CREATE SCHEMA s
                42710 0 type "mood" already exists | CREATE TYPE mood AS ENUM ('a')
                42701 0 column "i" specified more than once | CREATE TABLE x (i INTEGER, i INTEGER)
                42809 0 "v" is not a table | DROP TABLE v
                42809 0 "k" is not a view | DROP VIEW k
                42601 1 syntax error at or near "selct" | selct 1
                42601 8 unterminated quoted string | SELECT 'abc
                42601 0 each UNION query must have the same number of columns | SELECT 1 UNION SELECT 1, 2
                2201W 16 LIMIT must not be negative | SELECT 1 LIMIT -1
                42P10 26 ORDER BY position is not in select list | SELECT i FROM k ORDER BY 5
                22P02 11 invalid input syntax for type integer: "a" | SELECT 'a'::INTEGER
                22P02 11 invalid input syntax for type boolean: "x" | SELECT 'x'::BOOLEAN
                22P02 11 invalid input syntax for type double precision: "x" | SELECT 'x'::DOUBLE
                22P02 11 invalid input syntax for type uuid: "x" | SELECT 'x'::UUID
                22P02 11 invalid input syntax for type json | SELECT '{'::JSON
                22003 21 value "99999999999" is out of range for type integer | SELECT '99999999999'::INTEGER
                22003 18 integer out of range | SELECT 2147483648::INTEGER
                22003 0 integer out of range | SELECT 2147483647::INTEGER + 1
                22003 11 numeric field overflow | SELECT 100::DECIMAL(2, 1)
                22008 20 date/time field value out of range: "2020-13-01" | SELECT '2020-13-01'::DATE
                22007 11 invalid input syntax for type date: "x" | SELECT 'x'::DATE
                22012 0 division by zero | SELECT 1 / 0
                21000 0 more than one row returned by a subquery used as an expression | SELECT (SELECT i FROM (VALUES (1), (2)) t(i))
                23505 0 duplicate key value violates unique constraint | INSERT INTO k VALUES (1)
                23505 0 duplicate key value violates unique constraint | INSERT INTO k SELECT 5 FROM range(2)
                23502 0 null value in column "i" of relation "n" violates not-null constraint | INSERT INTO n VALUES (NULL, 1)
                23514 0 new row for relation "k" violates check constraint | INSERT INTO k VALUES (7)
                23503 0 insert or update violates foreign key constraint | INSERT INTO n VALUES (1, 99)
                23503 0 update or delete violates foreign key constraint | DELETE FROM k WHERE i = 1
                2BP01 0 cannot drop "s" because other objects depend on it | DROP SCHEMA s
                25001 0 there is already a transaction in progress | BEGIN; BEGIN
                42704 0 unrecognized configuration parameter "nope" | SET nope = 1
                """
                .lines();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_of_the_engine_is_said_as_postgresql_says_it(String line) {
        String[] parts = line.split(" \\| ", 2);
        String[] head = parts[0].split(" ", 3);
        ErrorInfo info = ErrorTranslator.translate(error(parts[1]));
        assertThat(info.message()).isEqualTo(head[2]);
        assertThat(info.sqlState().code()).isEqualTo(head[0]);
        assertThat(info.position()).isEqualTo(Integer.parseInt(head[1]));
    }

    private EngineException error(String sql) {
        Throwable thrown =
                catchThrowable(
                        () -> {
                            if (sql.startsWith("BEGIN")) {
                                connection.execute(sql);
                                return;
                            }
                            try (var statement = connection.prepare(sql);
                                    var result = statement.execute()) {
                                assertThat(result.fetch()).isNull();
                            }
                        });
        if (sql.startsWith("BEGIN")) {
            connection.execute("ROLLBACK");
        }
        assertThat(thrown).isInstanceOf(EngineException.class);
        return (EngineException) thrown;
    }

    @Test
    void a_constraint_names_its_key_table_and_column() {
        ErrorInfo duplicate = ErrorTranslator.translate(error("INSERT INTO k VALUES (1)"));
        assertThat(duplicate.detail()).isEqualTo("Key (i)=(1) already exists.");
        ErrorInfo both = ErrorTranslator.translate(error("INSERT INTO two VALUES (1, 2)"));
        assertThat(both.detail()).contains("a: 1").contains("b: 2");
        ErrorInfo missing = ErrorTranslator.translate(error("INSERT INTO n VALUES (NULL, 1)"));
        assertThat(missing.table()).isEqualTo("n");
        assertThat(missing.column()).isEqualTo("i");
    }

    @Test
    void a_near_name_is_suggested_but_no_name_of_the_engines_own() {
        assertThat(ErrorTranslator.translate(error("SELECT jj FROM n")).hint())
                .isEqualTo("Perhaps you meant \"j\".");
        assertThat(ErrorTranslator.translate(error("SELECT * FROM duckdb_logz")).hint()).isNull();
    }

    @Test
    void paths_and_hidden_names_are_taken_out() {
        String alias = "\"__duckspace$in_c_sales$orders$0123456789abcdef\"";
        assertThat(
                        translated(
                                ErrorKind.IO,
                                "Cannot open file \"/data/tmp/x/t1.duckdb\": Too many open files"))
                .isEqualTo("Cannot open file (file): Too many open files");
        assertThat(translated(ErrorKind.INDEX, "failed at /data/project_1/x.duckdb line 3"))
                .isEqualTo("failed at (file) line 3");
        assertThat(
                        translated(
                                ErrorKind.NOT_IMPLEMENTED,
                                "no writes to " + alias + ".main.data here"))
                .isEqualTo("no writes to in_c_sales.orders here");
        assertThat(translated(ErrorKind.NOT_IMPLEMENTED, "__duckspace.pg.pg_settings is a view"))
                .isEqualTo("pg_settings is a view");
        assertThat(translated(ErrorKind.CONVERSION, "Could not convert string '/a/b' to INT32"))
                .isEqualTo("invalid input syntax for type integer: \"/a/b\"");
    }

    @Test
    void nothing_of_the_engines_inside_goes_out() {
        String trace =
                "Attempted to access index 3 within vector of size 2\nThis error signals an assertion"
                        + " failure within DuckDB. This usually occurs due to unexpected conditions."
                        + "\n\nStack Trace:\n\n/tmp/libduckdb_java99.so(+0x1a2b3c) [0x7f00deadbeef]"
                        + "\nduckdb::Vector::Reference(duckdb::Vector const&) + 0x12";
        for (ErrorKind kind : ErrorKind.values()) {
            ErrorInfo info = ErrorTranslator.translate(new EngineException(kind, trace));
            assertThat(info.message() + info.detail() + info.hint())
                    .as(kind.name())
                    .doesNotContain("libduckdb", "Stack", "assertion", "0x", "duckdb::", "/tmp");
        }
        assertThat(translated(ErrorKind.INTERNAL, trace)).isEqualTo("internal error in the engine");
        assertThat(
                        translated(
                                ErrorKind.UNKNOWN,
                                "cannot load libduckdb_java1.so.2(+0x12) at 0x7f00deadbeef"))
                .isEqualTo("cannot load (place) at (place)");
    }

    @Test
    void what_one_of_our_functions_meets_unforeseen_is_told_without_its_class() {
        EngineType text = new EngineType.Scalar(TypeId.VARCHAR);
        new FunctionSet(
                        List.of(
                                new ScalarFunction(
                                        "pg_fails",
                                        text,
                                        List.of(text),
                                        call -> {
                                            throw new IllegalStateException("at /data/x");
                                        })))
                .register(instance);

        ErrorInfo info = ErrorTranslator.translate(error("SELECT pg_fails('x')"));

        assertThat(info.message()).isEqualTo("internal error in a function");
        assertThat(info.sqlState()).isEqualTo(SqlState.INTERNAL_ERROR);
    }

    private static String translated(ErrorKind kind, String message) {
        return ErrorTranslator.translate(new EngineException(kind, message)).message();
    }
}
