package dev.duckspace.gateway.catalog.query;

/** What is not read or not understood; its text is shown as it is. */
public final class UnreadableQuery extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableQuery(String text) {
        super(text, null, false, false);
    }
}
