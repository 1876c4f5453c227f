package dev.duckspace.gateway.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lines of tab-separated fields that were recorded from PostgreSQL 15; {@code #} begins a comment.
 */
public final class RecordedCases {
    private RecordedCases() {}

    public static Stream<List<String>> read(Class<?> test, String resource) {
        try (InputStream stream =
                Objects.requireNonNull(test.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("# ") && !line.isEmpty())
                            .map(RecordedCases::fields)
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fields(String line) {
        return Stream.of(line.split("\t", -1)).map(RecordedCases::unescaped).toList();
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                c = field.charAt(++i);
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
            text.append(c);
        }
        return text.toString();
    }
}
