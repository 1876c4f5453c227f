package dev.duckspace.gateway.types;

/** PostgreSQL's IntervalStyle. */
public enum IntervalStyle {
    POSTGRES("postgres"),
    POSTGRES_VERBOSE("postgres_verbose"),
    SQL_STANDARD("sql_standard"),
    ISO_8601("iso_8601");

    private final String label;

    IntervalStyle(String label) {
        this.label = label;
    }

    /** As SHOW IntervalStyle prints it. */
    public String label() {
        return label;
    }
}
