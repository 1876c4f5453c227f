package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.LONG_QUERY;
import static dev.duckspace.gateway.behaviour.Client.LONG_STREAM;
import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.await;
import static dev.duckspace.gateway.behaviour.Client.pause;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit of time, the client's own and the operator's. */
class TimeLimitsIT {
    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static GatewayUnderTest limited(Duration query, Duration idle) {
        SessionLimits standard = SessionLimits.standard();
        SessionLimits limits =
                new SessionLimits(
                        standard.authenticationTimeout(),
                        query,
                        idle,
                        standard.maxSqlChars(),
                        standard.maxPreparedStatements(),
                        standard.maxPortals(),
                        standard.maxHeldBytes());
        return GatewayUnderTest.start(config -> config.withSession(limits));
    }

    private static void assertTimedOut(WireConnection client, String sql, char status)
            throws IOException {
        List<ServerMessage> answer = client.query(sql);
        ServerMessage error =
                answer.stream().filter(message -> message.type() == 'E').findFirst().orElseThrow();
        assertThat(error.fields().get('C')).isEqualTo("57014");
        assertThat(error.fields().get('M'))
                .isEqualTo("canceling statement due to statement timeout");
        assertThat(status(answer)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LONG_QUERY,
                LONG_STREAM,
                "create table never as " + LONG_QUERY,
                "insert into t select range from range(100000000000)",
            })
    void statement_timeout_stops_a_statement_and_the_session_lives_on(String sql)
            throws IOException {
        try (WireConnection client = WireConnection.connect(target)) {
            run(client, "create table if not exists t (i bigint)");
            run(client, "set statement_timeout = '300ms'");
            assertTimedOut(client, sql, 'I');
            run(client, "begin");
            assertTimedOut(client, sql, 'E');
            run(client, "rollback");
            run(client, "set statement_timeout = 0");
            assertAlive(client);
            assertThat(value(client, "select count(*) from t")).isEqualTo("0");
        }
    }

    @Test
    void statement_timeout_holds_for_each_statement_of_a_text_and_in_the_extended_protocol()
            throws IOException {
        try (WireConnection client = WireConnection.connect(target)) {
            run(client, "set statement_timeout = '1s'");
            client.send(
                    ClientMessages.parse("", LONG_QUERY, List.of()),
                    ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                    ClientMessages.execute("", 0),
                    ClientMessages.sync());
            assertThat(sqlState(client.readUntil('Z'))).isEqualTo("57014");
            assertThat(sqlState(client.query("select 1; " + LONG_QUERY + "; select 2")))
                    .isEqualTo("57014");
            assertAlive(client);
        }
    }

    @Test
    void the_configured_query_timeout_bounds_what_the_client_asks_for() throws IOException {
        try (GatewayUnderTest strict = limited(Duration.ofMillis(500), Duration.ZERO);
                WireConnection client = WireConnection.connect(strict.workspace())) {
            run(client, "set statement_timeout = 0");
            assertTimedOut(client, LONG_QUERY, 'I');
            run(client, "set statement_timeout = '1h'");
            assertTimedOut(client, LONG_QUERY, 'I');
            assertAlive(client);
        }
    }

    private static void assertEnded(WireConnection client, String sqlState, String message)
            throws IOException {
        ServerMessage farewell = client.readMessage();
        assertThat(farewell.type()).isEqualTo('E');
        assertThat(farewell.fields())
                .containsEntry('S', "FATAL")
                .containsEntry('C', sqlState)
                .containsEntry('M', message);
        assertThat(client.read()).isEmpty();
    }

    @Test
    void a_silent_session_is_ended_with_57P05() throws IOException {
        try (WireConnection client = WireConnection.connect(target)) {
            run(client, "set idle_session_timeout = '400ms'");
            pause(Duration.ofMillis(200));
            assertAlive(client);
            assertEnded(client, "57P05", "terminating connection due to idle-session timeout");
        }
    }

    @Test
    void a_silent_transaction_is_ended_with_25P03_and_rolled_back() throws IOException {
        try (WireConnection client = WireConnection.connect(target);
                WireConnection other = WireConnection.connect(target)) {
            run(client, "set idle_in_transaction_session_timeout = '400ms'");
            run(client, "begin; create table lost (i int)");
            assertEnded(
                    client, "25P03", "terminating connection due to idle-in-transaction timeout");
            assertThat(sqlState(other.query("select * from lost"))).isEqualTo("42P01");
        }
    }

    /** An aborted transaction is one, too; outside of one the limit does not count. */
    @Test
    void the_limit_of_silent_transactions_is_for_transactions_only() throws IOException {
        try (WireConnection client = WireConnection.connect(target)) {
            run(client, "set idle_in_transaction_session_timeout = '300ms'");
            pause(Duration.ofMillis(600));
            assertAlive(client);
            run(client, "begin");
            assertThat(sqlState(client.query("select nothing"))).isEqualTo("42703");
            assertEnded(
                    client, "25P03", "terminating connection due to idle-in-transaction timeout");
        }
    }

    @Test
    void the_configured_idle_timeout_holds_in_and_outside_transactions() throws IOException {
        try (GatewayUnderTest strict = limited(Duration.ZERO, Duration.ofMillis(500))) {
            WireTarget workspace = strict.workspace();
            try (WireConnection client = WireConnection.connect(workspace);
                    WireConnection inTransaction = WireConnection.connect(workspace)) {
                run(inTransaction, "begin");
                assertEnded(client, "57P05", "terminating connection due to idle-session timeout");
                assertThat(sqlState(inTransaction.readUntil('E'))).isEqualTo("57P05");
            }
            await(
                    "no session is left",
                    Duration.ofSeconds(5),
                    () -> strict.server().sessions().count() == 0);
        }
    }

    @Test
    void a_running_statement_is_not_idle() throws IOException {
        try (WireConnection client =
                WireConnection.connect(target, Map.of("idle_session_timeout", "200"))) {
            run(client, "select sum(hash(range)) from range(30000000)");
            assertAlive(client);
            client.send(ClientMessages.terminate());
        }
    }

    @Test
    void statement_timeout_of_the_start_up_packet_is_what_reset_returns_to() throws IOException {
        try (WireConnection client =
                WireConnection.connect(target, Map.of("options", "-c statement_timeout=5s"))) {
            assertThat(value(client, "show statement_timeout")).isEqualTo("5s");
            run(client, "set statement_timeout = '7s'");
            assertThat(value(client, "show statement_timeout")).isEqualTo("7s");
            run(client, "reset statement_timeout");
            assertThat(value(client, "show statement_timeout")).isEqualTo("5s");
            run(client, "set statement_timeout = 1");
            run(client, "discard all");
            assertThat(value(client, "show statement_timeout")).isEqualTo("5s");
        }
    }
}
