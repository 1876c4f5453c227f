package dev.duckspace.gateway.session.settings;

/**
 * How a transaction runs; COMMIT AND CHAIN hands it to the next one.
 *
 * @param isolation in lower case: {@code read committed}
 */
public record TransactionModes(String isolation, boolean readOnly, boolean deferrable) {}
