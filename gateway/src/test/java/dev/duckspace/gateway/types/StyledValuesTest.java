package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values under every style, zone and precision, as PostgreSQL 15 spells them. */
final class StyledValuesTest {
    private static EncodedQuery engine;

    @BeforeAll
    static void open() {
        engine = new EncodedQuery();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static List<StyledValue> values() {
        return StyledValue.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_text_is_postgresqls(StyledValue value) {
        assertThat(engine.text("SELECT " + value.engineSql(), value.settings()))
                .containsExactly(List.of(value.text()));
    }
}
