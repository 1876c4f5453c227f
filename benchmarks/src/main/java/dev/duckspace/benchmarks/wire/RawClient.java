package dev.duckspace.benchmarks.wire;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ScramClient;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One session that sends what it is told and reads what comes, as cheaply as it can. */
public final class RawClient implements AutoCloseable {
    private static final int LONG_BYTES = 256 << 10;
    private static final int SHORT_BYTES = 32 << 10;
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;

    /** libpq sends what psql copies in pieces of this size at most. */
    private static final int COPY_BYTES = 64 << 10;

    private static final int REQUEST_BYTES = 8 << 10;

    private final TlsStream stream;
    private final ByteBuffer buffer;
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private int serverProcess;

    private RawClient(TlsStream stream, int bufferBytes) {
        this.stream = stream;
        this.buffer = ByteBuffer.allocateDirect(2 * bufferBytes).limit(0);
    }

    /**
     * With buffers for long answers.
     *
     * @param tls used where the target asks for TLS
     */
    public static RawClient connect(WireTarget target, TlsEngine tls) throws IOException {
        return connect(target, tls, LONG_BYTES);
    }

    /** With OpenSSL, and buffers for short answers. */
    public static RawClient connect(WireTarget target) throws IOException {
        return connect(target, TlsEngine.OPENSSL, SHORT_BYTES);
    }

    private static RawClient connect(WireTarget target, TlsEngine tls, int bufferBytes)
            throws IOException {
        RawClient reader =
                new RawClient(
                        TlsStream.connect(
                                target.host(),
                                target.port(),
                                target.tls() ? tls : TlsEngine.NONE,
                                bufferBytes),
                        bufferBytes);
        try {
            Map<String, String> startup = new LinkedHashMap<>();
            startup.put("user", target.user());
            startup.put("database", target.database());
            reader.send(ClientMessages.startup(ClientMessages.PROTOCOL_3_0, startup));
            reader.login(target.password());
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void login(String password) throws IOException {
        ScramClient scram = new ScramClient(password, null);
        while (true) {
            ServerMessage message = next();
            switch (message.type()) {
                case 'R' -> authenticate(ByteBuffer.wrap(message.body()), scram);
                case 'K' -> serverProcess = ByteBuffer.wrap(message.body()).getInt();
                case 'E' -> throw new IOException("the server answers: " + message.line());
                case 'Z' -> {
                    return;
                }
                default -> {
                    // parameters and notices
                }
            }
        }
    }

    private void authenticate(ByteBuffer body, ScramClient scram) throws IOException {
        int code = body.getInt();
        byte[] data = new byte[body.remaining()];
        body.get(data);
        try {
            switch (code) {
                case 0 -> {}
                case 10 ->
                        send(
                                ClientMessages.saslInitialResponse(
                                        scram.mechanism(), scram.firstMessage()));
                case 11 -> send(ClientMessages.saslResponse(scram.finalMessage(data)));
                case 12 -> scram.checkServerFinal(data);
                default -> throw new IOException("authentication request " + code);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The process that BackendKeyData named; of use where the server has one a session. */
    public int serverProcess() {
        return serverProcess;
    }

    /**
     * Sends a request and reads up to its end.
     *
     * @param request direct
     * @throws IOException also when the server answers with an error
     */
    public void ask(ByteBuffer request, Answer answer) throws IOException {
        stream.write(request);
        readTo(answer);
    }

    /** The same with a request that is not direct. */
    public void ask(byte[] message, Answer answer) throws IOException {
        send(message);
        readTo(answer);
    }

    private void readTo(Answer answer) throws IOException {
        answer.take(buffer);
        while (!answer.isComplete()) {
            fill();
            answer.take(buffer);
        }
    }

    /** Runs a simple query, or several, and forgets what it answers. */
    public PlainAnswer query(String sql) throws IOException {
        PlainAnswer answer = new PlainAnswer();
        ask(ClientMessages.query(sql), answer);
        return answer;
    }

    /**
     * Runs a COPY FROM STDIN.
     *
     * @return what the server answered in the end
     */
    public PlainAnswer copyIn(String sql, ReadableByteChannel data) throws IOException {
        send(ClientMessages.query(sql));
        ServerMessage begun = next();
        if (begun.type() != 'G') {
            throw new IOException("the server answers: " + begun.line());
        }
        ByteBuffer frame = ByteBuffer.allocateDirect(HEADER_BYTES + COPY_BYTES);
        while (true) {
            frame.clear().position(HEADER_BYTES);
            while (frame.hasRemaining() && data.read(frame) >= 0) {
                // until it is full, or the data end
            }
            frame.flip();
            if (frame.limit() == HEADER_BYTES) {
                break;
            }
            frame.put(0, (byte) 'd').putInt(1, frame.limit() - Byte.BYTES);
            stream.write(frame);
        }
        send(ClientMessages.copyDone());
        PlainAnswer answer = new PlainAnswer();
        readTo(answer);
        return answer;
    }

    /** Makes room by moving the little that is left of the last frame, and reads on. */
    private void fill() throws IOException {
        if (buffer.capacity() - buffer.limit() < TlsStream.READ_BYTES_MIN
                || !buffer.hasRemaining()) {
            buffer.compact().flip();
        }
        int from = buffer.position();
        buffer.position(buffer.limit()).limit(buffer.capacity());
        try {
            stream.read(buffer);
        } finally {
            buffer.limit(buffer.position()).position(from);
        }
    }

    private ServerMessage next() throws IOException {
        @Nullable ServerMessage message = whole();
        while (message == null) {
            fill();
            message = whole();
        }
        return message;
    }

    private @Nullable ServerMessage whole() {
        int at = buffer.position();
        if (buffer.remaining() < HEADER_BYTES) {
            return null;
        }
        int bodyBytes = buffer.getInt(at + 1) - Integer.BYTES;
        if (buffer.remaining() < HEADER_BYTES + bodyBytes) {
            return null;
        }
        byte[] body = new byte[bodyBytes];
        buffer.get(at + HEADER_BYTES, body);
        buffer.position(at + HEADER_BYTES + bodyBytes);
        return new ServerMessage((char) buffer.get(at), body);
    }

    private void send(byte[] message) throws IOException {
        stream.write(
                message.length <= REQUEST_BYTES
                        ? request.clear().put(message).flip()
                        : direct(message));
    }

    /** A message ready to be sent. */
    public static ByteBuffer direct(byte[] message) {
        return ByteBuffer.allocateDirect(message.length).put(message).flip();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
