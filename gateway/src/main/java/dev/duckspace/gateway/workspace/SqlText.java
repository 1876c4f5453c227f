package dev.duckspace.gateway.workspace;

/** Quoting for the statements that the gateway itself gives the engine. */
final class SqlText {
    private SqlText() {}

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Without quotes where none are needed. */
    static String plainIdentifier(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : identifier(name);
    }
}
