package dev.duckspace.gateway.sql;

/**
 * What PostgreSQL would call the column of one expression.
 *
 * @param text the label as it stands when nothing around the expression changes it
 */
record ColumnLabel(Kind kind, String text) {
    enum Kind {
        /** Nothing in the expression names it. */
        UNNAMED,
        /** Named after a type or CASE; a cast around it renames it. */
        WEAK,
        STRONG,
        /** A plain column or an alias, which the engine names itself. */
        OWN,
        /** Any number of columns. */
        STAR,
        /** The engine's own dialect, or not understood. */
        UNKNOWN
    }

    static final ColumnLabel UNNAMED = new ColumnLabel(Kind.UNNAMED, "?column?");
    static final ColumnLabel STAR = new ColumnLabel(Kind.STAR, "*");
    static final ColumnLabel UNKNOWN = new ColumnLabel(Kind.UNKNOWN, "");

    static ColumnLabel weak(String text) {
        return new ColumnLabel(Kind.WEAK, text);
    }

    static ColumnLabel strong(String text) {
        return new ColumnLabel(Kind.STRONG, text);
    }

    static ColumnLabel own(String text) {
        return new ColumnLabel(Kind.OWN, text);
    }

    /** The label of something built around the expression that adds no name of its own. */
    ColumnLabel inherited() {
        return kind == Kind.OWN ? strong(text) : this;
    }

    /** The label inside a cast or CASE, which lends its name to what has no strong one. */
    ColumnLabel orWeak(String fallback) {
        return kind == Kind.UNNAMED || kind == Kind.WEAK ? weak(fallback) : inherited();
    }

    /** The label of a subquery with this one column. */
    ColumnLabel ofSubquery() {
        return kind == Kind.STAR || kind == Kind.UNKNOWN ? UNKNOWN : strong(text);
    }
}
