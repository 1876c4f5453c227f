package dev.duckspace.benchmarks.wire;

import dev.duckspace.gateway.wire.ClientMessages;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.jspecify.annotations.Nullable;

/**
 * A blocking socket, with TLS above it or without, that reads into direct buffers with as few calls
 * and copies as there can be. Certificates are not checked.
 */
final class TlsStream implements AutoCloseable {
    /** What one record may take, and what goes before it is wrapped. */
    private static final int RECORD_BYTES_MAX = 18 << 10;

    private static final Map<TlsEngine, SslContext> CONTEXTS = new EnumMap<>(TlsEngine.class);

    /** What {@link #read} needs room for: the longest record's content. */
    static final int READ_BYTES_MIN = 32 << 10;

    private final SocketChannel channel;
    private final @Nullable SSLEngine engine;

    /** Between position and limit: received and not yet decrypted. */
    private final ByteBuffer encrypted;

    private final ByteBuffer outgoing;

    private TlsStream(SocketChannel channel, @Nullable SSLEngine engine, int bufferBytes) {
        this.channel = channel;
        this.engine = engine;
        this.encrypted = ByteBuffer.allocateDirect(bufferBytes).limit(0);
        this.outgoing = ByteBuffer.allocateDirect(bufferBytes);
    }

    /**
     * Connects, asks for TLS as PostgreSQL's clients do, and shakes hands.
     *
     * @param bufferBytes in each direction, at least {@link #READ_BYTES_MIN}
     */
    static TlsStream connect(String host, int port, TlsEngine tls, int bufferBytes)
            throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (tls == TlsEngine.NONE) {
                return new TlsStream(channel, null, bufferBytes);
            }
            channel.write(ByteBuffer.wrap(ClientMessages.sslRequest()));
            ByteBuffer answer = ByteBuffer.allocate(1);
            channel.read(answer);
            if (answer.get(0) != 'S') {
                throw new IOException("the server refuses TLS");
            }
            TlsStream stream = new TlsStream(channel, engine(tls), bufferBytes);
            stream.shakeHands();
            return stream;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SSLEngine engine(TlsEngine tls) throws IOException {
        // A handler's engine decrypts many records in one call, other than a bare one.
        return context(tls).newHandler(ByteBufAllocator.DEFAULT).engine();
    }

    /** One for all connections, as a client's library has. */
    private static SslContext context(TlsEngine tls) throws IOException {
        synchronized (CONTEXTS) {
            SslContext context = CONTEXTS.get(tls);
            if (context == null) {
                context =
                        SslContextBuilder.forClient()
                                .sslProvider(tls.provider())
                                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                                .endpointIdentificationAlgorithm("")
                                .protocols("TLSv1.3")
                                .build();
                CONTEXTS.put(tls, context);
            }
            return context;
        }
    }

    private void shakeHands() throws IOException {
        SSLEngine tls = engine();
        tls.setUseClientMode(true);
        tls.beginHandshake();
        ByteBuffer nothing = ByteBuffer.allocateDirect(READ_BYTES_MIN);
        while (true) {
            HandshakeStatus status = tls.getHandshakeStatus();
            switch (status) {
                case NEED_TASK -> tls.getDelegatedTask().run();
                case NEED_WRAP -> write(ByteBuffer.allocateDirect(0));
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    SSLEngineResult result = tls.unwrap(encrypted, nothing);
                    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                        receive();
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    private SSLEngine engine() {
        if (engine == null) {
            throw new IllegalStateException("no TLS");
        }
        return engine;
    }

    /** Sends all of it. */
    void write(ByteBuffer plain) throws IOException {
        if (engine == null) {
            send(plain);
            return;
        }
        do {
            outgoing.clear();
            do {
                engine.wrap(plain, outgoing);
            } while (plain.hasRemaining() && outgoing.remaining() >= RECORD_BYTES_MAX);
            send(outgoing.flip());
        } while (plain.hasRemaining());
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Appends what comes next, at least one byte.
     *
     * @param plain direct, with room for {@link #READ_BYTES_MIN}
     * @throws EOFException at the end of the stream
     */
    void read(ByteBuffer plain) throws IOException {
        if (engine == null) {
            if (channel.read(plain) < 0) {
                throw new EOFException("the server closed the connection");
            }
            return;
        }
        int before = plain.position();
        while (plain.position() == before) {
            SSLEngineResult result = engine.unwrap(encrypted, plain);
            switch (result.getStatus()) {
                case OK -> {}
                case BUFFER_UNDERFLOW -> receive();
                case BUFFER_OVERFLOW -> {
                    // Also told when a record was decrypted and the next one found no room.
                    if (plain.position() == before) {
                        throw new IllegalArgumentException("no room: " + plain.remaining());
                    }
                }
                case CLOSED -> throw new EOFException("the server closed the connection");
            }
        }
    }

    private void receive() throws IOException {
        encrypted.compact();
        int count = channel.read(encrypted);
        encrypted.flip();
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        ReferenceCountUtil.release(engine);
    }
}
