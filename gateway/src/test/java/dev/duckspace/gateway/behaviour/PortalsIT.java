package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.firstColumn;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.tags;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Portals that wait with rows left, while the connection does something else. */
class PortalsIT {
    private static final int MAX_PORTALS = 8;
    private static final int MAX_STATEMENTS = 12;
    private static final long MAX_HELD_BYTES = 64L << 20;

    private static GatewayUnderTest gateway;
    private static WireTarget target;
    private WireConnection client;

    @BeforeAll
    static void start() {
        SessionLimits standard = SessionLimits.standard();
        SessionLimits limits =
                new SessionLimits(
                        standard.authenticationTimeout(),
                        standard.queryTimeout(),
                        standard.idleTimeout(),
                        standard.maxSqlChars(),
                        MAX_STATEMENTS,
                        MAX_PORTALS,
                        MAX_HELD_BYTES);
        gateway = GatewayUnderTest.start(config -> config.withSession(limits));
        target = gateway.workspace();
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

    private List<ServerMessage> exchange(byte[]... frames) throws IOException {
        client.send(frames);
        client.send(ClientMessages.sync());
        return client.readUntil('Z');
    }

    private void open(String portal, String sql) throws IOException {
        List<ServerMessage> answer =
                exchange(
                        ClientMessages.parse("", sql, List.of()),
                        ClientMessages.bind(portal, "", List.of(), List.of(), List.of()));
        assertThat(sqlState(answer)).isEmpty();
    }

    private List<ServerMessage> fetch(String portal, int rows) throws IOException {
        return exchange(ClientMessages.execute(portal, rows));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    @Test
    void portals_take_turns_with_each_other_and_with_other_statements() throws IOException {
        run(client, "begin");
        run(client, "create table mixed (i int)");
        open("a", "select range from range(10000)");
        open("b", "select range + 100000 from range(10000)");
        open("c", "insert into mixed select range from range(50) returning i");
        int next = 0;
        for (int round = 1; round <= 20; round++) {
            assertThat(firstColumn(fetch("a", round))).isEqualTo(numbers(next, next + round));
            assertThat(firstColumn(fetch("b", round)))
                    .isEqualTo(numbers(100_000 + next, 100_000 + next + round));
            if (round <= 5) {
                assertThat(firstColumn(fetch("c", 5))).isEqualTo(numbers(round * 5 - 5, round * 5));
            }
            assertThat(value(client, "select count(*) from mixed")).isEqualTo("50");
            next += round;
        }
        List<ServerMessage> rest = fetch("a", 0);
        assertThat(firstColumn(rest)).isEqualTo(numbers(next, 10_000));
        assertThat(tags(rest)).containsExactly("SELECT " + (10_000 - next));
        assertThat(tags(fetch("a", 0))).containsExactly("SELECT 0");
        assertThat(firstColumn(fetch("c", 0))).isEqualTo(numbers(25, 50));
        assertThat(status(client.query("commit"))).isEqualTo('I');
        assertThat(sqlState(fetch("b", 1))).isEqualTo("34000");
        assertThat(value(client, "select count(*) from mixed")).isEqualTo("50");
    }

    @Test
    void a_portal_waits_while_another_answers_without_the_engine() throws IOException {
        run(client, "begin");
        open("a", "select range from range(10000)");
        assertThat(firstColumn(fetch("a", 2))).isEqualTo(numbers(0, 2));
        open("shown", "show server_version_num");
        assertThat(sqlState(fetch("shown", 0))).isEmpty();
        assertThat(value(client, "select 'other'")).isEqualTo("other");
        assertThat(firstColumn(fetch("a", 3))).isEqualTo(numbers(2, 5));
        run(client, "rollback");
    }

    private static List<Path> spoolFiles() throws IOException {
        try (Stream<Path> files = Files.walk(gateway.directory())) {
            return files.filter(file -> file.toString().endsWith(".rows")).toList();
        }
    }

    @Test
    void a_big_portal_waits_on_disk_and_comes_back_whole() throws IOException {
        run(client, "begin");
        String big = "select range, repeat(chr(65 + (range % 26)::int), 700) from range(30000)";
        open("big", big);
        assertThat(firstColumn(fetch("big", 7))).isEqualTo(numbers(0, 7));
        assertThat(value(client, "select 'other'")).isEqualTo("other");
        int next = 7;
        for (int rows : new int[] {1, 2_000, 3, 10_000}) {
            List<ServerMessage> answer = fetch("big", rows);
            assertThat(firstColumn(answer)).isEqualTo(numbers(next, next + rows));
            assertThat(answer.get(rows).name()).isEqualTo("PortalSuspended");
            assertThat(answer.getFirst().line())
                    .contains(String.valueOf((char) ('A' + next % 26)).repeat(700));
            next += rows;
            assertThat(value(client, "select 'other'")).isEqualTo("other");
        }
        assertThat(firstColumn(fetch("big", 0))).isEqualTo(numbers(next, 30_000));
        run(client, "rollback");
        assertThat(spoolFiles()).isEmpty();
    }

    /** A single row longer than what the spool reads at once. */
    @Test
    void rows_of_megabytes_survive_the_spool() throws IOException {
        run(client, "begin");
        open("wide", "select range::text || repeat('y', 3000000) from range(8)");
        fetch("wide", 1);
        run(client, "select 1");
        for (int i = 1; i < 8; i++) {
            String value = firstColumn(fetch("wide", 1)).getFirst();
            assertThat(value).hasSize(3_000_001).startsWith(i + "y").endsWith("y");
        }
        assertThat(tags(fetch("wide", 1))).containsExactly("SELECT 0");
        run(client, "commit");
    }

    @Test
    void more_held_rows_than_allowed_are_refused_with_53400() throws IOException {
        run(client, "begin");
        open("huge", "select repeat('z', 1000) from range(200000)");
        fetch("huge", 1);
        List<ServerMessage> answer = client.query("select 1");
        assertThat(sqlState(answer)).isEqualTo("53400");
        assertThat(status(answer)).isEqualTo('E');
        run(client, "rollback");
        assertThat(spoolFiles()).isEmpty();
        assertThat(value(client, "select 1")).isEqualTo("1");
    }

    @Test
    void the_space_for_held_rows_is_the_sessions_and_comes_back() throws IOException {
        for (int round = 0; round < 2; round++) {
            run(client, "begin");
            for (int i = 0; i < 2; i++) {
                open("half" + i, "select repeat('z', 1000) from range(28000)");
                fetch("half" + i, 1);
                run(client, "select 1");
            }
            open("last", "select repeat('z', 1000) from range(28000)");
            fetch("last", 1);
            assertThat(sqlState(client.query("select 1"))).isEqualTo("53400");
            run(client, "rollback");
        }
        assertThat(spoolFiles()).isEmpty();
    }

    @Test
    void sending_held_rows_heeds_a_cancel() throws IOException {
        run(client, "begin; create table returned (s text)");
        client.send(
                ClientMessages.query(
                        "insert into returned select repeat('q', 1000) from range(60000) returning s"));
        client.readUntil('D');
        Client.cancel(target, client);
        List<ServerMessage> answer = client.readUntil('Z');
        assertThat(sqlState(answer)).isEqualTo("57014");
        assertThat(status(answer)).isEqualTo('E');
        run(client, "rollback");
        assertThat(spoolFiles()).isEmpty();
    }

    @Test
    void an_error_far_down_a_waiting_portal_is_told_and_aborts_the_block() throws IOException {
        run(client, "begin");
        open("bad", "select 100 / (5000000 - range) from range(10000000)");
        assertThat(firstColumn(fetch("bad", 2))).hasSize(2);
        List<ServerMessage> answer = client.query("select 1");
        assertThat(sqlState(answer)).isEqualTo("22012");
        assertThat(status(answer)).isEqualTo('E');
        assertThat(tags(client.query("commit"))).containsExactly("ROLLBACK");
        assertThat(value(client, "select 1")).isEqualTo("1");
    }

    @Test
    void one_portal_too_many_is_refused_and_those_open_go_with_the_block() throws IOException {
        run(client, "begin");
        for (int i = 0; i < MAX_PORTALS; i++) {
            open("p" + i, "select range from range(10)");
            fetch("p" + i, 1);
        }
        List<ServerMessage> answer =
                exchange(
                        ClientMessages.parse("", "select 1", List.of()),
                        ClientMessages.bind("more", "", List.of(), List.of(), List.of()));
        assertThat(sqlState(answer)).isEqualTo("53400");
        run(client, "rollback");
        run(client, "begin");
        open("p0", "select 1");
        assertThat(exchange(ClientMessages.close('P', "p0")).getFirst().name())
                .isEqualTo("CloseComplete");
        assertThat(sqlState(fetch("p0", 1))).isEqualTo("34000");
        run(client, "rollback");
    }

    @Test
    void one_prepared_statement_too_many_is_refused_until_one_is_closed() throws IOException {
        for (int i = 0; i < MAX_STATEMENTS; i++) {
            assertThat(sqlState(exchange(ClientMessages.parse("s" + i, "select " + i, List.of()))))
                    .isEmpty();
        }
        byte[] more = ClientMessages.parse("more", "select 1", List.of());
        assertThat(sqlState(exchange(more))).isEqualTo("53400");
        assertThat(sqlState(client.query("prepare more as select 1"))).isEqualTo("53400");
        run(client, "deallocate s3");
        assertThat(sqlState(exchange(more))).isEmpty();
        assertThat(value(client, "execute s4")).isEqualTo("4");
        run(client, "deallocate all");
        assertThat(sqlState(client.query("execute s4"))).isEqualTo("26000");
    }

    @Test
    void a_portal_outlives_its_statement_but_not_its_transaction() throws IOException {
        run(client, "begin");
        List<ServerMessage> answer =
                exchange(
                        ClientMessages.parse("s", "select range from range(6)", List.of()),
                        ClientMessages.bind("p", "s", List.of(), List.of(), List.of()),
                        ClientMessages.execute("p", 2),
                        ClientMessages.close('S', "s"),
                        ClientMessages.execute("p", 2));
        assertThat(firstColumn(answer)).isEqualTo(numbers(0, 4));
        run(client, "savepoint a");
        run(client, "rollback to a");
        run(client, "commit");
        assertThat(sqlState(fetch("p", 1))).isEqualTo("34000");
    }

    @Test
    void the_unnamed_portal_streams_across_flushes_outside_a_block() throws IOException {
        client.send(
                ClientMessages.parse("", "select range from range(100000)", List.of()),
                ClientMessages.bind("", "", List.of(), List.of(), List.of()),
                ClientMessages.execute("", 10),
                ClientMessages.flush());
        assertThat(firstColumn(client.readUntil('s'))).isEqualTo(numbers(0, 10));
        client.send(ClientMessages.execute("", 5_000), ClientMessages.flush());
        assertThat(firstColumn(client.readUntil('s'))).isEqualTo(numbers(10, 5_010));
        client.send(ClientMessages.sync());
        assertThat(status(client.readUntil('Z'))).isEqualTo('I');
        assertThat(sqlState(fetch("", 1))).isEqualTo("34000");
    }
}
