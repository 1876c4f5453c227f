package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueRoundTripTest {
    private static final EngineFixture FIXTURE = new EngineFixture();
    private static final EngineType.Scalar INTEGER = new EngineType.Scalar(TypeId.INTEGER);
    private static final EngineType.Scalar VARCHAR = new EngineType.Scalar(TypeId.VARCHAR);

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    static Stream<Arguments> values() {
        UUID uuid = UUID.fromString("e9e93063-7a35-4a33-aa0e-c41706625c3d");
        return Stream.of(
                value("BOOLEAN", "true", new EngineValue.Bool(true)),
                value("BOOLEAN", "false", new EngineValue.Bool(false)),
                value("TINYINT", "-128", new EngineValue.Int(-128)),
                value("SMALLINT", "-32768", new EngineValue.Int(-32768)),
                value("INTEGER", "-2147483648", new EngineValue.Int(Integer.MIN_VALUE)),
                value("BIGINT", "-9223372036854775808", new EngineValue.Int(Long.MIN_VALUE)),
                value("UTINYINT", "255", new EngineValue.Int(255)),
                value("USMALLINT", "65535", new EngineValue.Int(65535)),
                value("UINTEGER", "4294967295", new EngineValue.Int(4294967295L)),
                value("UBIGINT", "18446744073709551615", hugeint("18446744073709551615")),
                value("HUGEINT", "", hugeint("170141183460469231731687303715884105727")),
                value("HUGEINT", "", hugeint("-170141183460469231731687303715884105728")),
                value("HUGEINT", "-1", hugeint("-1")),
                value("UHUGEINT", "", hugeint("340282366920938463463374607431768211455")),
                value("BIGNUM", "", hugeint("9".repeat(200))),
                value("BIGNUM", "", hugeint("-" + "9".repeat(200))),
                value("BIGNUM", "0", hugeint("0")),
                value("DECIMAL(4,2)", "-99.99", decimal("-99.99")),
                value("DECIMAL(9,4)", "12345.6789", decimal("12345.6789")),
                value("DECIMAL(18,0)", "", decimal("-999999999999999999")),
                value("DECIMAL(38,10)", "", decimal("-" + "9".repeat(28) + ".0123456789")),
                value("DECIMAL(38,38)", "", decimal("0." + "9".repeat(38))),
                value("FLOAT", "1.5", new EngineValue.Float32(1.5f)),
                value("FLOAT", "nan", new EngineValue.Float32(Float.NaN)),
                value("DOUBLE", "-inf", new EngineValue.Float64(Double.NEGATIVE_INFINITY)),
                value("DOUBLE", "4.9e-324", new EngineValue.Float64(Double.MIN_VALUE)),
                value("VARCHAR", "", new EngineValue.Text("")),
                value("VARCHAR", "exactly 12 b", new EngineValue.Text("exactly 12 b")),
                value("VARCHAR", "13 bytes long", new EngineValue.Text("13 bytes long")),
                value("VARCHAR", "äöü😀€漢字", new EngineValue.Text("äöü😀€漢字")),
                value("DATE", "1970-01-01", new EngineValue.Date(0)),
                value("DATE", "0044-03-15 (BC)", new EngineValue.Date(-735160)),
                value("DATE", "infinity", new EngineValue.Date(Integer.MAX_VALUE)),
                value("DATE", "-infinity", new EngineValue.Date(-Integer.MAX_VALUE)),
                value("TIME", "23:59:59.999999", new EngineValue.Time(86_399_999_999L)),
                value("TIME_NS", "00:00:00.000000001", new EngineValue.TimeNanos(1)),
                value("TIMETZ", "12:00:00+05:30", new EngineValue.TimeTz(43_200_000_000L, 19800)),
                value("TIMETZ", "00:00:00-15:59:59", new EngineValue.TimeTz(0, -57599)),
                value("TIMESTAMP", "1969-12-31 23:59:59", new EngineValue.Timestamp(-1_000_000)),
                value("TIMESTAMP", "infinity", new EngineValue.Timestamp(Long.MAX_VALUE)),
                value("TIMESTAMP_S", "1970-01-02 00:00:00", timestamp(86_400_000_000L)),
                value("TIMESTAMP_MS", "1970-01-01 00:00:00.001", timestamp(1_000)),
                value("TIMESTAMP_NS", "", new EngineValue.TimestampNanos(1_000_000_001L)),
                value("TIMESTAMPTZ", "", new EngineValue.TimestampTz(1_600_000_000_000_000L)),
                value("TIMESTAMPTZ_NS", "", new EngineValue.TimestampTz(1_600_000_000_000_000L)),
                value(
                        "INTERVAL",
                        "14 months -3 days 01:02:03",
                        new EngineValue.Interval(14, -3, 3_723_000_000L)),
                value(
                        "UUID",
                        uuid.toString(),
                        new EngineValue.Uuid(
                                uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())),
                value("UUID", "00000000-0000-0000-0000-000000000000", new EngineValue.Uuid(0, 0)),
                value("BIT", "1", new EngineValue.Bit("1")),
                value("BIT", "010111", new EngineValue.Bit("010111")),
                value("BIT", "1000000010", new EngineValue.Bit("1000000010")),
                value("ENUM('sad','happy')", "happy", new EngineValue.Text("happy")),
                value("JSON", "{\"a\":1}", new EngineValue.Text("{\"a\":1}")),
                value("INTEGER", "", new EngineValue.Null()),
                value("VARCHAR[]", "", new EngineValue.Null()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_bound_value_comes_back_as_it_was(String type, EngineValue value, String literal) {
        assertThat(FIXTURE.value("SELECT $1::" + type, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_literal_reads_as_its_value(String type, EngineValue value, String literal) {
        if (!literal.isEmpty()) {
            assertThat(FIXTURE.value("SELECT '" + literal + "'::" + type)).isEqualTo(value);
        }
    }

    @Test
    void bytes_come_back_inline_and_long() {
        for (int length : new int[] {0, 1, 12, 13, 5_000}) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) i;
            }
            EngineValue read = FIXTURE.value("SELECT $1::BLOB", new EngineValue.Blob(bytes));
            assertThat(read)
                    .isInstanceOfSatisfying(
                            EngineValue.Blob.class,
                            blob -> assertThat(blob.value()).isEqualTo(bytes));
        }
    }

    @Test
    void nested_values_come_back_as_they_were() {
        var list = new EngineValue.ListOf(INTEGER, List.of(integer(1), new EngineValue.Null()));
        assertThat(FIXTURE.value("SELECT $1", list)).isEqualTo(list);

        var listType = new EngineType.ListOf(INTEGER);
        var deep = new EngineValue.ListOf(listType, List.of(list, new EngineValue.Null()));
        assertThat(FIXTURE.value("SELECT $1", deep)).isEqualTo(deep);

        var array = new EngineValue.ArrayOf(VARCHAR, List.of(text("a"), text("long ".repeat(9))));
        assertThat(FIXTURE.value("SELECT $1", array)).isEqualTo(array);

        var structType =
                new EngineType.Struct(
                        List.of(new EngineField("a", INTEGER), new EngineField("b", listType)));
        var struct = new EngineValue.StructOf(structType, List.of(integer(7), list));
        assertThat(FIXTURE.value("SELECT $1", struct)).isEqualTo(struct);

        var map =
                new EngineValue.MapOf(
                        new EngineType.MapOf(VARCHAR, INTEGER),
                        List.of(
                                Map.entry(text("k"), integer(1)),
                                Map.entry(text("l"), new EngineValue.Null())));
        assertThat(FIXTURE.value("SELECT $1", map)).isEqualTo(map);
    }

    @Test
    void an_empty_list_and_an_empty_map_keep_their_types() {
        var list = new EngineValue.ListOf(VARCHAR, List.of());
        assertThat(FIXTURE.value("SELECT $1", list)).isEqualTo(list);
        var map = new EngineValue.MapOf(new EngineType.MapOf(VARCHAR, INTEGER), List.of());
        assertThat(FIXTURE.value("SELECT $1", map)).isEqualTo(map);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[i, NULL, i * 2]",
                "list_filter([i, i + 1, i + 2], lambda x: x % 2 = 0)",
                "list_sort([i % 3, i % 5, NULL])",
                "[{'a': i, 'b': [i::VARCHAR]}, NULL]",
                "{'x': [[i], NULL, []], 'y': {'z': i::DECIMAL(30, 3)}}",
                "MAP {i: 'v' || i, i + 1: NULL}",
                "[i, i + 1, i + 2]::INTEGER[3]",
                "[[i, 1], [2, NULL]]::INTEGER[2][2]",
                "CASE WHEN i % 3 = 0 THEN NULL ELSE [i] END",
                "CASE WHEN i % 2 = 0 THEN {'a': i} END",
                "[('long enough to stand outside ' || i)]",
                "list_slice(['a', 'b', 'c', 'd'], i % 3, 3)",
                "unnest([{'q': i}, {'q': NULL}])"
            })
    void nested_vectors_hold_what_the_engine_shows(String expression) {
        // A filter and a join leave the vectors' elements out of order and sliced.
        String from =
                " FROM range(5000) t(i) JOIN (SELECT i::INTEGER AS i FROM range(0, 5000, 3) s(i))"
                        + " USING (i) WHERE i % 7 <> 0 ORDER BY ALL";
        List<List<EngineValue>> rows =
                FIXTURE.rows(
                        "SELECT v, v::VARCHAR FROM (SELECT " + expression + " AS v" + from + ")");
        assertThat(rows).hasSizeGreaterThan(1400);
        List<String> wrong = new ArrayList<>();
        for (List<EngineValue> row : rows) {
            String shown = row.get(1) instanceof EngineValue.Text text ? text.value() : "NULL";
            if (!Rendered.of(row.get(0)).equals(shown)) {
                wrong.add(Rendered.of(row.get(0)) + " is shown as " + shown);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_union_reads_as_its_member() {
        String sql = "SELECT u FROM (VALUES (1::UNION(n INTEGER, s VARCHAR)), ('x'), (NULL)) t(u)";
        assertThat(FIXTURE.rows(sql))
                .containsExactly(
                        List.of(integer(1)), List.of(text("x")), List.of(new EngineValue.Null()));
    }

    @Test
    void nulls_are_seen_in_every_word_of_the_mask() {
        List<List<EngineValue>> rows =
                FIXTURE.rows("SELECT CASE WHEN i % 3 <> 0 THEN i END FROM range(2500) t(i)");
        for (int i = 0; i < 2500; i++) {
            EngineValue expected = i % 3 == 0 ? new EngineValue.Null() : new EngineValue.Int(i);
            assertThat(rows.get(i)).containsExactly(expected);
        }
    }

    @Test
    void an_enum_of_three_hundred_labels_has_wider_indexes() {
        FIXTURE.connection.execute(
                "CREATE TYPE many AS ENUM (SELECT 'label ' || i FROM range(300) t(i))");
        List<List<EngineValue>> rows =
                FIXTURE.rows("SELECT ('label ' || i)::many AS e FROM range(300) t(i)");
        assertThat(rows.get(299)).containsExactly(text("label 299"));
        try (EngineStatement statement =
                FIXTURE.connection.prepare("SELECT 'label 1'::many AS e")) {
            assertThat(statement.columns().getFirst().type())
                    .isInstanceOfSatisfying(
                            EngineType.EnumOf.class,
                            type -> assertThat(type.labels()).hasSize(300).contains("label 7"));
        }
    }

    @Test
    void a_decimal_beyond_38_digits_is_refused() {
        assertThatThrownBy(() -> FIXTURE.value("SELECT $1", decimal("1" + "0".repeat(38))))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.OUT_OF_RANGE));
    }

    private static Arguments value(String type, String literal, EngineValue value) {
        return Arguments.of(type, value, literal);
    }

    private static EngineValue hugeint(String digits) {
        return new EngineValue.Hugeint(new BigInteger(digits));
    }

    private static EngineValue decimal(String digits) {
        return new EngineValue.Decimal(new BigDecimal(digits));
    }

    private static EngineValue timestamp(long micros) {
        return new EngineValue.Timestamp(micros);
    }

    private static EngineValue integer(long value) {
        return new EngineValue.Int(value);
    }

    private static EngineValue text(String value) {
        return new EngineValue.Text(value);
    }
}
