package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.LONG_QUERY;
import static dev.duckspace.gateway.behaviour.Client.LONG_STREAM;
import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.awaitRunning;
import static dev.duckspace.gateway.behaviour.Client.cancel;
import static dev.duckspace.gateway.behaviour.Client.firstColumn;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CancelRequest stops every kind of statement, and nothing else. */
class CancelIT {
    private static GatewayUnderTest gateway;
    private static WireTarget target;
    private WireConnection client;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.start(
                        config -> config.withNet(config.net().withTlsRequired(false)));
        target = gateway.workspace().withTls(false);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = WireConnection.connect(target);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LONG_QUERY,
                "create table never as " + LONG_QUERY,
                "create table never as select range as i from range(100000000000)",
                "insert into target select range from range(100000000000)",
                "update target set i = (" + LONG_QUERY + ")",
                "delete from target where i < (" + LONG_QUERY + ")",
                "explain analyze " + LONG_QUERY,
                "with recursive r(i) as (select 1 union all select i + 1 from r) select max(i) from r"
            })
    void a_statement_without_rows_yet_is_stopped(String sql) throws IOException {
        run(client, "create table if not exists target (i bigint)");
        run(client, "insert into target values (1)");
        String before = value(client, "select count(*) from target");
        client.send(ClientMessages.query(sql));
        awaitRunning(gateway, client, sql.substring(0, 10));
        cancel(target, client);
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(sqlState(answer)).isEqualTo("57014");
        assertThat(answer.getFirst().fields().get('M'))
                .isEqualTo("canceling statement due to user request");
        assertThat(status(answer)).isEqualTo('I');
        assertAlive(client);
        assertThat(value(client, "select count(*) from target")).isEqualTo(before);
        assertThat(sqlState(client.query("select * from never"))).isEqualTo("42P01");
    }

    @Test
    void a_stream_is_stopped_between_its_rows() throws IOException {
        client.send(ClientMessages.query(LONG_STREAM));
        for (int i = 0; i < 1_000; i++) {
            client.readMessage();
        }
        cancel(target, client);
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(sqlState(answer)).isEqualTo("57014");
        assertThat(answer.stream().filter(message -> message.type() == 'C')).isEmpty();
        assertThat(answer.size()).isLessThan(500_000);
        assertThat(status(answer)).isEqualTo('I');
        assertAlive(client);
    }

    @Test
    void a_block_is_aborted_by_a_cancel_and_ends_with_rollback() throws IOException {
        run(client, "begin");
        run(client, "create table half (i int)");
        client.send(ClientMessages.query(LONG_QUERY));
        awaitRunning(gateway, client, "select sum");
        cancel(target, client);
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(sqlState(answer)).isEqualTo("57014");
        assertThat(status(answer)).isEqualTo('E');
        assertThat(sqlState(client.query("select 1"))).isEqualTo("25P02");
        assertThat(Client.tags(client.query("commit"))).containsExactly("ROLLBACK");
        assertThat(sqlState(client.query("select * from half"))).isEqualTo("42P01");
        assertAlive(client);
    }

    @Test
    void a_statement_of_the_extended_protocol_is_stopped_and_the_rest_skipped_to_sync()
            throws IOException {
        client.send(
                ClientMessages.parse("", LONG_QUERY, List.of()),
                ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                ClientMessages.execute("", 0),
                ClientMessages.parse("", "select 7", List.of()),
                ClientMessages.sync());
        awaitRunning(gateway, client, "select sum");
        cancel(target, client);
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(answer.stream().map(ServerMessage::name))
                .containsExactly("ParseComplete", "BindComplete", "ErrorResponse", "ReadyForQuery");
        assertThat(sqlState(answer)).isEqualTo("57014");
        assertAlive(client);
    }

    @Test
    void a_portal_that_is_taken_aside_for_another_statement_is_stopped() throws IOException {
        client.send(
                ClientMessages.parse("", "begin", List.of()),
                ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                ClientMessages.execute("", 0),
                ClientMessages.parse("s", LONG_STREAM, List.of()),
                ClientMessages.bind("p", "s", List.of(), List.of(), List.of()),
                ClientMessages.execute("p", 10),
                ClientMessages.sync());
        client.readUntil('Z');
        client.send(ClientMessages.query("select 'second' as other"));
        awaitRunning(gateway, client, "select 'second'");
        cancel(target, client);
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(sqlState(answer)).isEqualTo("57014");
        assertThat(status(answer)).isEqualTo('E');
        run(client, "rollback");
        assertAlive(client);
    }

    @Test
    void a_wrong_key_stops_nothing() throws IOException {
        client.send(ClientMessages.query("select sum(hash(range)) from range(30000000)"));
        byte[] wrong = client.secretKey();
        wrong[0] ^= 1;
        cancel(target, client.processId(), wrong);
        cancel(target, client.processId(), new byte[32]);
        cancel(target, client.processId() + 1_000, client.secretKey());
        assertThat(sqlState(client.readUntil('Z'))).isEmpty();
        assertAlive(client);
    }

    @Test
    void a_cancel_of_an_idle_session_does_not_hit_its_next_statement() throws IOException {
        for (int i = 0; i < 20; i++) {
            cancel(target, client);
            assertAlive(client);
        }
    }

    @Test
    void a_cancel_stops_what_was_sent_just_before_it_on_a_busy_server() throws IOException {
        List<WireConnection> busy = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                busy.add(WireConnection.connect(target));
                busy.getLast().send(ClientMessages.query(LONG_QUERY));
            }
            for (int i = 0; i < 100; i++) {
                client.send(ClientMessages.query(LONG_QUERY));
                cancel(target, client);
                assertThat(sqlState(client.readUntil('Z'))).isEqualTo("57014");
            }
            assertAlive(client);
        } finally {
            for (WireConnection each : busy) {
                each.close();
            }
        }
    }

    @Test
    void a_storm_of_cancels_leaves_a_working_session() throws Exception {
        run(client, "create table if not exists storm (i bigint primary key)");
        CompletableFuture<Integer> storm =
                CompletableFuture.supplyAsync(
                        () -> {
                            int sent = 0;
                            for (; sent < 300; sent++) {
                                try {
                                    cancel(target, client);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }
                            return sent;
                        });
        List<String> states = new ArrayList<>();
        long committed = 0;
        for (int i = 0; !storm.isDone(); i++) {
            List<ServerMessage> answer =
                    switch (i % 4) {
                        case 0 -> client.query("select sum(range) from range(100000)");
                        case 1 -> client.query("insert into storm values (" + i + ")");
                        case 2 ->
                                client.query(
                                        "begin; insert into storm values ("
                                                + i
                                                + "); select 1; commit");
                        default -> pipelined("select range from range(5000)");
                    };
            String state = sqlState(answer);
            states.add(state);
            if (i % 4 == 1 && state.isEmpty()) {
                committed++;
            }
            if (status(answer) != 'I') {
                assertThat(state).isEqualTo("57014");
                assertThat(status(client.query("rollback"))).isEqualTo('I');
            } else if (i % 4 == 2 && state.isEmpty()) {
                committed++;
            }
        }
        assertThat(storm.get(30, TimeUnit.SECONDS)).isEqualTo(300);
        assertThat(states).isSubsetOf("", "57014");
        assertAlive(client);
        assertThat(Long.parseLong(value(client, "select count(*) from storm")))
                .isEqualTo(committed);
        assertThat(firstColumn(client.query("select sum(range) from range(100000)")))
                .containsExactly("4999950000");
    }

    private List<ServerMessage> pipelined(String sql) throws IOException {
        client.send(
                ClientMessages.parse("", sql, List.of()),
                ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                ClientMessages.describe('P', ""),
                ClientMessages.execute("", 100),
                ClientMessages.execute("", 0),
                ClientMessages.sync());
        return client.readUntil('Z');
    }
}
