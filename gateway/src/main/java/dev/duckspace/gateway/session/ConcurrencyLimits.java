package dev.duckspace.gateway.session;

/**
 * How much may go on at once.
 *
 * @param sessionsPerWorkspace clients connected to one workspace
 * @param queries statements that the engine works on, of all workspaces
 * @param queriesPerWorkspace of those, statements of one workspace
 * @param queuedQueries statements that wait for their turn before further ones are refused
 */
public record ConcurrencyLimits(
        int sessionsPerWorkspace, int queries, int queriesPerWorkspace, int queuedQueries) {

    public ConcurrencyLimits {
        requireBetween("sessions in a workspace", sessionsPerWorkspace, 1);
        requireBetween("concurrent queries", queries, 1);
        requireBetween("concurrent queries of a workspace", queriesPerWorkspace, 1);
        requireBetween("queued queries", queuedQueries, 0);
        if (queriesPerWorkspace > queries) {
            throw new IllegalArgumentException(
                    "%d concurrent queries of a workspace are more than the %d of all"
                            .formatted(queriesPerWorkspace, queries));
        }
    }

    public static ConcurrencyLimits standard() {
        return new ConcurrencyLimits(100, 32, 16, 1_000);
    }

    private static void requireBetween(String what, int value, int min) {
        if (value < min || value > 100_000) {
            throw new IllegalArgumentException(
                    what + ": " + value + " is not between " + min + " and 100000");
        }
    }
}
