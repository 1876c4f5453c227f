package dev.duckspace.gateway.functions.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.json.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs jsonpath.tsv (value, path, answer), recorded from PostgreSQL 15 with x = 2. */
class JsonPathTest {
    private static final Jsonb VARS = Jsonb.parse("{\"x\": 2}");

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(JsonPathTest.class.getResourceAsStream("jsonpath.tsv"))) {
            List<String> lines =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            return lines.stream()
                    .map(line -> line.split("\t", -1))
                    .map(fields -> Arguments.of(fields[0], fields[1], fields[2]));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_path_answers_what_postgresql_answers(String value, String path, String expected) {
        // Messages of syntax errors are in other words.
        assertThat(answer(value, path)).isEqualTo(expected.replaceFirst("^(ERROR \\w{5}).*", "$1"));
    }

    private static String answer(String value, String path) {
        try {
            List<Jsonb> items = JsonPath.of(path).query(Jsonb.parse(value), VARS, false);
            return new Jsonb.Array(items).text();
        } catch (PgException e) {
            return "ERROR " + e.sqlState().code();
        }
    }
}
