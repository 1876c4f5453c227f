package dev.duckspace.benchmarks.copy;

import java.util.Locale;

/** COPY's formats. */
enum CopyForm {
    TEXT,
    CSV,
    BINARY;

    String out(String table) {
        return "COPY %s TO STDOUT (FORMAT %s)".formatted(table, this);
    }

    String in(String table) {
        return "COPY %s FROM STDIN (FORMAT %s)".formatted(table, this);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
