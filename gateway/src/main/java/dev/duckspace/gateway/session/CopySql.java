package dev.duckspace.gateway.session;

import java.util.List;
import java.util.stream.Collectors;

/** Quoting for the statements that a COPY gives the engine. */
final class CopySql {
    private CopySql() {}

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String identifiers(List<String> names) {
        return names.stream().map(CopySql::identifier).collect(Collectors.joining(", "));
    }

    static String dotted(List<String> name) {
        return name.stream().map(CopySql::identifier).collect(Collectors.joining("."));
    }
}
