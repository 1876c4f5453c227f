package dev.duckspace.gateway.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.sql.ColumnLabels.EngineNamed;
import dev.duckspace.gateway.sql.ColumnLabels.Named;
import dev.duckspace.gateway.sql.ColumnLabels.Star;
import dev.duckspace.gateway.sql.ColumnLabels.Unnest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnLabelsTest {
    private static ColumnLabels labels(String sql) {
        return ColumnLabels.of(SqlSplitter.split(sql).getFirst());
    }

    /** Labels in order; {@code =} for a name left to the engine, {@code *} for any number. */
    private static String shown(String sql) {
        return labels(sql).items().stream()
                .map(
                        item ->
                                switch (item) {
                                    case Named named -> named.label();
                                    case EngineNamed engineNamed -> "=";
                                    case Star star -> "*";
                                    case Unnest unnest -> "unnest";
                                })
                .collect(Collectors.joining(","));
    }

    static List<Arguments> namesThatPostgresqlGives() throws IOException {
        try (InputStream in = ColumnLabelsTest.class.getResourceAsStream("column-labels.txt");
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ~> ", 2))
                    .map(parts -> Arguments.of(parts[0], parts[1]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("namesThatPostgresqlGives")
    void an_expression_has_the_name_that_postgresql_gives(String expression, String name) {
        String expected = name.startsWith("=") ? "=" : name;
        assertThat(shown("select " + expression + "\nfrom t")).isEqualTo(expected);
        assertThat(shown("select " + expression + "\n, 1")).isEqualTo(expected + ",?column?");
        assertThat(shown("select " + expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("namesThatPostgresqlGives")
    void a_subquery_has_the_name_of_its_column(String expression, String name) {
        String expected = name.startsWith("=") ? name.substring(1) : name;
        assertThat(shown("select (select " + expression + "\nfrom t)")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 1, a, count(*) over () from t | ?column?,=,count",
                "select distinct on (a) a, b::text, 1 from t | =,b,?column?",
                "select distinct upper(b) from t | upper",
                "select all 1, abs(1) | ?column?,abs",
                "select count(*) as c, 1 union select 2, count(*) | =,?column?",
                "select 1, count(*) union all select 2, 3 order by 1 limit 1 | ?column?,count",
                "(select 1, count(*)) union all (select 2, 3) | ?column?,count",
                "((select version())) | version",
                "values (1, 2), (3, 4) | column1,column2",
                "values ((1), coalesce(1, 2), array[1,2]) order by 1 | column1,column2,column3",
                "(values (1, 2)) | column1,column2",
                "with x as (select 1 as q) select count(*), q from x group by q | count,=",
                "with x(q) as materialized (select 1), y as (values (1)) select max(q) from x | max",
                "with recursive x as (select 1 as q union all select q + 1 from x where q < 3)"
                        + " (select sum(q) from x) | sum",
                "with x as (select 1) values (1) | column1",
                "select max(a) from t where b is distinct from 'x' group by c | max",
                "select 1 is distinct from 2, 3 | ?column?,?column?",
                "select 1 from t for update | ?column?",
                "insert into t(a) values (9) returning a, a + 1, abs(a), 1::text"
                        + " | =,?column?,abs,text",
                "insert into t(a) select 1 returning upper(b) as u, a::text | =,a",
                "update t set a = 1 returning a + 1, upper(b) | ?column?,upper",
                "delete from t where a = 1 returning now(), t.a | now,=",
                "with x as (select 1) insert into t(a) select 1 returning abs(a) | abs",
                "select $1, $2::int, coalesce($3, 1) | ?column?,int4,coalesce",
            })
    void the_visible_list_of_a_statement_decides(String sql, String expected) {
        assertThat(shown(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t(a) values (1)",
                "update t set a = 2",
                "table pg_am",
                "select",
                "select from t",
                "from t",
                "from t select count(*)",
                "pivot t on a using sum(b)",
                "summarize t",
                "describe select 1",
                "explain select 1",
                "create table x as select count(*) from t",
                "show tables",
                "set search_path to x",
            })
    void a_statement_without_such_a_list_has_no_labels(String sql) {
        assertThat(labels(sql).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select * exclude (a), 1 from t ~ *,?column?",
                "select * replace (a + 1 as a), t.*, count(*) from t ~ *,*,count",
                "select (p).*, a from t ~ *,=",
                "select * like 'a%', 1 from t ~ *,?column?",
                "select max(columns(*)), 1 from t ~ *,?column?",
                "select columns('a.*')::text from t ~ *",
                "select *columns(*), 1 ~ *,?column?",
                "select x: 42, \"Y\": a + 1, count(*) ~ =,=,count",
                "select [1, 2], {'a': 1}, map {'a': 1}, [1, 2][1], #1 ~ =,=,=,=,=",
                "select [1] || [2], list_value(1) ~ ?column?,list_value",
                "select 'a'.upper(), b.upper().lower(), p.f from t ~ upper,lower,=",
                "select try_cast(a as int), try_cast('1' as double) ~ a,float8",
                "select interval 1 day, interval (a) days, interval '1' day ~ interval,interval,"
                        + "interval",
                "select a glob 'x*', 1 glob ~ ?column?,=",
                "select list_transform(c, x -> x + 1), list_filter(c, lambda x: x > 1)"
                        + " ~ list_transform,list_filter",
                "select 1 as 'x', a, ~ =,=",
                "select 1::struct(a int, b int[])[], 1::double, 1::union(a int) ~ struct,float8,"
                        + "union",
                "select unnest(c), unnest(c) as u, unnest(c) + 1 ~ unnest,=,?column?",
                "select (from t), (table t), (pivot t on a) ~ =,=,=",
                "select a from t using sample 10% ~ =",
                "select first(a ignore nulls) over (), lag(a) ignore nulls over w ~ first,lag",
            })
    void the_dialect_of_duckdb_is_known_or_left_alone(String sql, String expected) {
        assertThat(shown(sql)).isEqualTo(expected);
    }

    private static List<String> applied(String sql, String... engineNames) {
        return labels(sql).apply(List.of(engineNames));
    }

    @Test
    void labels_replace_the_names_of_the_engine() {
        assertThat(applied("select count(*), Id, 1 x, 2 from t", "count_star()", "id", "x", "2"))
                .containsExactly("count", "id", "x", "?column?");
    }

    @Test
    void a_star_leaves_the_columns_between_as_they_are() {
        String sql = "select 1, *, count(*), t.*, x::int, 2 from t";
        assertThat(applied(sql, "1", "a", "b", "count_star()", "a", "b", "CAST(x AS INTEGER)", "2"))
                .containsExactly("?column?", "a", "b", "count_star()", "a", "b", "x", "?column?");
        assertThat(applied("select 1, * from t", "1", "a")).containsExactly("?column?", "a");
        assertThat(applied("select *, 1 from t", "a", "b", "1"))
                .containsExactly("a", "b", "?column?");
    }

    @Test
    void counts_that_do_not_fit_change_nothing() {
        List<String> two = List.of("1", "2");
        assertThat(labels("select 1").apply(two)).isSameAs(two);
        assertThat(labels("select 1, 2, 3").apply(two)).isSameAs(two);
        assertThat(labels("select 1, 2, 3, *").apply(two)).isSameAs(two);
        assertThat(labels("select 1, *, 2, 3").apply(two)).isSameAs(two);
        assertThat(labels("select unnest(x)").apply(List.of("a", "unnest(x)")))
                .containsExactly("a", "unnest(x)");
        assertThat(labels("from t").apply(two)).isSameAs(two);
        assertThat(labels("select 1").apply(List.of())).isEmpty();
    }

    @Test
    void unnest_is_a_column_for_a_list_and_its_fields_for_a_struct() {
        assertThat(applied("select unnest(l), 1 from t", "unnest(l)", "1"))
                .containsExactly("unnest", "?column?");
        assertThat(applied("select 1, unnest(s), 2 from t", "1", "f", "g", "2"))
                .containsExactly("?column?", "f", "g", "?column?");
        assertThat(applied("select 1, unnest(s), 2 from t", "1", "f", "2"))
                .containsExactly("?column?", "f", "?column?");
    }

    @Test
    void nesting_beyond_the_limit_keeps_the_name_of_the_engine() {
        assertThat(shown("select " + "(".repeat(900) + "count(*)" + ")".repeat(900) + ", 1"))
                .isEqualTo("=,?column?");
        String cases = "case when a then 1 else ".repeat(20_000) + "1" + " end".repeat(20_000);
        assertThat(shown("select " + cases + ", 1")).isEqualTo("=,?column?");
    }

    @Test
    void a_wrong_unicode_escape_is_left_to_the_statement_itself() {
        assertThat(labels("select u&\"\\zzzz\"::text").items()).isEmpty();
    }

    @Test
    void no_text_makes_it_fail() throws IOException {
        List<String> words =
                Stream.concat(
                                namesThatPostgresqlGives().stream()
                                        .map(arguments -> (String) arguments.get()[0])
                                        .filter(expression -> !expression.contains("&"))
                                        .flatMap(ColumnLabelsTest::tokensOf),
                                Stream.of("select", "from", ",", ")", "(", "returning", "*", "."))
                        .toList();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String sql =
                    (random.nextBoolean() ? "select " : "")
                            + Stream.generate(() -> words.get(random.nextInt(words.size())))
                                    .limit(random.nextInt(20) + 1)
                                    .collect(Collectors.joining(" "));
            SqlSplitter.split(sql)
                    .forEach(text -> ColumnLabels.of(text).apply(List.of("a", "unnest(b)", "c")));
        }
    }

    private static Stream<String> tokensOf(String expression) {
        Tokens tokens = Tokenizer.tokenize(expression);
        return IntStream.range(0, tokens.count()).mapToObj(tokens::text);
    }
}
