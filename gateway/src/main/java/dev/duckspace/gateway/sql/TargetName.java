package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL calls an expression, and how strongly: a cast or a CASE takes over the name of
 * its inner expression only from {@link #STRONG} on.
 *
 * @param name null for the engine's own
 * @param star stands for any number of columns
 */
record TargetName(@Nullable String name, int strength, boolean star) {
    static final int STRONG = 2;

    /** A constant or an operation. */
    static final TargetName NONE = new TargetName("?column?", 0, false);

    /** Not understood, or a column under its own name: what the engine says. */
    static final TargetName UNKNOWN = new TargetName(null, STRONG, false);

    static final TargetName STAR = new TargetName(null, STRONG, true);

    static TargetName of(String name) {
        return new TargetName(name, STRONG, false);
    }

    static TargetName weak(String name) {
        return new TargetName(name, 1, false);
    }

    String orElse(String engineName) {
        return name == null ? engineName : name;
    }
}
