package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.LONG_QUERY;
import static dev.duckspace.gateway.behaviour.Client.LONG_STREAM;
import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.awaitRunning;
import static dev.duckspace.gateway.behaviour.Client.firstColumn;
import static dev.duckspace.gateway.behaviour.Client.pause;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stopping the server, or one session, from outside. */
class ShutdownIT {

    private static void assertTerminated(WireConnection client) throws IOException {
        ServerMessage farewell = client.readUntil('E').getLast();
        assertThat(farewell.fields())
                .containsEntry('S', "FATAL")
                .containsEntry('C', "57P01")
                .containsEntry('M', "terminating connection due to administrator command");
        assertThat(client.read()).isEmpty();
    }

    @Test
    void idle_sessions_end_at_once_short_statements_finish_long_ones_are_stopped()
            throws Exception {
        GatewayUnderTest gateway = GatewayUnderTest.start();
        WireTarget target = gateway.workspace();
        try (WireConnection idle = WireConnection.connect(target);
                WireConnection inTransaction = WireConnection.connect(target);
                WireConnection brief = WireConnection.connect(target);
                WireConnection endless = WireConnection.connect(target)) {
            run(inTransaction, "begin; create table t (i int)");
            endless.send(ClientMessages.query(LONG_QUERY));
            awaitRunning(gateway, endless, "select sum");
            brief.send(ClientMessages.query(briefQuery(brief)));
            awaitRunning(gateway, brief, "select sum");
            long begin = System.nanoTime();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway::close);
            assertTerminated(idle);
            assertTerminated(inTransaction);
            assertThat(secondsSince(begin)).isLessThan(4);
            List<ServerMessage> answer = brief.readUntil('Z');
            assertThat(firstColumn(answer)).containsExactly("t");
            assertThat(status(answer)).isEqualTo('I');
            assertTerminated(brief);
            assertTerminated(endless);
            assertThat(secondsSince(begin)).isBetween(4L, 12L);
            assertThatThrownBy(() -> WireConnection.connect(target))
                    .isInstanceOf(IOException.class);
            closing.get(20, TimeUnit.SECONDS);
            assertThat(gateway.server().sessions().count()).isZero();
        }
    }

    /** About a second and a half of work on this machine, as busy as it is. */
    private static String briefQuery(WireConnection client) throws IOException {
        String query = "select sum(hash(range)) > 0 from range(%d)";
        long begin = System.nanoTime();
        run(client, query.formatted(5_000_000));
        double scale = 1.5e9 / (System.nanoTime() - begin);
        return query.formatted((long) (5_000_000 * scale));
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }

    @Test
    void one_session_is_terminated_in_whatever_it_does() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            WireTarget target = gateway.workspace();
            try (WireConnection idle = WireConnection.connect(target);
                    WireConnection busy = WireConnection.connect(target);
                    WireConnection unread = WireConnection.connect(target);
                    WireConnection other = WireConnection.connect(target)) {
                busy.send(ClientMessages.query(LONG_QUERY));
                awaitRunning(gateway, busy, "select sum");
                unread.send(ClientMessages.query(LONG_STREAM));
                awaitRunning(gateway, unread, "select range");
                unread.readMessage();
                pause(Duration.ofSeconds(1));
                assertThat(gateway.server().sessions().terminate(idle.processId())).isTrue();
                assertThat(gateway.server().sessions().terminate(busy.processId())).isTrue();
                assertThat(gateway.server().sessions().terminate(unread.processId())).isTrue();
                assertTerminated(idle);
                assertTerminated(busy);
                Client.await(
                        "the session whose client does not read is gone, too",
                        Duration.ofSeconds(10),
                        () -> gateway.server().sessions().count() == 1);
                assertThat(sqlState(run(other, "select 1"))).isEmpty();
                assertAlive(other);
            }
        }
    }
}
