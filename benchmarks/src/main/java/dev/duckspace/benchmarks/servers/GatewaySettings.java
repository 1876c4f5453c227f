package dev.duckspace.benchmarks.servers;

import dev.duckspace.benchmarks.wire.TlsEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway is started.
 *
 * @param idleCloseSeconds how long a workspace without sessions stays open
 * @param sessions how many it serves, and how many to one workspace
 * @param recording where its JVM writes a JFR recording; null for none
 * @param javaOptions further options of its JVM
 */
public record GatewaySettings(
        TlsEngine tls,
        int idleCloseSeconds,
        int sessions,
        @Nullable String recording,
        List<String> javaOptions) {

    public static final GatewaySettings STANDARD =
            new GatewaySettings(TlsEngine.OPENSSL, 60, 200, null, List.of());

    public GatewaySettings withIdleCloseSeconds(int seconds) {
        return new GatewaySettings(tls, seconds, sessions, recording, javaOptions);
    }

    public GatewaySettings withSessions(int newSessions) {
        return new GatewaySettings(tls, idleCloseSeconds, newSessions, recording, javaOptions);
    }
}
