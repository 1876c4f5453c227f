package dev.duckspace.gateway.net;

import dev.duckspace.gateway.session.SessionStarter;
import dev.duckspace.gateway.tls.TlsContext;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Listens, and turns connections into sessions. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing tell by the channel itself
public final class NetServer implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final int READ_BYTES_MIN = 512;
    private static final int READ_BYTES_INITIAL = 4 << 10;
    private static final int READ_BYTES_MAX = 256 << 10;

    /** A peer that silently fell off the network is noticed after 20 + 4 * 5 seconds. */
    private static final int KEEPALIVE_IDLE_SECONDS = 20;

    private static final int KEEPALIVE_INTERVAL_SECONDS = 5;
    private static final int KEEPALIVE_COUNT = 4;
    private static final long STOP_SECONDS_MAX = 10;

    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;
    private final ChannelGroup connections =
            new DefaultChannelGroup("connections", GlobalEventExecutor.INSTANCE, true);
    private final Channel listener;

    /**
     * @param tls null for a server without TLS
     * @throws IOException when the address cannot be listened on
     */
    public static NetServer start(
            NetConfig config, @Nullable TlsContext tls, SessionStarter sessions)
            throws IOException {
        if (tls == null && config.tlsRequired()) {
            throw new IllegalArgumentException("TLS is required, but there is none");
        }
        return new NetServer(config, tls, sessions);
    }

    private final TrafficHandler traffic = new TrafficHandler();

    private NetServer(NetConfig config, @Nullable TlsContext tls, SessionStarter sessions)
            throws IOException {
        acceptors = group(1, "duckspace-accept");
        workers = group(config.eventLoopThreads(), "duckspace-net");
        try {
            listener = bind(config, tls, sessions);
        } catch (IOException | RuntimeException e) {
            stopGroups();
            throw e;
        }
    }

    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    private Channel bind(NetConfig config, @Nullable TlsContext tls, SessionStarter sessions)
            throws IOException {
        ConnectionCounts counts =
                new ConnectionCounts(config.halfOpenMax(), config.connectionsMax());
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(acceptors, workers)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        channel.pipeline().addLast("traffic", traffic);
                                        connections.add(channel);
                                        new Connection(config, tls, sessions, counts.newPlace())
                                                .open(channel);
                                    }
                                });
        socketOptions(bootstrap, config);
        try {
            return bootstrap.bind(config.host(), config.port()).sync().channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding", e);
        } catch (Exception e) {
            throw new IOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
    }

    private static void socketOptions(ServerBootstrap bootstrap, NetConfig config) {
        bootstrap
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                        KEEPALIVE_IDLE_SECONDS)
                .childOption(
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                        KEEPALIVE_INTERVAL_SECONDS)
                .childOption(
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEPALIVE_COUNT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(
                                READ_BYTES_MIN, READ_BYTES_INITIAL, READ_BYTES_MAX))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(config.writeLowBytes(), config.writeHighBytes()));
    }

    /** The port listened on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Connections open now, half-open ones included. */
    public int connectionCount() {
        return connections.size();
    }

    /** Bytes that clients have sent, as encrypted as they came. */
    public long bytesReceived() {
        return traffic.received();
    }

    /** Bytes that clients were sent, as encrypted as they went. */
    public long bytesSent() {
        return traffic.sent();
    }

    /** New connections are refused by the system; those that exist go on. */
    public void stopAccepting() {
        listener.close().awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Stops accepting, closes every connection, and ends the threads. */
    @Override
    public void close() {
        stopAccepting();
        connections.close().awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        stopGroups();
    }

    private void stopGroups() {
        acceptors.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
