package dev.duckspace.gateway.behaviour;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionInfo;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;

/** What the tests of this package say to a gateway, and how they read its answers. */
final class Client {
    private Client() {}

    /** A sum that takes minutes, in a pipeline that heeds interrupts. */
    static final String LONG_QUERY =
            "select sum(hash(a.range * b.range)) from range(1000000) a, range(1000000) b";

    /** Millions of rows of about a kilobyte. */
    static final String LONG_STREAM =
            "select range as i, repeat('x', 1000) as filler from range(2000000)";

    /** Waits until the condition holds; fails when it does not in time. */
    static void await(String what, Duration longest, BooleanSupplier condition) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                Assertions.fail("not within %s: %s", longest, what);
            }
            pause(Duration.ofMillis(5));
        }
    }

    /** Lets the other side do something for a while. */
    static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        long left = duration.toNanos();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }

    /** Waits until the client's session is running a statement that begins so. */
    static void awaitRunning(GatewayUnderTest gateway, WireConnection client, String beginning) {
        await(
                "the session runs " + beginning,
                Duration.ofSeconds(20),
                () ->
                        gateway.server()
                                .sessions()
                                .find(client.processId())
                                .filter(info -> runs(info, beginning))
                                .isPresent());
        // It is said to run a moment before the engine does.
        pause(Duration.ofMillis(200));
    }

    private static boolean runs(SessionInfo info, String beginning) {
        String query = info.query();
        return info.state().equals("active") && query != null && query.startsWith(beginning);
    }

    /** A CancelRequest on a connection of its own; returns when the server has closed that. */
    static void cancel(WireTarget target, int processId, byte[] secretKey) throws IOException {
        try (WireConnection connection = WireConnection.open(target.host(), target.port())) {
            connection.send(ClientMessages.cancelRequest(processId, secretKey));
            Assertions.assertThat(connection.readByte()).isEqualTo(-1);
        }
    }

    static void cancel(WireTarget target, WireConnection client) throws IOException {
        cancel(target, client.processId(), client.secretKey());
    }

    /** The SQLSTATE of the first error; empty when there is none. */
    static String sqlState(List<ServerMessage> answer) {
        return answer.stream()
                .filter(message -> message.type() == 'E')
                .findFirst()
                .map(error -> error.fields().getOrDefault('C', ""))
                .orElse("");
    }

    /** The first values of all rows. */
    static List<String> firstColumn(List<ServerMessage> answer) {
        return answer.stream()
                .filter(message -> message.type() == 'D')
                .map(
                        row -> {
                            byte[] value = row.values().getFirst();
                            return value == null ? "NULL" : new String(value, UTF_8);
                        })
                .toList();
    }

    /** The letter of ReadyForQuery. */
    static char status(List<ServerMessage> answer) {
        ServerMessage last = answer.getLast();
        Assertions.assertThat(last.type()).isEqualTo('Z');
        return (char) last.body()[0];
    }

    static List<String> tags(List<ServerMessage> answer) {
        return answer.stream()
                .filter(message -> message.type() == 'C')
                .map(
                        message ->
                                new String(
                                        Arrays.copyOf(message.body(), message.body().length - 1),
                                        UTF_8))
                .toList();
    }

    /** Runs what must succeed. */
    static List<ServerMessage> run(WireConnection client, String sql) throws IOException {
        List<ServerMessage> answer = client.query(sql);
        Assertions.assertThat(answer)
                .as(sql)
                .allSatisfy(
                        message ->
                                Assertions.assertThat(message.type())
                                        .as(message.line())
                                        .isNotEqualTo('E'));
        return answer;
    }

    /** The one value that a query answers. */
    static String value(WireConnection client, String sql) throws IOException {
        return firstColumn(run(client, sql)).getFirst();
    }

    /** Whether the session answers as if nothing had happened. */
    static void assertAlive(WireConnection client) throws IOException {
        List<ServerMessage> answer = run(client, "select 42");
        Assertions.assertThat(firstColumn(answer)).containsExactly("42");
        Assertions.assertThat(status(answer)).isEqualTo('I');
    }
}
