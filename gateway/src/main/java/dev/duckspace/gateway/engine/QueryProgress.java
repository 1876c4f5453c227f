package dev.duckspace.gateway.engine;

/**
 * How far the running query is.
 *
 * @param percentage 0 to 100, -1 when not known
 */
public record QueryProgress(double percentage, long rowsProcessed, long totalRows) {
    static final QueryProgress UNKNOWN = new QueryProgress(-1, 0, 0);
}
