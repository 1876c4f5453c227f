package dev.duckspace.gateway.session;

/**
 * The engine's side of a transaction, as the transaction state needs it. Each call blocks until the
 * engine has answered and throws PgException when it refuses.
 */
interface EngineTransaction {
    void begin();

    void commit();

    void rollback();

    /** Whether the engine can still run statements in the transaction that it has open. */
    boolean usable();
}
