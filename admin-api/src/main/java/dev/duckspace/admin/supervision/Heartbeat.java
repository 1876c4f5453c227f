package dev.duckspace.admin.supervision;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the supervisor, by a file that is written again and again, that the gateway answers: it
 * connects as a client would and asks for TLS. Threads that wait for long queries do not count,
 * those are clients' work.
 */
public final class Heartbeat implements AutoCloseable {
    /** The system property that names the file; without it there is no supervisor. */
    static final String FILE = "duckspace.heartbeat";

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final int SSL_REQUEST_BYTES = 8;
    private static final int SSL_REQUEST = 80877103;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final Path file;
    private final InetSocketAddress gateway;

    private Heartbeat(Path file, InetSocketAddress gateway) {
        this.file = file;
        this.gateway = gateway;
    }

    /**
     * Beats for the first time before it returns, so that whoever finds the server serving may
     * count on it to be started again.
     *
     * @param gateway where PostgreSQL clients connect
     * @return null without a supervisor
     */
    public static @Nullable Heartbeat start(InetSocketAddress gateway) {
        String file = System.getProperty(FILE);
        if (file == null) {
            return null;
        }
        Heartbeat heartbeat = new Heartbeat(Path.of(file), gateway);
        heartbeat.beat();
        var unused =
                heartbeat.timer.scheduleWithFixedDelay(
                        heartbeat::beat,
                        PERIOD.toMillis(),
                        PERIOD.toMillis(),
                        TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    private void beat() {
        try (Socket socket = new Socket()) {
            int milliseconds = (int) ANSWER_MAX.toMillis();
            socket.connect(gateway, milliseconds);
            socket.setSoTimeout(milliseconds);
            byte[] request =
                    ByteBuffer.allocate(SSL_REQUEST_BYTES)
                            .putInt(SSL_REQUEST_BYTES)
                            .putInt(SSL_REQUEST)
                            .array();
            socket.getOutputStream().write(request);
            if (socket.getInputStream().read() >= 0) {
                Files.writeString(file, Long.toString(System.nanoTime()));
            }
        } catch (IOException e) {
            LOG.warn("The gateway does not answer its own process: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
