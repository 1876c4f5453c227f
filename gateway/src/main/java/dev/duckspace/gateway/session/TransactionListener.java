package dev.duckspace.gateway.session;

/** Hears how transactions end, on the session's own thread. */
interface TransactionListener {
    TransactionListener NONE =
            new TransactionListener() {
                @Override
                public int mark() {
                    return 0;
                }

                @Override
                public void rolledBackTo(int mark) {}

                @Override
                public void ended(boolean committed) {}
            };

    /** Where a savepoint stands among what the transaction has asked for. */
    int mark();

    void rolledBackTo(int mark);

    void ended(boolean committed);
}
