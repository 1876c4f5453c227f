package dev.duckspace.benchmarks.measure;

/** What the numbers of a sample are. */
public enum Measure {
    /** Seconds that the work took. */
    SECONDS("s"),
    /** Seconds within which half of many small pieces of work were done. */
    MEDIAN("s"),
    /** Seconds within which 99 of 100 were done. */
    P99("s"),
    PER_SECOND("/s"),
    /** Nanoseconds of processor time, of all the server's threads, for one row. */
    SERVER_CPU("ns/row"),
    BYTES("bytes"),
    NANOS_PER_KILOBYTE("ns/KB");

    private final String unit;

    Measure(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }
}
