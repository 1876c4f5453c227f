package dev.duckspace.gateway.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection before its first message.
 *
 * @param tlsProtocol for example {@code TLSv1.3}; null without TLS
 * @param cipher the TLS cipher suite's name; null without TLS
 * @param tlsServerEndPoint hash of the server certificate (RFC 5929), the data that channel binding
 *     of type {@code tls-server-end-point} compares; null when there is nothing to bind to
 * @param startedAt when the connection was accepted
 */
public record ConnectionInfo(
        InetSocketAddress remoteAddress,
        InetSocketAddress localAddress,
        boolean tls,
        @Nullable String tlsProtocol,
        @Nullable String cipher,
        byte @Nullable [] tlsServerEndPoint,
        Instant startedAt) {

    /** A connection without TLS. */
    public static ConnectionInfo plain(
            InetSocketAddress remoteAddress, InetSocketAddress localAddress, Instant startedAt) {
        return new ConnectionInfo(remoteAddress, localAddress, false, null, null, null, startedAt);
    }
}
