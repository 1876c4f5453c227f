package dev.duckspace.gateway.net;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.session.ConnectionInfo;
import dev.duckspace.gateway.session.SessionStarter;
import dev.duckspace.gateway.tls.ServerTls;
import dev.duckspace.gateway.tls.TlsContext;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One accepted socket, from accepting to closing: its place among all, its deadline for becoming an
 * authenticated session, and the pipeline's change into a session's. Belongs to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing tell by the channel itself
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final InetSocketAddress UNKNOWN_ADDRESS =
            InetSocketAddress.createUnresolved("unknown", 0);

    private final NetConfig config;
    private final @Nullable TlsContext tls;
    private final SessionStarter sessions;
    private final ConnectionCounts.Place place;
    private final Instant acceptedAt = Instant.now();
    private @Nullable ServerTls tlsInUse;
    private @Nullable ScheduledFuture<?> deadline;

    Connection(
            NetConfig config,
            @Nullable TlsContext tls,
            SessionStarter sessions,
            ConnectionCounts.Place place) {
        this.config = config;
        this.tls = tls;
        this.sessions = sessions;
        this.place = place;
    }

    /** Installs the first handler and starts the clock; cuts off what is too much. */
    void open(Channel channel) {
        channel.closeFuture().addListener(_ -> closed());
        if (!place.enter()) {
            LOG.warn("too many connections that are no sessions yet: one more is cut off");
            sessions.turnedAway(SqlState.TOO_MANY_CONNECTIONS);
            channel.close();
            return;
        }
        deadline =
                channel.eventLoop()
                        .schedule(
                                () -> cutOffSlow(channel),
                                config.startupTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
        channel.pipeline().addLast("startup-plain", new StartupPacketHandler(this));
    }

    private static void cutOffSlow(Channel channel) {
        LOG.debug("{} was too slow to start a session", channel.remoteAddress());
        channel.close();
    }

    private void closed() {
        stopClock();
        place.leave();
    }

    private void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Makes the pipeline a session's; what has been read beyond the start-up packet goes to it. */
    void startSession(ChannelHandlerContext ctx, FrontendMessage.StartupMessage startup) {
        Channel channel = ctx.channel();
        FrameDecoder frames = new FrameDecoder(config.messageBytesMax());
        ChannelOutput output =
                new ChannelOutput(
                        channel,
                        config.writeTimeout(),
                        () -> {
                            frames.authenticated();
                            channel.eventLoop().execute(this::authenticated);
                        });
        InboxHandler inbox = new InboxHandler(output, config);
        ctx.pipeline()
                .addAfter(ctx.name(), "frames", frames)
                .addAfter("frames", "inbox", inbox)
                .remove(ctx.handler());
        sessions.start(startup, inbox.inbox(), output, info(channel));
    }

    private void authenticated() {
        stopClock();
        place.settle();
    }

    private ConnectionInfo info(Channel channel) {
        InetSocketAddress remote = address(channel.remoteAddress());
        InetSocketAddress local = address(channel.localAddress());
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null || tlsInUse == null) {
            return ConnectionInfo.plain(remote, local, acceptedAt);
        }
        SSLSession session = handler.engine().getSession();
        return new ConnectionInfo(
                remote,
                local,
                true,
                session.getProtocol(),
                session.getCipherSuite(),
                tlsInUse.tlsServerEndPoint().orElse(null),
                acceptedAt);
    }

    /** A broken socket or handshake is everyday life; anything else is a fault of ours. */
    static void logLoss(Channel channel, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            LOG.debug("connection from {} lost: {}", channel.remoteAddress(), cause.toString());
        } else {
            LOG.warn("connection from {} closed after an error", channel.remoteAddress(), cause);
        }
    }

    static InetSocketAddress address(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet : UNKNOWN_ADDRESS;
    }

    NetConfig config() {
        return config;
    }

    boolean offersTls() {
        return tls != null;
    }

    /** TLS with the certificate that is current now; this connection keeps to it. */
    SslHandler newTlsHandler(ByteBufAllocator allocator) {
        tlsInUse = Objects.requireNonNull(tls, "no TLS").current();
        SslHandler handler = tlsInUse.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(config.startupTimeout().toMillis());
        return handler;
    }

    SessionStarter sessions() {
        return sessions;
    }

    ConnectionCounts.Place place() {
        return place;
    }
}
