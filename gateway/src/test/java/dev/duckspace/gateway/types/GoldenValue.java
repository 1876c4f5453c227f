package dev.duckspace.gateway.types;

import java.util.List;

/**
 * One line of golden-values.tsv: a value as the engine and as PostgreSQL spell it, and the bytes
 * that a client gets for it in both formats.
 */
record GoldenValue(
        String type, String engineSql, String postgresSql, String text, String binaryHex) {

    static List<GoldenValue> all() {
        return TsvResource.lines("golden-values.tsv")
                .map(
                        fields ->
                                new GoldenValue(
                                        fields[0],
                                        unescape(fields[1]),
                                        unescape(fields[2]),
                                        unescape(fields[3]),
                                        fields[4]))
                .toList();
    }

    private static String unescape(String field) {
        return field.replace("<TAB>", "\t");
    }

    @Override
    public String toString() {
        return type + ": " + engineSql;
    }
}
