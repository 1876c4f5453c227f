package dev.duckspace.gateway.session;

import java.time.Duration;

/**
 * What one session may use.
 *
 * @param authenticationTimeout from the StartupMessage to the last password message
 * @param queryTimeout the longest a statement runs; statement_timeout can only lower it; zero for
 *     no limit
 * @param idleTimeout a session that says nothing for so long, outside a transaction or in one, is
 *     ended; zero for no limit
 * @param maxSqlChars of one Query or Parse
 * @param maxPreparedStatements open at once
 * @param maxPortals open at once
 * @param maxHeldBytes of temporary space for the held rows of all its portals
 */
public record SessionLimits(
        Duration authenticationTimeout,
        Duration queryTimeout,
        Duration idleTimeout,
        int maxSqlChars,
        int maxPreparedStatements,
        int maxPortals,
        long maxHeldBytes) {

    public SessionLimits {
        requireNotNegative(authenticationTimeout, "authentication timeout");
        requireNotNegative(queryTimeout, "query timeout");
        requireNotNegative(idleTimeout, "session idle timeout");
        requirePositive(maxSqlChars, "SQL length");
        requirePositive(maxPreparedStatements, "prepared statements");
        requirePositive(maxPortals, "portals");
        requirePositive(maxHeldBytes, "bytes held for portals");
    }

    public static SessionLimits standard() {
        return new SessionLimits(
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                Duration.ofSeconds(3_600),
                64 << 20,
                5_000,
                1_000,
                10L << 30);
    }

    private static void requireNotNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("the " + what + " must not be negative: " + value);
        }
    }

    private static void requirePositive(long value, String what) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "the limit of " + what + " must be positive: " + value);
        }
    }
}
