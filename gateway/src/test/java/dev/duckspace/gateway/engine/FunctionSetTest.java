package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What functions of ours do inside the engine: types, NULLs, errors, sessions, restarts. */
class FunctionSetTest {
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final EngineType INT = new EngineType.Scalar(TypeId.INTEGER);
    private static final EngineType BIGINT = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType DOUBLE = new EngineType.Scalar(TypeId.DOUBLE);
    private static final EngineType ANY = new EngineType.Scalar(TypeId.ANY);

    private final EngineFixture engine = new EngineFixture();

    @AfterEach
    void close() {
        engine.close();
    }

    private void register(EngineFunction... functions) {
        new FunctionSet(List.of(functions)).register(engine.instance);
    }

    private String text(String sql) {
        return String.valueOf(engine.connection.queryText(sql).getFirst().getFirst());
    }

    private static FunctionError raised(EngineException error) {
        return Objects.requireNonNull(error.raised(), error::rawMessage);
    }

    private static ScalarFunction of(
            String name, EngineType result, List<EngineType> parameters, RowFunction body) {
        return new ScalarFunction(name, result, parameters, body.strict());
    }

    @Test
    void a_function_is_called_for_rows_and_is_null_of_null() {
        register(of("twice", TEXT, List.of(TEXT), row -> row.text(0).repeat(2)));

        assertThat(
                        engine.connection.queryText(
                                "SELECT twice(s) FROM (VALUES ('a'), (NULL), ('a longer text, ü'))"
                                        + " v(s)"))
                .extracting(List::getFirst)
                .containsExactly("aa", null, "a longer text, üa longer text, ü");
        assertThat(text("SELECT twice(NULL) IS NULL")).isEqualTo("true");
        assertThat(text("SELECT sum(length(twice(range::VARCHAR))) FROM range(10000)"))
                .isEqualTo("77780");
    }

    @Test
    void overloads_of_a_name_are_told_apart_by_their_types() {
        register(
                of("kind", TEXT, List.of(INT), row -> "int"),
                of("kind", TEXT, List.of(TEXT), row -> "text"),
                of("kind", TEXT, List.of(INT, INT), row -> "two"));

        assertThat(text("SELECT kind(1) || kind('x') || kind(1, 2)")).isEqualTo("inttexttwo");
    }

    @Test
    void a_function_of_a_built_ins_parameters_takes_its_place() {
        register(of("round", DOUBLE, List.of(DOUBLE), row -> Math.rint(row.real(0))));

        assertThat(text("SELECT round(2.5::DOUBLE)")).isEqualTo("2.0");
        assertThat(text("SELECT round(2.5)")).isEqualTo("3");
    }

    @Test
    void nulls_are_seen_by_those_who_ask_for_them() {
        register(
                new ScalarFunction(
                                "nulls",
                                INT,
                                List.of(),
                                ((RowFunction)
                                                row -> {
                                                    int count = 0;
                                                    for (int i = 0; i < row.count(); i++) {
                                                        count += row.isNull(i) ? 1 : 0;
                                                    }
                                                    return count;
                                                })
                                        .withNulls())
                        .withVarargs(INT)
                        .seeingNulls());

        assertThat(text("SELECT nulls(1, NULL, 2, NULL) || nulls() || nulls(NULL)"))
                .isEqualTo("201");
    }

    @Test
    void a_volatile_function_answers_anew_for_every_row() {
        AtomicLong last = new AtomicLong();
        register(of("tick", BIGINT, List.of(), row -> last.incrementAndGet()).asVolatile());

        assertThat(text("SELECT count(DISTINCT tick()) FROM range(3000)")).isEqualTo("3000");
    }

