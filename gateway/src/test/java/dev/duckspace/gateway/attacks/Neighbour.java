package dev.duckspace.gateway.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Another workspace's client, which goes on while one is attacked, and how long it waits. */
final class Neighbour implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000L;

    private final WireConnection connection;
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    Neighbour(WireTarget target) throws IOException {
        connection = WireConnection.connect(target);
    }

    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** The answer to {@code SELECT 1}. */
    String ask() throws IOException {
        long begun = System.nanoTime();
        List<ServerMessage> answer = connection.query("SELECT 1");
        nanos.add(System.nanoTime() - begun);
        return answer.stream()
                .filter(message -> message.type() == 'D')
                .map(message -> new String(message.values().getFirst(), UTF_8))
                .findFirst()
                .orElse("none");
    }

    /** Asks again and again until the work is done. */
    <T> T watching(Work<T> work) throws IOException {
        CompletableFuture<T> running =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return work.run();
                            } catch (IOException e) {
                                throw new CompletionException(e);
                            }
                        });
        do {
            assertThat(ask()).isEqualTo("1");
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (!running.isDone());
        return running.join();
    }

    long medianMillis() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) / 1_000_000;
    }

    String summary() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return "%d times, median %.1f ms, p95 %.1f ms, longest %.1f ms"
                .formatted(
                        sorted.size(),
                        sorted.get(sorted.size() / 2) / 1e6,
                        sorted.get(sorted.size() * 95 / 100) / 1e6,
                        sorted.getLast() / 1e6);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
