package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectTest {
    @Test
    void texts_and_literals_are_read() {
        assertThat(JsonObject.parse("{\"a\":\"x\\n\\\"\\u00e4\", \"b\": 12, \"c\":null}"))
                .containsExactly(
                        java.util.Map.entry("a", "x\n\"ä"),
                        java.util.Map.entry("b", "12"),
                        java.util.Map.entry("c", "null"));
        assertThat(JsonObject.parse("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":\"x\"",
                "{\"a\":\"x\"} y",
                "{\"a\":[]}",
                "{\"a\":\"\\u00zz\"}",
                "{\"a\":\"\\q\"}",
                "{,}",
                "{\"a\":\"x\",}",
                "{\"a\":\"\\u1\"}"
            })
    void anything_else_is_no_object(String text) {
        assertThat(JsonObject.parse(text)).isNull();
    }
}
