package dev.duckspace.gateway.workspace;

import org.jspecify.annotations.Nullable;

/**
 * Who a session is, as its SQL functions tell it.
 *
 * @param clientAddress an IP address, null when unknown
 */
public record SessionIdentity(
        String user,
        String database,
        int backendPid,
        @Nullable String clientAddress,
        int clientPort) {
    public SessionIdentity(String user, String database, int backendPid) {
        this(user, database, backendPid, null, 0);
    }
}
