package dev.duckspace.benchmarks.measure;

/** Who does the work. */
public enum Contestant {
    GATEWAY("gateway"),
    POSTGRES("PostgreSQL"),
    /** DuckDB's C API in the measuring process: no server, no network. */
    ENGINE("in process");

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
