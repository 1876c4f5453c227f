package dev.duckspace.admin;

import dev.duckspace.gateway.GatewayServer;

/** Which Duckspace this is. */
final class Version {
    private Version() {}

    static String text() {
        return GatewayServer.VERSION;
    }
}