    @Test
    void every_shape_of_value_comes_back_as_it_was_written() {
        EngineType list = new EngineType.ListOf(TEXT);
        EngineType struct =
                new EngineType.Struct(
                        List.of(new EngineField("k", TEXT), new EngineField("v", INT)));
        EngineType structs = new EngineType.ListOf(struct);
        register(
                of("to_list", list, List.of(TEXT), row -> List.of(row.text(0).split(","))),
                of(
                        "pairs",
                        structs,
                        List.of(INT),
                        row -> {
                            List<?> first = Arrays.asList("a", null);
                            return row.integer(0) == 0
                                    ? List.of()
                                    : Arrays.asList(first, null, List.of("b", row.integer(0)));
                        }),
                of("echo", list, List.of(list), row -> row.list(0)),
                of(
                        "tenfold",
                        new EngineType.Decimal(38, 4),
                        List.of(new EngineType.Decimal(9, 3)),
                        row -> row.decimal(0).multiply(BigDecimal.TEN)),
                of(
                        "huge",
                        new EngineType.Scalar(TypeId.HUGEINT),
                        List.of(BIGINT),
                        row -> row.integral(0).multiply(BigInteger.TEN.pow(15))),
                of(
                        "bits",
                        new EngineType.Scalar(TypeId.BIT),
                        List.of(TEXT),
                        row -> new EngineValue.Bit(row.text(0))),
                of(
                        "id",
                        new EngineType.Scalar(TypeId.UUID),
                        List.of(),
                        row -> UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
                of(
                        "later",
                        new EngineType.Scalar(TypeId.INTERVAL),
                        List.of(new EngineType.Scalar(TypeId.INTERVAL)),
                        row ->
                                new EngineValue.Interval(
                                        row.interval(0).months() + 1, 2, row.interval(0).micros())),
                of(
                        "day",
                        new EngineType.Scalar(TypeId.DATE),
                        List.of(new EngineType.Scalar(TypeId.DATE)),
                        row -> row.integer(0) + 1));

        assertThat(
                        text(
                                "SELECT to_list(s)::VARCHAR || echo(to_list(s))::VARCHAR"
                                        + " FROM (SELECT 'x,,yy' AS s)"))
                .isEqualTo("[x, '', yy][x, '', yy]");
        assertThat(
                        text(
                                "SELECT string_agg(pairs(i)::VARCHAR, ' ') FROM (VALUES (0), (7), (NULL))"
                                        + " t(i)"))
                .isEqualTo("[] [{'k': a, 'v': NULL}, NULL, {'k': b, 'v': 7}]");
        assertThat(text("SELECT sum(len(echo(to_list('a,b,c,' || range)))) FROM range(5000)"))
                .isEqualTo("20000");
        assertThat(text("SELECT tenfold(1.25)")).isEqualTo("12.5000");
        assertThat(text("SELECT huge(-9223372036854775807)"))
                .isEqualTo("-9223372036854775807000000000000000");
        assertThat(text("SELECT bits('101') || bits('')")).isEqualTo("101");
        assertThat(text("SELECT id()::VARCHAR")).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(text("SELECT later(INTERVAL '1 year 3 seconds')::VARCHAR"))
                .isEqualTo("1 year 1 month 2 days 00:00:03");
        assertThat(text("SELECT day(DATE '2024-02-28')::VARCHAR")).isEqualTo("2024-02-29");
    }

    @Test
    void an_error_keeps_its_sqlstate_message_detail_and_hint() {
        register(
                of(
                        "fails",
                        INT,
                        List.of(TEXT),
                        row -> {
                            throw new FunctionError(
                                    "22023", "bad \"" + row.text(0) + "\"\n2", "d", "h");
                        }),
                of(
                        "breaks",
                        INT,
                        List.of(INT),
                        row -> {
                            throw new IllegalStateException("oops");
                        }));

        for (String argument : List.of("'x'", "(SELECT 'x')")) {
            EngineException error =
                    catchThrowableOfType(
                            EngineException.class,
                            () -> engine.connection.queryText("SELECT fails(" + argument + ")"));
            FunctionError raised = raised(error);
            assertThat(raised.sqlState()).isEqualTo("22023");
            assertThat(raised.message()).isEqualTo("bad \"x\"\n2");
            assertThat(raised.detail()).isEqualTo("d");
            assertThat(raised.hint()).isEqualTo("h");
        }
        assertThat(text("SELECT TRY(fails('x')) IS NULL")).isEqualTo("true");
        EngineException internal =
                catchThrowableOfType(
                        EngineException.class,
                        () -> engine.connection.queryText("SELECT breaks(1)"));
        assertThat(raised(internal).sqlState()).isEqualTo("XX000");
        assertThat(text("SELECT 42")).isEqualTo("42");
    }

    @Test
    void a_function_reads_the_settings_of_the_session_that_calls_it() {
        register(of("zone", TEXT, List.of(), row -> row.setting("TimeZone")).withSession());
        EngineConnection other = engine.instance.connect();
        engine.connection.sessionSettings(Map.of("TimeZone", "UTC")::get);
        other.sessionSettings(Map.of("TimeZone", "Asia/Tokyo")::get);
        engine.connection.execute("CREATE VIEW v AS SELECT zone() AS z");

        assertThat(text("SELECT z FROM v")).isEqualTo("UTC");
        assertThat(other.queryText("SELECT z FROM v").getFirst().getFirst())
                .isEqualTo("Asia/Tokyo");
        engine.connection.sessionSettings(Map.of("TimeZone", "Europe/Paris")::get);
        assertThat(text("SELECT z FROM v")).isEqualTo("Europe/Paris");
    }

    private static ResolvedFunction sameType(String name) {
        return new ResolvedFunction(
                name,
                List.of(ANY, ANY),
                arguments -> {
                    if (!arguments.type(0).equals(arguments.type(1))) {
                        throw new FunctionError("42883", "no " + name + " of these");
                    }
                    return new ResolvedFunction.Resolution(
                            arguments.type(0), ((RowFunction) row -> row.value(1)).strict());
                });
    }

    @Test
    void a_result_type_is_resolved_from_the_arguments_types() {
        register(sameType("second"));
        engine.connection.execute(
                "CREATE TABLE t AS SELECT 1.50::DECIMAL(7,2) AS d, 'x' AS s, NULL::INT AS i");

        assertThat(text("SELECT typeof(second(d, d)) || second(d, d) FROM t"))
                .isEqualTo("DECIMAL(7,2)1.50");
        assertThat(text("SELECT typeof(second(s, 'y')) || second(s, 'y') FROM t"))
                .isEqualTo("VARCHARy");
        assertThat(text("SELECT second(max(d), min(d)) FROM t GROUP BY s")).isEqualTo("1.50");
        assertThat(text("SELECT second(i, 1) IS NULL FROM t")).isEqualTo("true");
        assertThat(text("SELECT second(d, d) + 1 FROM t GROUP BY second(d, d)")).isEqualTo("2.50");
        EngineException error =
                catchThrowableOfType(
                        EngineException.class,
                        () -> engine.connection.queryText("SELECT second(d, s) FROM t"));
        assertThat(raised(error).sqlState()).isEqualTo("42883");
        assertThat(
                        engine.value(
                                "SELECT second(?, ?)",
                                new EngineValue.Text("p"),
                                new EngineValue.Text("q")))
                .isEqualTo(new EngineValue.Text("q"));
    }

    @Test
    void a_resolver_sees_constants_and_what_it_found_is_freed_with_the_plan() {
        register(
                new ResolvedFunction(
                        "as_text",
                        List.of(ANY, TEXT),
                        arguments -> {
                            String format = arguments.constant(1);
                            return new ResolvedFunction.Resolution(
                                    TEXT, ((RowFunction) row -> format + row.value(0)).strict());
                        }));
        int before = BindData.count();

        assertThat(text("SELECT as_text(i, 'n' || '=') FROM (VALUES (1)) t(i)"))
                .isEqualTo("n=Int[value=1]");
        assertThat(text("SELECT as_text(1, s) FROM (VALUES ('x')) t(s)"))
                .isEqualTo("nullInt[value=1]");
        assertThat(BindData.count()).isEqualTo(before);
    }

    @Test
    void a_cast_of_ours_takes_the_engines_place_and_fails_by_rows_under_try() {
        register(
                new CastFunction(
                        TEXT,
                        new EngineType.Scalar(TypeId.BOOLEAN),
                        ((RowFunction)
                                        row ->
                                                switch (row.text(0)) {
                                                    case "yep" -> true;
                                                    case "nope" -> false;
                                                    default ->
                                                            throw new FunctionError(
                                                                    "22P02", "not a boolean");
                                                })
                                .each()));
        engine.connection.execute("CREATE TABLE t AS FROM (VALUES ('yep'), ('x'), (NULL)) v(s)");

        assertThat(text("SELECT 'nope'::BOOLEAN")).isEqualTo("false");
        assertThat(engine.connection.queryText("SELECT TRY_CAST(s AS BOOLEAN)::VARCHAR FROM t"))
                .extracting(List::getFirst)
                .containsExactly("true", null, null);
        EngineException error =
                catchThrowableOfType(
                        EngineException.class,
                        () -> engine.connection.queryText("SELECT s::BOOLEAN FROM t"));
        assertThat(raised(error).sqlState()).isEqualTo("22P02");
    }

    /** Joins texts in their order; a list of Java objects as state. */
    private static AggregateFunction joining() {
        return new AggregateFunction(
                "joined",
                List.of(TEXT),
                true,
                arguments ->
                        new AggregateFunction.Resolution(
                                TEXT,
                                new ObjectStates<StringBuilder>() {
                                    @Override
                                    protected StringBuilder create() {
                                        return new StringBuilder();
                                    }

                                    @Override
                                    protected void add(
                                            StringBuilder state, AggregateRows rows, int row) {
                                        if (!rows.isNull(row)) {
                                            state.append(rows.argument(0).textAt(row));
                                        }
                                    }

                                    @Override
                                    protected void merge(
                                            StringBuilder source, StringBuilder target) {
                                        target.append(source);
                                    }

                                    @Override
                                    protected void result(
                                            StringBuilder state, WritableVector result, int row) {
                                        ResultWriter.write(
                                                result,
                                                row,
                                                state.isEmpty() ? null : state.toString());
                                    }
                                }));
    }

    @Test
    void an_aggregate_takes_every_modifier_and_works_over_windows() {
        register(joining());
        engine.connection.execute(
                "CREATE TABLE t AS FROM (VALUES (1,'a'), (1,'b'), (2,'c'), (2,NULL), (2,'c'))"
                        + " v(g, s)");

        assertThat(text("SELECT joined(s ORDER BY s DESC) FROM t")).isEqualTo("ccba");
        assertThat(text("SELECT joined(DISTINCT s ORDER BY s) FROM t")).isEqualTo("abc");
        assertThat(text("SELECT joined(s ORDER BY s) FILTER (g = 1) FROM t")).isEqualTo("ab");
        assertThat(text("SELECT joined(s) IS NULL FROM t WHERE false")).isEqualTo("true");
        assertThat(
                        engine.connection.queryText(
                                "SELECT joined(s ORDER BY s) FROM t GROUP BY g ORDER BY g"))
                .extracting(List::getFirst)
                .containsExactly("ab", "cc");
        assertThat(
                        engine.connection.queryText(
                                "SELECT joined(s) OVER (ORDER BY g, s ROWS 1 PRECEDING) FROM t"
                                        + " ORDER BY g, s"))
                .extracting(List::getFirst)
                .containsExactly("a", "ab", "bc", "cc", "c");
        assertThat(text("SELECT length(joined((range % 10)::VARCHAR)) FROM range(100000)"))
                .isEqualTo("100000");
    }

    @Test
    void what_is_registered_is_known_to_every_connection_and_to_a_refusal_nobody() {
        assertThatThrownBy(
                        () ->
                                register(
                                        of("fine", INT, List.of(), row -> 1),
                                        of("sum", INT, List.of(INT), row -> 1)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("sum");
        assertThatThrownBy(() -> text("SELECT fine()")).isInstanceOf(EngineException.class);

        register(of("fine", INT, List.of(), row -> 1));
        assertThat(engine.instance.connect().queryText("SELECT fine()").getFirst())
                .containsExactly("1");
    }
}
