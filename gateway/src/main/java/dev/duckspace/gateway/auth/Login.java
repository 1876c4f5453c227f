package dev.duckspace.gateway.auth;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who wants to come in, and over which channel.
 *
 * @param tlsServerEndPoint hash of the server certificate that the client was shown (RFC 5929);
 *     empty without TLS, or when the certificate has no such hash
 */
public record Login(
        String username, InetAddress remoteAddress, Optional<byte[]> tlsServerEndPoint) {}
