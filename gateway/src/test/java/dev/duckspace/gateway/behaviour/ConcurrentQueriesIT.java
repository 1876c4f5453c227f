package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.LONG_QUERY;
import static dev.duckspace.gateway.behaviour.Client.LONG_STREAM;
import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.cancel;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.ConcurrencyLimits;
import dev.duckspace.gateway.session.SessionInfo;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One query may run at once, in all workspaces together, and two may wait for it. */
@SuppressWarnings("NullAway.Init") // set by JUnit
class ConcurrentQueriesIT {
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.start(
                        config ->
                                config.withNet(config.net().withTlsRequired(false))
                                        .withConcurrency(new ConcurrencyLimits(10, 1, 1, 2)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static WireTarget workspace() {
        return gateway.workspace().withTls(false);
    }

    private static void awaitWaiting(int count) {
        Client.await(
                count + " statements wait",
                Duration.ofSeconds(20),
                () -> gateway.server().queries().waiting() == count);
    }

    private static void awaitRunning() {
        Client.await(
                "a statement runs",
                Duration.ofSeconds(20),
                () -> gateway.server().queries().running() == 1);
    }

    private static void awaitNothingRuns() {
        Client.await(
                "nothing runs",
                Duration.ofSeconds(20),
                () -> gateway.server().queries().running() == 0);
    }

    @Test
    void a_statement_waits_shows_it_and_runs_when_the_other_has_ended() throws IOException {
        try (WireConnection busy = WireConnection.connect(workspace());
                WireConnection waiting = WireConnection.connect(workspace())) {
            busy.send(ClientMessages.query(LONG_QUERY));
            awaitRunning();
            waiting.send(ClientMessages.query("select 42"));
            awaitWaiting(1);
            assertThat(
                            gateway.server()
                                    .sessions()
                                    .find(waiting.processId())
                                    .map(SessionInfo::waiting))
                    .hasValue(true);
            cancel(anyTarget(), busy);
            busy.readUntil('Z');
            assertThat(Client.firstColumn(waiting.readUntil('Z'))).containsExactly("42");
        }
    }

    private static WireTarget anyTarget() {
        return new WireTarget(
                WireTarget.Kind.DUCKSPACE, "127.0.0.1", gateway.server().port(), "", "", "", false);
    }

    @Test
    void waiting_can_be_cancelled_times_out_and_has_an_end() throws IOException {
        WireTarget target = workspace();
        try (WireConnection busy = WireConnection.connect(workspace());
                WireConnection first = WireConnection.connect(target);
                WireConnection second = WireConnection.connect(target);
                WireConnection third = WireConnection.connect(target)) {
            run(second, "set statement_timeout = '60s'");
            busy.send(ClientMessages.query(LONG_QUERY));
            awaitRunning();
            first.send(ClientMessages.query("select 1"));
            second.send(ClientMessages.query("select 2"));
            awaitWaiting(2);

            List<ServerMessage> refused = third.query("select 3");
            assertThat(sqlState(refused)).isEqualTo("53000");
            run(third, "begin");
            run(third, "set work_mem = '8MB'");
            run(third, "rollback");
            assertThat(value(third, "show statement_timeout")).isEqualTo("0");

            cancel(anyTarget(), first);
            assertThat(sqlState(first.readUntil('Z'))).isEqualTo("57014");
            run(first, "set statement_timeout = '300ms'");
            assertThat(sqlState(first.query("select 1"))).isEqualTo("57014");
            awaitWaiting(1);

            cancel(anyTarget(), busy);
            busy.readUntil('Z');
            assertThat(Client.firstColumn(second.readUntil('Z'))).containsExactly("2");
            assertAlive(first);
            assertAlive(third);
        }
    }

    @Test
    void a_suspended_portal_gives_its_place_back_and_takes_one_again() throws IOException {
        WireTarget target = workspace();
        try (WireConnection suspended = WireConnection.connect(target);
                WireConnection other = WireConnection.connect(target)) {
            run(suspended, "begin");
            suspended.send(
                    ClientMessages.parse("", "select range from range(1000000)", List.of()),
                    ClientMessages.bind("rows", "", List.of(), List.of(), List.of()),
                    ClientMessages.execute("rows", 3),
                    ClientMessages.flush());
            assertThat(Client.firstColumn(suspended.readUntil('s'))).containsExactly("0", "1", "2");
            awaitNothingRuns();
            assertThat(value(other, "select 42")).isEqualTo("42");

            other.send(ClientMessages.query(LONG_QUERY));
            awaitRunning();
            suspended.send(ClientMessages.execute("rows", 100_000), ClientMessages.flush());
            awaitWaiting(1);
            cancel(anyTarget(), other);
            other.readUntil('Z');
            assertThat(Client.firstColumn(suspended.readUntil('s')))
                    .hasSize(100_000)
                    .startsWith("3", "4");
            awaitNothingRuns();
            suspended.send(ClientMessages.sync());
            suspended.readUntil('Z');
            run(suspended, "rollback");
        }
    }

    @Test
    void a_slow_reader_lets_others_run() throws IOException {
        WireTarget target = workspace();
        try (WireConnection slow = WireConnection.connect(target);
                WireConnection other = WireConnection.connect(target)) {
            slow.send(ClientMessages.query(LONG_STREAM));
            slow.readMessage();
            assertThat(value(other, "select 42")).isEqualTo("42");
        }
        awaitNothingRuns();
    }

    @Test
    void a_client_that_leaves_while_it_waits_leaves_the_queue() throws IOException {
        try (WireConnection busy = WireConnection.connect(workspace())) {
            busy.send(ClientMessages.query(LONG_QUERY));
            awaitRunning();
            try (WireConnection waiting = WireConnection.connect(workspace())) {
                waiting.send(ClientMessages.query("select 1"));
                awaitWaiting(1);
            }
            awaitWaiting(0);
            cancel(anyTarget(), busy);
            busy.readUntil('Z');
            assertAlive(busy);
        }
    }
}
