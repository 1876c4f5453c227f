package dev.duckspace.gateway.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One line of golden-values.tsv: a value as the engine and as PostgreSQL spell it, and the bytes
 * that a client gets for it in both formats.
 */
record GoldenValue(
        String type, String engineSql, String postgresSql, String text, String binaryHex) {

    static List<GoldenValue> all() {
        try (InputStream in =
                Objects.requireNonNull(
                        GoldenValue.class.getResourceAsStream("/types/golden-values.tsv"))) {
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(GoldenValue::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenValue parse(String line) {
        String[] fields = line.split("\t", -1);
        return new GoldenValue(
                fields[0],
                unescape(fields[1]),
                unescape(fields[2]),
                unescape(fields[3]),
                fields[4]);
    }

    private static String unescape(String field) {
        return field.replace("<TAB>", "\t");
    }

    @Override
    public String toString() {
        return type + ": " + engineSql;
    }
}
