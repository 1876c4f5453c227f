package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.firstColumn;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionLimits;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows that a cursor holds go to temporary space, of which a session has so much. */
class HeldCursorsIT {
    private static final long MAX_HELD_BYTES = 4 << 20;
    private static final int ROWS = 20_000;

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
                        standard.maxPreparedStatements(),
                        standard.maxPortals(),
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
    void goes_on() throws IOException {
        assertAlive(client);
        client.close();
    }

    /** About 2.4 MB of rows. */
    private static String declare(String name) {
        return """
        DECLARE %s SCROLL CURSOR WITH HOLD FOR
        SELECT g, rpad('row ' || g, 100) AS t FROM generate_series(1, %d) g ORDER BY g"""
                .formatted(name, ROWS);
    }

    private void ok(String sql) throws IOException {
        assertThat(sqlState(client.query(sql))).as(sql).isEmpty();
    }

    @Test
    void held_rows_are_all_there_in_any_order() throws IOException {
        ok(declare("c"));
        assertThat(firstColumn(client.query("FETCH ALL FROM c"))).hasSize(ROWS);
        assertThat(firstColumn(client.query("FETCH ABSOLUTE 12345 FROM c")))
                .containsExactly("12345");
        assertThat(firstColumn(client.query("FETCH BACKWARD 3 FROM c")))
                .containsExactly("12344", "12343", "12342");
        assertThat(firstColumn(client.query("FETCH LAST FROM c")))
                .containsExactly(Integer.toString(ROWS));
        ok("CLOSE c");
    }

    @Test
    void a_cursor_that_is_closed_gives_its_space_back() throws IOException {
        for (int i = 0; i < 5; i++) {
            ok(declare("c"));
            ok("CLOSE c");
        }
    }

    @Test
    void what_exceeds_the_space_fails_the_commit_and_leaves_earlier_cursors() throws IOException {
        ok(declare("first"));
        ok("CREATE TABLE kept (i int)");
        ok("BEGIN; INSERT INTO kept VALUES (1)");
        ok(declare("second"));
        List<ServerMessage> commit = client.query("COMMIT");
        assertThat(sqlState(commit)).isEqualTo("53400");
        assertThat(status(commit)).isEqualTo('I');
        assertThat(firstColumn(client.query("SELECT count(*) FROM kept"))).containsExactly("0");
        assertThat(sqlState(client.query("FETCH second"))).isEqualTo("34000");
        assertThat(firstColumn(client.query("FETCH 2 FROM first"))).containsExactly("1", "2");
        ok("CLOSE ALL");
        ok(declare("second"));
        ok("CLOSE second; DROP TABLE kept");
    }

    @Test
    void portals_and_cursors_share_the_space() throws IOException {
        ok(declare("c"));
        ok("BEGIN");
        client.send(
                ClientMessages.parse(
                        "", "SELECT repeat('x', 100) FROM generate_series(1, 30000)", List.of()),
                ClientMessages.bind("p", "", List.of(), List.of(), List.of()),
                ClientMessages.execute("p", 1),
                ClientMessages.sync());
        assertThat(sqlState(client.readUntil('Z'))).isEmpty();
        assertThat(sqlState(client.query("SELECT 1"))).isEqualTo("53400");
        ok("ROLLBACK");
        ok("CLOSE c");
    }
}
