package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Statement.CopyDirection;
import dev.duckspace.gateway.sql.Statement.CopyOption;
import dev.duckspace.gateway.sql.Statement.Direction;
import dev.duckspace.gateway.sql.Statement.Scope;
import dev.duckspace.gateway.sql.Statement.Scroll;
import dev.duckspace.gateway.sql.TransactionModes.Isolation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementClassifierTest {
    private static final TransactionModes NONE = TransactionModes.NONE;

    private static Statement classify(String sql) {
        List<SqlText> statements = SqlSplitter.split(sql);
        assertThat(statements).hasSize(1);
        return StatementClassifier.classify(statements.getFirst());
    }

    static Stream<Arguments> statements() {
        TransactionModes serializable =
                new TransactionModes(Isolation.SERIALIZABLE, null, null, null);
        return Stream.of(
                Arguments.of("begin", new Statement.Begin(false, NONE)),
                Arguments.of("BEGIN WORK;", new Statement.Begin(false, NONE)),
                Arguments.of(
                        "begin transaction isolation level repeatable read, read only deferrable",
                        new Statement.Begin(
                                false,
                                new TransactionModes(Isolation.REPEATABLE_READ, true, true, null))),
                Arguments.of(
                        "start transaction read write not deferrable",
                        new Statement.Begin(true, new TransactionModes(null, false, false, null))),
                Arguments.of("commit", new Statement.Commit(false)),
                Arguments.of("end work and chain", new Statement.Commit(true)),
                Arguments.of("commit transaction and no chain", new Statement.Commit(false)),
                Arguments.of("rollback", new Statement.Rollback(false)),
                Arguments.of("abort and chain", new Statement.Rollback(true)),
                Arguments.of("savepoint \"S\"", new Statement.Savepoint("S")),
                Arguments.of("release S1", new Statement.Release("s1")),
                Arguments.of("release savepoint s", new Statement.Release("s")),
                Arguments.of("release savepoint", new Statement.Release("savepoint")),
                Arguments.of("rollback to s", new Statement.RollbackTo("s")),
                Arguments.of("rollback work to savepoint s", new Statement.RollbackTo("s")),
                Arguments.of(
                        "set transaction isolation level serializable",
                        new Statement.SetTransaction(serializable)),
                Arguments.of(
                        "set local transaction isolation level serializable",
                        new Statement.SetTransaction(serializable)),
                Arguments.of(
                        "set session characteristics as transaction isolation level serializable",
                        new Statement.SetSessionCharacteristics(serializable)),
                Arguments.of(
                        "set transaction snapshot 'a'",
                        new Statement.SetTransaction(new TransactionModes(null, null, null, "a"))),
                Arguments.of(
                        "set constraints all deferred",
                        new Statement.SetConstraints(List.of(), true)),
                Arguments.of(
                        "set constraints a, b.c immediate",
                        new Statement.SetConstraints(List.of("a", "b.c"), false)),
                Arguments.of("set a.b = -1.5", set("a.b", "-1.5")),
                Arguments.of("SET Search_Path TO \"A\", b, 'c'", set("search_path", "A", "b", "c")),
                Arguments.of("set x to default", set("x")),
                Arguments.of("set session x = on", set("x", "on")),
                Arguments.of(
                        "set local x = true", new Statement.Set(Scope.LOCAL, "x", List.of("true"))),
                Arguments.of("set session = 1", set("session", "1")),
                Arguments.of("set time zone 'UTC'", set("timezone", "UTC")),
                Arguments.of("set time zone local", set("timezone")),
                Arguments.of("set time zone -3", set("timezone", "-3")),
                Arguments.of(
                        "set time zone interval '-08:00' hour to minute",
                        set("timezone", "INTERVAL '-08:00'")),
                Arguments.of("set names 'utf8'", set("client_encoding", "utf8")),
                Arguments.of("set schema 's'", set("search_path", "s")),
                Arguments.of("set role none", set("role", "none")),
                Arguments.of("set session authorization default", set("session_authorization")),
                Arguments.of(
                        "set session session authorization joe",
                        set("session_authorization", "joe")),
                Arguments.of("set xml option content", set("xmloption", "content")),
                Arguments.of("reset all", new Statement.ResetAll()),
                Arguments.of("reset time zone", new Statement.Reset("timezone")),
                Arguments.of("reset a.B", new Statement.Reset("a.b")),
                Arguments.of("show all", new Statement.ShowAll()),
                Arguments.of("show DateStyle", new Statement.Show("datestyle")),
                Arguments.of(
                        "show transaction isolation level",
                        new Statement.Show("transaction_isolation")),
                Arguments.of("show time zone", new Statement.Show("timezone")),
                Arguments.of(
                        "discard temporary", new Statement.Discard(Statement.DiscardTarget.TEMP)),
                Arguments.of("listen a", new Statement.Listen("a")),
                Arguments.of("unlisten *", new Statement.Unlisten(null)),
                Arguments.of("notify a, 'b'", new Statement.Notify("a", "b")),
                Arguments.of("deallocate prepare a", new Statement.Deallocate("a")),
                Arguments.of("deallocate all", new Statement.Deallocate(null)),
                Arguments.of("close all", new Statement.CloseCursor(null)),
                Arguments.of("fetch c", fetch(Direction.FORWARD, 1)),
                Arguments.of("fetch 10 from c", fetch(Direction.FORWARD, 10)),
                Arguments.of("fetch -2 in c", fetch(Direction.FORWARD, -2)),
                Arguments.of("fetch all c", fetch(Direction.FORWARD, Statement.Fetch.ALL)),
                Arguments.of("fetch forward all in c", fetch(Direction.FORWARD, Long.MAX_VALUE)),
                Arguments.of("fetch prior from c", fetch(Direction.BACKWARD, 1)),
                Arguments.of("fetch backward 3 c", fetch(Direction.BACKWARD, 3)),
                Arguments.of("fetch last c", fetch(Direction.ABSOLUTE, -1)),
                Arguments.of("fetch relative -1 c", fetch(Direction.RELATIVE, -1)),
                Arguments.of(
                        "move forward 5 in c",
                        new Statement.Fetch(Direction.FORWARD, 5, "c", true)),
                Arguments.of(
                        "lock table a, only b.c in share row exclusive mode nowait",
                        new Statement.Lock(List.of("a", "b.c"), "SHARE ROW EXCLUSIVE", true)),
                Arguments.of(
                        "lock a", new Statement.Lock(List.of("a"), "ACCESS EXCLUSIVE", false)));
    }

    private static Statement.Set set(String name, String... values) {
        return new Statement.Set(Scope.SESSION, name, List.of(values));
    }

    private static Statement.Fetch fetch(Direction direction, long count) {
        return new Statement.Fetch(direction, count, "c", false);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_of_the_gateway_is_read_in_full(String sql, Statement expected) {
        assertThat(classify(sql)).isEqualTo(expected);
    }

    @Test
    void prepare_keeps_its_inner_statement_as_a_span() {
        Statement.Prepare prepare =
                (Statement.Prepare) classify("prepare P (int, numeric(5,2)) as select $1 + $2");

        assertThat(prepare.name()).isEqualTo("p");
        assertThat(prepare.types()).containsExactly("int", "numeric(5,2)");
        assertThat(prepare.inner().text()).isEqualTo("select $1 + $2");
        assertThat(prepare.inner().parameterCount()).isEqualTo(2);
    }

    @Test
    void execute_splits_its_arguments_at_the_outer_commas() {
        Statement.Execute execute = (Statement.Execute) classify("execute p(f(1, 2), 'a,b')");

        assertThat(execute.arguments())
                .extracting(SqlText::text)
                .containsExactly("f(1, 2)", "'a,b'");
    }

    @Test
    void declare_names_its_modes_and_its_query() {
        Statement.DeclareCursor cursor =
                (Statement.DeclareCursor)
                        classify("declare c binary no scroll cursor with hold for select 1");

        assertThat(cursor.binary()).isTrue();
        assertThat(cursor.scroll()).isEqualTo(Scroll.NO_SCROLL);
        assertThat(cursor.hold()).isTrue();
        assertThat(cursor.query().text()).isEqualTo("select 1");
    }

    @Test
    void explain_takes_both_spellings_of_its_options() {
        Statement.Explain old = (Statement.Explain) classify("explain analyze verbose select 1");
        Statement.Explain bracketed =
                (Statement.Explain) classify("explain (analyze off, format json) (select 1)");
        Statement.Explain bare = (Statement.Explain) classify("explain (select 1)");

        assertThat(old.analyze()).isTrue();
        assertThat(old.inner().text()).isEqualTo("select 1");
        assertThat(bracketed.analyze()).isFalse();
        assertThat(bracketed.options().get(1))
                .isEqualTo(new Statement.ExplainOption("format", "json"));
        assertThat(bracketed.inner().text()).isEqualTo("(select 1)");
        assertThat(bare.options()).isEmpty();
    }

    @Test
    void copy_from_names_its_table_columns_options_and_filter() {
        Statement.Copy copy =
                (Statement.Copy)
                        classify(
                                "copy s.T (a, \"B\") from stdin with (format csv, null '',"
                                        + " force_null (a, b), force_quote *, header) where a > 1");

        assertThat(copy.source())
                .isEqualTo(new Statement.CopyTable(List.of("s", "t"), List.of("a", "B")));
        assertThat(copy.direction()).isEqualTo(CopyDirection.FROM);
        assertThat(copy.target()).isEqualTo(new Statement.CopyClient());
        assertThat(copy.options())
                .extracting(CopyOption::name, CopyOption::values)
                .containsExactly(
                        tuple("format", List.of("csv")),
                        tuple("null", List.of("")),
                        tuple("force_null", List.of("a", "b")),
                        tuple("force_quote", List.of("*")),
                        tuple("header", List.of()));
        assertThat(copy.where()).isNotNull();
    }

    @Test
    void copy_to_takes_a_query_and_the_old_options() {
        Statement.Copy copy =
                (Statement.Copy)
                        classify(
                                "copy (select 1) to program 'gzip' delimiter as ';' null 'x' csv"
                                        + " force quote a, b");

        assertThat(copy.target()).isEqualTo(new Statement.CopyProgram("gzip"));
        assertThat(copy.options())
                .extracting(CopyOption::name)
                .containsExactly("delimiter", "null", "format", "force_quote");
        assertThat(((Statement.CopyQuery) copy.source()).query().text()).isEqualTo("select 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 1 | SELECT 7",
                "(select 1) union select 2 | SELECT 7",
                "select a into t from b | SELECT 7",
                "with a as (select 1), b(x) as not materialized (values (1)) insert into t select *"
                        + " from a | INSERT 0 7",
                "with recursive a as (select 1) delete from t | DELETE 7",
                "with a as (select 1) search depth first by x set y select * from a | SELECT 7",
                "values (1) | SELECT 7",
                "table t | SELECT 7",
                "from t | SELECT 7",
                "insert into t values (1) | INSERT 0 7",
                "update t set a = 1 | UPDATE 7",
                "merge into t using s on true when matched then delete | MERGE 7",
                "create temp table t (a int default (1)) | CREATE TABLE",
                "create table t as select 1 | SELECT 7",
                "create table t (a) as (select 1) with no data | CREATE TABLE AS",
                "create or replace view v as select 1 | CREATE VIEW",
                "create unique index i on t (a) | CREATE INDEX",
                "create schema s | CREATE SCHEMA",
                "create type e as enum ('a') | CREATE TYPE",
                "create macro f(a) as a | CREATE FUNCTION",
                "create function f(a) as a | CREATE FUNCTION",
                "create function f() returns int language sql as 'select 1' | CREATE FUNCTION",
                "drop table if exists t | DROP TABLE",
                "drop sequence s | DROP SEQUENCE",
                "alter table t add a int | ALTER TABLE",
                "truncate t | TRUNCATE TABLE",
                "comment on table t is 'x' | COMMENT",
                "vacuum | VACUUM",
                "analyze t | ANALYZE",
                "describe t | SELECT 7",
                "show tables | SELECT 7",
                "set variable a = 1 | SET",
                "begin | BEGIN",
                "start transaction | START TRANSACTION",
                "end | COMMIT",
                "abort | ROLLBACK",
                "rollback to a | ROLLBACK",
                "set constraints all deferred | SET CONSTRAINTS",
                "deallocate all | DEALLOCATE ALL",
                "discard all | DISCARD ALL",
                "close all | CLOSE CURSOR ALL",
                "move all c | MOVE 7",
                "fetch all c | FETCH 7",
                "copy t to stdout | COPY 7",
                "explain select 1 | EXPLAIN",
                "lock t | LOCK TABLE",
            })
    void a_tag_is_postgresqls(String sql, String tag) {
        assertThat(CommandTags.of(classify(sql), 7)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "begin foo | syntax error at or near \"foo\" | 7",
                "begin isolation | syntax error at end of input | 16",
                "/* é */ begin isolation; select 1 | syntax error at or near \";\" | 24",
                "execute a(1,) | syntax error at or near \")\" | 13",
                "copy t to stdout where a | WHERE clause not allowed with COPY TO | 18",
                "set x = 'a' 'b' | syntax error at or near \"'b'\" | 13",
                "explain (verbose, ) select 1 | syntax error at or near \")\" | 19",
                "commit and | syntax error at end of input | 11",
                "savepoint select | syntax error at or near \"select\" | 11",
                "set x | syntax error at end of input | 6",
                "set x = | syntax error at end of input | 8",
                "set x = select | syntax error at or near \"select\" | 9",
                "fetch sideways from c | syntax error at or near \"from\" | 16",
                "discard x | syntax error at or near \"x\" | 9",
                "prepare a as begin | syntax error at or near \"begin\" | 14",
                "copy t sideways | syntax error at or near \"sideways\" | 8",
                "copy t from stdin (format 'csv | unterminated quoted string at or near \"'csv\" |"
                        + " 27",
                "execute a() | syntax error at or near \")\" | 11",
                "explain | syntax error at end of input | 8",
            })
    void a_broken_statement_is_a_syntax_error_at_its_place(
            String sql, String message, int position) {
        PgException error =
                catchThrowableOfType(
                        PgException.class,
                        () -> SqlSplitter.split(sql).forEach(StatementClassifier::classify));

        assertThat(error).hasMessage(message);
        assertThat(error.sqlState()).isEqualTo(SqlState.SYNTAX_ERROR);
        assertThat(error.info().position()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create role a",
                "create user a",
                "create user mapping for a server b",
                "drop database a",
                "grant select on t to a",
                "revoke all on t from a",
                "create trigger a before insert on t execute function f()",
                "create extension if not exists a",
                "create function f() returns int language plpgsql as 'begin return 1; end'",
                "create or replace procedure p() language sql as ''",
                "do $$begin end$$",
                "prepare transaction 'a'",
                "commit prepared 'a'",
                "rollback prepared 'a'",
                "alter default privileges grant select on tables to a",
                "alter system set a = 1",
            })
    void what_has_no_object_in_the_engine_is_refused(String sql) {
        assertThat(classify(sql)).isInstanceOf(Statement.Refused.class);
        assertThat(((Statement.Refused) classify(sql)).sqlState())
                .isEqualTo(SqlState.FEATURE_NOT_SUPPORTED);
    }

    @Test
    void the_split_heeds_brackets_strings_and_comments() {
        assertThat(SqlSplitter.split(" ; select ';' ; /* ; */ ; select (1;2) ;; -- end;\n"))
                .extracting(SqlText::text)
                .containsExactly("select ';'", "select (1;2)");
        assertThat(SqlSplitter.split(" -- nothing")).isEmpty();
    }

    @Test
    void brackets_nested_too_deep_are_refused() {
        PgException error =
                catchThrowableOfType(
                        PgException.class,
                        () -> SqlSplitter.split("select " + "(".repeat(SqlSplitter.MAX_DEPTH + 1)));

        assertThat(error.sqlState()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX);
    }

    /** One statement a line; what PostgreSQL 15 ran without an error. */
    static List<String> acceptedByPostgresql() throws IOException {
        try (InputStream lines =
                Objects.requireNonNull(
                        StatementClassifierTest.class.getResourceAsStream(
                                "accepted-by-postgresql.txt"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("acceptedByPostgresql")
    void what_postgresql_accepts_is_classified(String sql) {
        assertThat(classify(sql)).isNotEqualTo(new Statement.Engine(Leading.UNKNOWN));
    }
}
