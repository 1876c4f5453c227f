package dev.duckspace.gateway.tls;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Accepts TLS connections on a free port, and is its own client. */
final class TlsServer implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** What the server knows of a connection after the handshake. */
    record Completed(boolean agreedOnPostgresql, Optional<byte[]> serverEndPoint) {}

    private final TlsContext context;
    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Completed> handshakes = new ArrayBlockingQueue<>(10);
    private final Channel listener;

    TlsServer(TlsContext context) {
        this.context = context;
        this.listener =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        accept(channel);
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
    }

    private void accept(SocketChannel channel) {
        SslHandler handler = context.current().newHandler(channel.alloc());
        channel.pipeline().addLast(handler);
        handler.handshakeFuture()
                .addListener(
                        done -> {
                            if (done.isSuccess()) {
                                handshakes.add(
                                        new Completed(
                                                ServerTls.agreedOnPostgresql(handler),
                                                ServerTls.tlsServerEndPoint(handler)));
                            }
                        });
    }

    /** The server's view of the next handshake in order. */
    Completed completed() throws InterruptedException {
        Completed next = handshakes.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no handshake was completed");
        }
        return next;
    }

    SSLSession handshake(String protocol, String... alpn)
            throws IOException, GeneralSecurityException {
        return handshakeTrusting(context.current().certificate(), protocol, alpn);
    }

    SSLSession handshakeTrusting(X509Certificate trusted, String protocol, String... alpn)
            throws IOException, GeneralSecurityException {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        try (SSLSocket socket = (SSLSocket) client(trusted).getSocketFactory().createSocket()) {
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setEnabledProtocols(new String[] {protocol});
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(alpn);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession();
        }
    }

    private static SSLContext client(X509Certificate trusted)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", trusted);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return client;
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
