package dev.duckspace.gateway.session;

/** How a transaction ends, for what does not outlive it. */
sealed interface TransactionEnding {
    record Commit() implements TransactionEnding {}

    record Rollback() implements TransactionEnding {}

    /**
     * ROLLBACK TO a savepoint: the transaction itself goes on.
     *
     * @param since when the savepoint was set, by {@link System#nanoTime}
     */
    record RollbackTo(long since) implements TransactionEnding {}

    /** Lets go of what the ending ends, before the engine commits or rolls back. */
    @FunctionalInterface
    interface Listener {
        void before(TransactionEnding ending);
    }
}
