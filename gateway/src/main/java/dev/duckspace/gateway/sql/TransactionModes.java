package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/**
 * The modes that a transaction statement names; null for what it leaves open.
 *
 * @param snapshot of SET TRANSACTION SNAPSHOT, which stands alone
 */
public record TransactionModes(
        @Nullable Isolation isolation,
        @Nullable Boolean readOnly,
        @Nullable Boolean deferrable,
        @Nullable String snapshot) {
    public static final TransactionModes NONE = new TransactionModes(null, null, null, null);

    public enum Isolation {
        READ_UNCOMMITTED("read uncommitted"),
        READ_COMMITTED("read committed"),
        REPEATABLE_READ("repeatable read"),
        SERIALIZABLE("serializable");

        private final String text;

        Isolation(String text) {
            this.text = text;
        }

        /** As SHOW transaction_isolation says it. */
        public String text() {
            return text;
        }
    }

    TransactionModes withIsolation(Isolation newIsolation) {
        return new TransactionModes(newIsolation, readOnly, deferrable, snapshot);
    }

    TransactionModes withReadOnly(boolean newReadOnly) {
        return new TransactionModes(isolation, newReadOnly, deferrable, snapshot);
    }

    TransactionModes withDeferrable(boolean newDeferrable) {
        return new TransactionModes(isolation, readOnly, newDeferrable, snapshot);
    }
}
