package dev.duckspace.gateway.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** Lines of fields between tabs; lines that begin with # are comments. */
final class TsvResource {
    private TsvResource() {}

    static Stream<String[]> lines(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        TsvResource.class.getResourceAsStream("/types/" + name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
