package dev.duckspace.benchmarks.extract;

import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ScramClient;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One session that asks for rows and counts what comes, as cheaply as it can. */
final class RawReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 512 << 10;
    private static final int HEADER_BYTES = Byte.BYTES + Integer.BYTES;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final TlsStream stream;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private int serverProcess;

    private RawReader(TlsStream stream) {
        this.stream = stream;
    }

    /**
     * @param tls used where the target asks for TLS
     */
    static RawReader connect(WireTarget target, TlsEngine tls) throws IOException {
        RawReader reader =
                new RawReader(
                        TlsStream.connect(
                                target.host(), target.port(), target.tls() ? tls : TlsEngine.NONE));
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
    int serverProcess() {
        return serverProcess;
    }

    /**
     * Reads the whole answer to one statement.
     *
     * @throws IOException also when the server answers with an error
     */
    Pass read(String sql, ReadFormat format, CpuClock server) throws IOException {
        RowTally tally = new RowTally(format);
        ByteBuffer request = ByteBuffer.allocateDirect(1 << 10).put(format.request(sql)).flip();
        Duration serverBefore = server.read();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        stream.write(request);
        tally.take(buffer);
        while (!tally.isComplete()) {
            fill();
            tally.take(buffer);
        }
        long elapsed = System.nanoTime() - start;
        return new Pass(
                tally.rows(),
                tally.bytes(),
                tally.checksum(),
                Duration.ofNanos(elapsed),
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - cpuBefore),
                server.read().minus(serverBefore));
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
        stream.write(ByteBuffer.allocateDirect(message.length).put(message).flip());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
