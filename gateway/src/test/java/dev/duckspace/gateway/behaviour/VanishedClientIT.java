package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.LONG_QUERY;
import static dev.duckspace.gateway.behaviour.Client.LONG_STREAM;
import static dev.duckspace.gateway.behaviour.Client.await;
import static dev.duckspace.gateway.behaviour.Client.awaitRunning;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing runs on, and nothing is kept, for a client that is gone. */
class VanishedClientIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.start(
                        config -> config.withNet(config.net().withTlsRequired(false)));
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** How a client goes away. */
    enum Departure {
        TLS_CLOSED(true),
        PLAIN_CLOSED(false),
        RESET(false);

        private final boolean tls;

        Departure(boolean tls) {
            this.tls = tls;
        }

        WireConnection connect() throws IOException {
            return WireConnection.connect(target.withTls(tls));
        }

        void leave(WireConnection client) throws IOException {
            if (this == RESET) {
                client.socket().setSoLinger(true, 0);
            }
            client.close();
        }
    }

    private static void awaitNobody() {
        await("the session is gone", SOON, () -> gateway.server().sessions().count() == 0);
        await("its engine work is over", SOON, () -> gateway.server().enginePool().active() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_running_aggregate_is_stopped(Departure departure) throws IOException {
        WireConnection client = departure.connect();
        client.send(ClientMessages.query(LONG_QUERY));
        awaitRunning(gateway, client, "select sum");
        departure.leave(client);
        awaitNobody();
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_that_nobody_reads_is_stopped(Departure departure) throws IOException {
        WireConnection client = departure.connect();
        client.send(ClientMessages.query(LONG_STREAM));
        client.readMessage();
        awaitRunning(gateway, client, "select range");
        departure.leave(client);
        awaitNobody();
    }

    @ParameterizedTest
    @EnumSource
    void an_open_transaction_is_rolled_back(Departure departure) throws IOException {
        try (WireConnection other = WireConnection.connect(target)) {
            run(other, "create table if not exists kept (who text)");
            WireConnection client = departure.connect();
            run(client, "begin");
            run(client, "insert into kept values ('gone')");
            assertThat(value(client, "select count(*) from kept")).isEqualTo("1");
            departure.leave(client);
            await("it is gone", SOON, () -> gateway.server().sessions().count() == 1);
            assertThat(value(other, "select count(*) from kept")).isEqualTo("0");
            // Nothing of the lost transaction is in the way.
            run(other, "alter table kept add column more int");
            run(other, "drop table kept");
        }
        awaitNobody();
    }

    /** The query is in the pipe, the client is gone before it starts. */
    @Test
    void a_query_is_not_begun_for_a_client_that_has_left() throws IOException {
        for (int i = 0; i < 20; i++) {
            WireConnection client = Departure.RESET.connect();
            byte[][] queries =
                    IntStream.range(0, 1 + i % 5)
                            .mapToObj(
                                    j -> ClientMessages.query(j % 2 == 0 ? "select 1" : LONG_QUERY))
                            .toArray(byte[][]::new);
            client.send(queries);
            client.send(ClientMessages.query(LONG_QUERY));
            Departure.PLAIN_CLOSED.leave(client);
        }
        awaitNobody();
    }

    /** The inbox is full, so that reading the socket has stopped: the end is found all the same. */
    @Test
    void the_end_is_seen_behind_a_full_inbox() throws IOException {
        WireConnection client = Departure.PLAIN_CLOSED.connect();
        client.send(ClientMessages.query(LONG_QUERY));
        awaitRunning(gateway, client, "select sum");
        byte[] more = ClientMessages.query("select '" + "x".repeat(100_000) + "'");
        for (int i = 0; i < 20; i++) {
            client.send(more);
        }
        Departure.PLAIN_CLOSED.leave(client);
        awaitNobody();
    }

    @Test
    void clients_that_leave_while_they_log_in_leave_nothing_behind() throws IOException {
        for (int i = 0; i < 30; i++) {
            WireConnection client = WireConnection.open(target.host(), target.port());
            if (i % 2 == 0) {
                client.requestTls();
            }
            client.send(
                    ClientMessages.startup(
                            ClientMessages.PROTOCOL_3_0,
                            java.util.Map.of(
                                    "user", target.user(), "database", target.database())));
            if (i % 3 == 0) {
                client.readMessage();
            }
            Departure.RESET.leave(client);
        }
        for (int i = 0; i < 30; i++) {
            WireConnection client = WireConnection.connect(target.withTls(false));
            client.send(ClientMessages.query("select 1"));
            Departure.RESET.leave(client);
        }
        awaitNobody();
    }
}
