package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type's bytes, as PostgreSQL 15 sends them. */
final class GoldenValuesTest {
    private static EncodedQuery engine;

    @BeforeAll
    static void open() {
        engine = new EncodedQuery();
        engine.execute("SET TimeZone = 'UTC'");
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static List<GoldenValue> values() {
        return GoldenValue.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_type_is_postgresqls(GoldenValue value) {
        PgType type =
                PgColumnType.of(engine.types("SELECT " + value.engineSql()).getFirst()).type();
        String name = type.isArray() ? type.name().substring(1) + "[]" : type.name();
        assertThat(name).isEqualTo(value.type());
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_text_is_postgresqls(GoldenValue value) {
        assertThat(engine.text(value.engineSql())).isEqualTo(value.text());
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_binary_form_is_postgresqls(GoldenValue value) {
        assertThat(HexFormat.of().formatHex(engine.binary(value.engineSql())))
                .isEqualTo(value.binaryHex());
    }
}
