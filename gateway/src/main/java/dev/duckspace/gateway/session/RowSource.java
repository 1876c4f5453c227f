package dev.duckspace.gateway.session;

/**
 * Rows on their way to the client, pulled by the session in as many steps as the client asks for.
 */
interface RowSource extends AutoCloseable {

    /**
     * Sends the next rows as DataRow frames.
     *
     * @param maxRows at most so many; Long.MAX_VALUE for all
     * @return how many were sent; fewer than {@code maxRows} only at the end
     */
    long send(SessionOutput output, long maxRows);

    /** Lets go of what the rows are held in; closing twice is harmless. */
    @Override
    void close();
}
