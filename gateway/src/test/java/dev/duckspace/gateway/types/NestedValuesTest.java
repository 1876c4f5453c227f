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
