package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.functions.InstanceTypes;
import dev.duckspace.gateway.functions.SessionEffects;
import dev.duckspace.gateway.types.TimeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules write is what the engine reads: each answer is PostgreSQL 15's. */
class RewriterOnEngineTest {
    private static final RewriteContext CONTEXT =
            new RewriteContext(
                    Map.of(), Map.of(), null, "public", RewriteContext.NONE.schemaAliases());

    private EngineInstance instance;
    private EngineConnection connection;
    private InstanceTypes types;

    @BeforeEach
    void open() {
        instance = DuckDb.load().open(null, Map.of());
        connection = instance.connect();
        types = new InstanceTypes(connection);
        connection.attach(new DrawnValues());
        connection.execute("set integer_division = true");
        run("create schema public; set search_path = 'public,main'");
    }

    @AfterEach
    void close() {
        connection.close();
        instance.close();
    }

    /** Runs every statement of the text; the rows of the last, columns joined by bars. */
    private List<String> run(String sql) {
        List<String> rows = new ArrayList<>();
        for (SqlText text : SqlSplitter.split(sql)) {
            RewrittenSql rewritten = Rewriter.rewrite(text, CONTEXT);
            rewritten.prelude().forEach(connection::execute);
            types.requireTimes(TimeType.quotedIn(rewritten.text()), connection, false);
            rows.clear();
            if (!rewritten.text().strip().startsWith("select")) {
                connection.execute(rewritten.text());
                continue;
            }
            String asText = "SELECT COLUMNS(*)::VARCHAR FROM (" + rewritten.text() + ")";
            for (List<@Nullable String> row : connection.queryText(asText)) {
                rows.add(row.stream().map(String::valueOf).collect(Collectors.joining("|")));
            }
        }
        return rows;
    }

    /** A session that only draws from sequences. */
    private static final class DrawnValues implements SessionEffects {
        private final Map<String, Long> values = new HashMap<>();

        @Override
        public void drawn(String sequence, long value) {
            values.put(sequence, value);
        }

        @Override
        public @Nullable Long current(String sequence) {
            return values.get(sequence);
        }

        @Override
        public @Nullable Long last() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void position(String sequence, long value, boolean called) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void notify(String channel, String payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean tryLock(Lock lock) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void lock(Lock lock) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean unlock(Lock lock) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void unlockAll() {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "select E'a\\u00e9\\x41\\'', U&'\\0061', U&'d!0061t' uescape '!' § aéA'|a|dat",
                "select X'1F', b'101' § 00011111|101",
                "select 'a_c' like 'a\\_c', 'abc' like 'a\\_c', 'a\\c' like 'a\\\\c' § true|false|true",
                "select x like 'a' || y from (values ('a_', '\\_'), ('ab', '\\_')) v(x, y) order by x"
                        + " desc limit 1 § false",
                "select 1.50::numeric, '12.345'::numeric, 7::numeric § 1.50|12.345|7",
                "select 0.1::float + 0.2::float § 0.30000000000000004",
                "select 'a' operator(pg_catalog.||) 'A', pg_catalog.upper('a') § aA|A",
                "select 'x'::text || '{}'::json::text, 'b' collate \"default\" § x{}|b",
                "select '2020-01-01 10:00+00'::timestamp(3) with time zone is null § false",
                "select '1 day'::interval day to second § 1 day",
                "create table t (a int); select a into u from only t; select count(*) from u § 0",
                "create table a (i int); create table b (i int); insert into a values (1);"
                        + " insert into b values (1); truncate a, only b restrict;"
                        + " select count(*) from a, b; drop table a, b; select 1 § 1",
                "create table t (a int); alter table only t add b numeric, add c date;"
                        + " insert into t values (1, 1.5, '2020-01-01'); select b, c from t for update"
                        + " § 1.5|2020-01-01",
                "create unlogged table t (a int, b int generated always as (a * 2) stored) with"
                        + " (fillfactor=70); create index concurrently on t using btree (a int4_ops);"
                        + " insert into t(a) values (2); select b from t § 4",
                "create sequence s as int start 5 cache 1 owned by none; select nextval('s') § 5",
            })
    void the_engine_answers_as_postgresql(String sql, String expected) {
        assertThat(run(sql)).containsExactly(expected);
    }

    @Test
    void serial_columns_count_and_begin_anew_with_a_new_table() {
        String create = "create table t (id serial primary key, \"N\" bigserial, v text);";
        String insert = "insert into t(v) values ('a'), ('b');";
        String select = "select * from t order by id";

        assertThat(run(create + insert + select)).containsExactly("1|1|a", "2|2|b");
        assertThat(run("drop table t;" + create + insert + select))
                .containsExactly("1|1|a", "2|2|b");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> run(create))
                .withMessageContaining("Table with name \"t\" already exists");
        assertThat(run(select)).containsExactly("1|1|a", "2|2|b");
    }

    @Test
    void identity_columns_heed_their_options() {
        assertThat(
                        run(
                                "create temp table t (id int generated by default as identity (start"
                                        + " with 10 increment by 5), v text);"
                                        + " insert into t(v) values ('a'), ('b');"
                                        + " select id from t order by id"))
                .containsExactly("10", "15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "main.t", "\"Main\".t", "public.t"})
    void a_temporary_table_of_the_same_name_survives(String name) {
        assertThat(
                        run(
                                "create temp table t (a int); insert into t values (7);"
                                        + " create table "
                                        + name
                                        + " (id serial); select a from temp.t"))
                .containsExactly("7");
    }
}
