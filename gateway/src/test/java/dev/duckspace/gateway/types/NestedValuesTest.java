package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of types that PostgreSQL has no equal for. */
final class NestedValuesTest {
    private static final EngineType SMALLINT = new EngineType.Scalar(TypeId.SMALLINT);

    private static EncodedQuery engine;

    @BeforeAll
    static void open() {
        engine = new EncodedQuery();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MAP {'a': 1, 'b': NULL} | {\"a\":1,\"b\":null}",
                "MAP {1: 'x', 2: 'y'} | {\"1\":\"x\",\"2\":\"y\"}",
                "MAP {} | {}",
                "MAP {'q\"\\': concat('line', chr(10), chr(1))} | {\"q\\\"\\\\\":\"line\\n\\u0001\"}",
                "MAP {DATE '2024-02-29': 1.50::DECIMAL(5,2)} | {\"2024-02-29\":1.50}",
                "MAP {'f': 'nan'::DOUBLE, 'g': 1.5::DOUBLE} | {\"f\":\"NaN\",\"g\":1.5}",
                "MAP {'l': [1,NULL]} | {\"l\":[1,null]}",
                "MAP {'s': {'x': true, 'y': '2'}} | {\"s\":{\"x\":true,\"y\":\"2\"}}",
                "MAP {'j': '{\"a\":1}'::JSON} | {\"j\":{\"a\":1}}",
                "MAP {'h': 170141183460469231731687303715884105727::HUGEINT}"
                        + " | {\"h\":170141183460469231731687303715884105727}",
                "union_value(num := 2) | {\"num\":2}",
                "union_value(str := 'a b') | {\"str\":\"a b\"}",
                "[MAP {'a': 1}] | {\"{\\\"a\\\":1}\"}",
                "row(MAP {'a': 1}) | (\"{\"\"a\"\":1}\")",
                "row([1,2], [row('a b')]) | (\"{1,2}\",\"{\"\"(\\\\\"\"a b\\\\\"\")\"\"}\")",
            })
    void text_is_json_or_postgresqls_notation(String expression, String expected) {
        assertThat(engine.text(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | true",
                "-7::TINYINT | -7",
                "(-32768)::SMALLINT | -32768",
                "2147483647 | 2147483647",
                "-9223372036854775807::BIGINT | -9223372036854775807",
                "-170141183460469231731687303715884105727::HUGEINT"
                        + " | -170141183460469231731687303715884105727",
                "255::UTINYINT | 255",
                "65535::USMALLINT | 65535",
                "4294967295::UINTEGER | 4294967295",
                "18446744073709551615::UBIGINT | 18446744073709551615",
                "340282366920938463463374607431768211455::UHUGEINT"
                        + " | 340282366920938463463374607431768211455",
                "1.5::FLOAT | 1.5",
                "'nan'::DOUBLE | \"NaN\"",
                "-0.05::DECIMAL(4,2) | -0.05",
                "12.34::DECIMAL(9,2) | 12.34",
                "12.34::DECIMAL(18,2) | 12.34",
                "-12.34::DECIMAL(38,2) | -12.34",
                "repeat('ä\"', 3) | \"ä\\\"ä\\\"ä\\\"\"",
                "'\\x01\\xFF'::BLOB | \"\\\\x01ff\"",
                "'01234567-89ab-cdef-fedc-ba9876543210'::UUID"
                        + " | \"01234567-89ab-cdef-fedc-ba9876543210\"",
                "DATE '0044-03-15 (BC)' | \"0044-03-15 BC\"",
                "DATE 'infinity' | \"infinity\"",
                "TIME '01:02:03.5' | \"01:02:03.5\"",
                "'01:02:03.123456789'::TIME_NS | \"01:02:03.123456\"",
                "'2024-02-29 01:02:03'::TIMESTAMP_S | \"2024-02-29 01:02:03\"",
                "'2024-02-29 01:02:03.5'::TIMESTAMP_MS | \"2024-02-29 01:02:03.5\"",
                "TIMESTAMP '2024-02-29 01:02:03' | \"2024-02-29 01:02:03\"",
                "'2024-02-29 01:02:03.123456789'::TIMESTAMP_NS | \"2024-02-29 01:02:03.123456\"",
                "TIMESTAMP '-infinity' | \"-infinity\"",
                "TIMETZ '01:02:03+02' | \"01:02:03+02\"",
                "TIMESTAMPTZ '2024-02-29 01:02:03+02' | \"2024-02-28 23:02:03+00\"",
                "INTERVAL '1 day' | \"1 day\"",
                "'101'::BIT | \"101\"",
                "(-123456789012345678901234567890123456789012345)::BIGNUM"
                        + " | -123456789012345678901234567890123456789012345",
                "[1, NULL, 3] | [1,null,3]",
                "[] | []",
                "{'a': 1, 'b': {'c': ['x', NULL]}} | {\"a\":1,\"b\":{\"c\":[\"x\",null]}}",
                "MAP {'k': 1} | [{\"key\":\"k\",\"value\":1}]",
                "'{\"a\": [1.5, null, {}]}'::JSON | {\"a\":[1.5,null,{}]}",
                "'b'::ENUM('a', 'b') | \"b\"",
            })
    void variants_are_json(String expression, String expected) {
        assertThat(engine.text("(" + expression + ")::VARIANT")).isEqualTo(expected);
        assertThat(engine.binary("(" + expression + ")::VARIANT"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(expected);
    }

    @Test
    void variants_of_many_rows_keep_their_parts() {
        List<List<String>> rows =
                engine.text(
                        "SELECT CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN"
                                + " {'k': [i::VARIANT, {'z': i}::VARIANT]}::VARIANT ELSE ('t' || i)::VARIANT END FROM range(5000) r(i)",
                        TextSettings.DEFAULT);
        assertThat(rows.get(4998).getFirst()).isNull();
        assertThat(rows.get(4996).getFirst()).isEqualTo("{\"k\":[4996,{\"z\":4996}]}");
        assertThat(rows.get(4997).getFirst()).isEqualTo("\"t4997\"");
    }

    @Test
    void maps_and_unions_are_json_columns() {
        assertThat(engine.types("SELECT MAP {'a': 1}, union_value(a := 1), [MAP {'a': 1}]"))
                .extracting(type -> PgColumnType.of(type).type())
                .containsExactly(PgType.JSON, PgType.JSON, PgType.JSON.array());
    }

    @Test
    void ragged_lists_are_shown_as_they_are_in_text_and_refused_in_binary() {
        assertThat(engine.text("[[1,2],[3],NULL,[]]")).isEqualTo("{{1,2},{3},NULL,{}}");
        for (String ragged :
                List.of(
                        "[[1,2],[3]]",
                        "[[1],NULL]",
                        "[NULL,[1]]",
                        "[[],[1]]",
                        "[[[],[]],[[1],[2]]]",
                        "[NULL]::INTEGER[][]")) {
            assertThatThrownBy(() -> engine.binary(ragged))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.ARRAY_ELEMENT_ERROR));
        }
    }

    @Test
    void lists_of_empty_lists_are_empty_arrays_in_binary() {
        assertThat(engine.binary("[[],[]]::INTEGER[][]")).isEqualTo(engine.binary("[]::INTEGER[]"));
    }

    @Test
    void more_than_six_dimensions_are_refused_in_binary() {
        assertThat(engine.text("[[[[[[[1]]]]]]]")).isEqualTo("{{{{{{{1}}}}}}}");
        assertThatThrownBy(() -> engine.binary("[[[[[[[1]]]]]]]"))
                .hasMessage("number of array dimensions (7) exceeds the maximum allowed (6)");
    }

    @Test
    void the_catalogs_own_types_have_their_own_forms() {
        EngineType smallints = new EngineType.ListOf(SMALLINT, "int2vector");
        EngineType oid = new EngineType.Scalar(TypeId.BIGINT, "oid");
        assertThat(PgColumnType.of(smallints).type()).isEqualTo(PgType.INT2VECTOR);
        assertThat(PgColumnType.of(oid).type()).isEqualTo(PgType.OID);
        String sql = "SELECT [1,2]::SMALLINT[], 4294967295";
        List<EngineType> types = List.of(smallints, oid);
        assertThat(engine.rows(sql, types, EncodedQuery.TEXT).getFirst())
                .extracting(value -> new String(value, StandardCharsets.UTF_8))
                .containsExactly("1 2", "4294967295");
        List<byte[]> binary = engine.rows(sql, types, EncodedQuery.BINARY).getFirst();
        assertThat(HexFormat.of().formatHex(binary.get(0)))
                .isEqualTo(
                        "00000001"
                                + "00000000"
                                + "00000015"
                                + "00000002"
                                + "00000000"
                                + "00000002"
                                + "0001"
                                + "00000002"
                                + "0002");
        assertThat(HexFormat.of().formatHex(binary.get(1))).isEqualTo("ffffffff");
    }

    @Test
    void lists_of_many_rows_keep_their_elements() {
        List<List<String>> rows =
                engine.text(
                        "SELECT [i, NULL, i + 1], 'x' || i, [['a' || i]] FROM range(5000) r(i)",
                        TextSettings.DEFAULT);
        assertThat(rows).hasSize(5000);
        assertThat(rows.get(4999))
                .isEqualTo(Arrays.asList("{4999,NULL,5000}", "x4999", "{{a4999}}"));
    }

    @Test
    void long_values_grow_the_buffer() {
        String text = engine.text("[repeat('a b', 100000), repeat('\"', 100000)]");
        assertThat(text).hasSize(300_002 + 200_002 + 3).startsWith("{\"a ba b").endsWith("\\\"\"}");
    }

    @Test
    void numeric_modifiers_carry_precision_and_scale() {
        assertThat(
                        engine.types("SELECT 1::DECIMAL(12,2), [1::DECIMAL(38,38)], 1").stream()
                                .map(type -> PgColumnType.of(type).typmod())
                                .toList())
                .containsExactly(786_438, 2_490_410, -1);
    }
}
