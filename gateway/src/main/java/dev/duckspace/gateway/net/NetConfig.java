package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.FrontendFrames;
import dev.duckspace.gateway.session.SessionInbox;
import java.time.Duration;

/**
 * Every limit of the network side.
 *
 * @param port 0 for any free one
 * @param eventLoopThreads threads that serve sockets
 * @param connectionsMax sessions at once; one more is answered 53300
 * @param halfOpenMax connections at once that have not yet become sessions; one more is cut off
 * @param startupTimeout from accepting a connection to its successful authentication
 * @param tlsRequired refuses sessions without TLS with 28000
 * @param messageBytesMax body of a message that carries a client's data
 * @param inbox when reading from a client stops and goes on
 * @param probeBytesMax how far the inbox may grow beyond its high mark by the small reads that look
 *     for a client's end while reading has stopped
 * @param writeLowBytes see {@code writeHighBytes}
 * @param writeHighBytes a session waits when this much is unsent, until no more than {@code
 *     writeLowBytes} is
 * @param writeTimeout a client that takes nothing for so long, while a session waits for it, is cut
 *     off
 */
public record NetConfig(
        String host,
        int port,
        int eventLoopThreads,
        int connectionsMax,
        int halfOpenMax,
        Duration startupTimeout,
        boolean tlsRequired,
        int messageBytesMax,
        SessionInbox.Bounds inbox,
        int probeBytesMax,
        int writeLowBytes,
        int writeHighBytes,
        Duration writeTimeout) {

    public NetConfig {
        require(!host.isBlank(), "host must be given");
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535, not " + port);
        require(eventLoopThreads > 0, "eventLoopThreads must be positive");
        require(connectionsMax > 0, "connectionsMax must be positive");
        require(halfOpenMax > 0, "halfOpenMax must be positive");
        require(startupTimeout.isPositive(), "startupTimeout must be positive");
        require(messageBytesMax >= 1_024, "messageBytesMax must be at least 1024");
        require(probeBytesMax >= 0, "probeBytesMax must not be negative");
        require(
                writeLowBytes > 0 && writeLowBytes < writeHighBytes,
                "need 0 < writeLowBytes < writeHighBytes");
        require(writeTimeout.isPositive(), "writeTimeout must be positive");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Loopback, any port, TLS required, the defaults of the documentation otherwise. */
    public static NetConfig standard() {
        return new NetConfig(
                "127.0.0.1",
                0,
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                200,
                400,
                Duration.ofSeconds(60),
                true,
                FrontendFrames.MESSAGE_LENGTH_MAX_DEFAULT,
                SessionInbox.Bounds.standard(),
                8 << 20,
                256 << 10,
                1 << 20,
                Duration.ofSeconds(300));
    }

    public NetConfig withAddress(String newHost, int newPort) {
        return new NetConfig(
                newHost,
                newPort,
                eventLoopThreads,
                connectionsMax,
                halfOpenMax,
                startupTimeout,
                tlsRequired,
                messageBytesMax,
                inbox,
                probeBytesMax,
                writeLowBytes,
                writeHighBytes,
                writeTimeout);
    }

    public NetConfig withTlsRequired(boolean newTlsRequired) {
        return new NetConfig(
                host,
                port,
                eventLoopThreads,
                connectionsMax,
                halfOpenMax,
                startupTimeout,
                newTlsRequired,
                messageBytesMax,
                inbox,
                probeBytesMax,
                writeLowBytes,
                writeHighBytes,
                writeTimeout);
    }

    public NetConfig withLimits(int newConnectionsMax, int newHalfOpenMax) {
        return new NetConfig(
                host,
                port,
                eventLoopThreads,
                newConnectionsMax,
                newHalfOpenMax,
                startupTimeout,
                tlsRequired,
                messageBytesMax,
                inbox,
                probeBytesMax,
                writeLowBytes,
                writeHighBytes,
                writeTimeout);
    }

    public NetConfig withTimeouts(Duration newStartupTimeout, Duration newWriteTimeout) {
        return new NetConfig(
                host,
                port,
                eventLoopThreads,
                connectionsMax,
                halfOpenMax,
                newStartupTimeout,
                tlsRequired,
                messageBytesMax,
                inbox,
                probeBytesMax,
                writeLowBytes,
                writeHighBytes,
                newWriteTimeout);
    }
}
