package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.assertAlive;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.status;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import dev.duckspace.gateway.workspace.WorkspaceLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A workspace of 100 MB of memory and 100 MB of temporary files meets both ends. */
@SuppressWarnings("NullAway.Init") // set by JUnit
class WorkspaceMemoryIT {
    private static final long BYTES = 100_000_000;

    /** One value that has to be whole in memory. */
    private static final String TOO_MUCH_MEMORY =
            "select length(list(md5(i::text))::text) from range(20000000) r(i)";

    /** What does not fit into memory is sorted in temporary files: about 1.3 GB. */
    private static final String TOO_MUCH_SPILL =
            "select count(*) from (select md5(i::text) a, md5((i + 1)::text) b"
                    + " from range(20000000) r(i) order by a, b limit 19999999) s";

    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway =
                GatewayUnderTest.start(
                        config ->
                                config.withWorkspace(
                                        WorkspaceLimits.DEFAULT
                                                .withMemoryBytes(BYTES)
                                                .withSpillBytes(BYTES)));
        target = gateway.workspace();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void assertRefused(String sql, String sqlState, String message)
            throws IOException {
        try (WireConnection client = WireConnection.connect(target);
                WireConnection other = WireConnection.connect(target)) {
            run(client, "create table if not exists kept as select 42 as a");
            assertError(client.query(sql), sqlState, message, 'I');
            assertThat(value(client, "select a from kept")).isEqualTo("42");
            assertThat(value(client, "select count(*) from range(1000000)")).isEqualTo("1000000");
            run(client, "begin");
            assertError(client.query(sql), sqlState, message, 'E');
            run(client, "rollback");
            assertAlive(client);
            assertAlive(other);
        }
    }

    private static void assertError(
            List<ServerMessage> answer, String sqlState, String message, char status) {
        Map<Character, String> error =
                answer.stream().filter(m -> m.type() == 'E').findFirst().orElseThrow().fields();
        assertThat(error)
                .containsEntry('S', "ERROR")
                .containsEntry('C', sqlState)
                .containsEntry('M', message);
        assertThat(error.toString())
                .doesNotContain(gateway.directory().toString())
                .doesNotContain("SET ");
        assertThat(status(answer)).isEqualTo(status);
    }

    @Test
    void a_statement_that_needs_more_memory_ends_with_53200_and_the_session_goes_on()
            throws IOException {
        assertRefused(TOO_MUCH_MEMORY, "53200", "out of memory");
    }

    @Test
    void a_statement_that_needs_more_temporary_space_ends_with_53100_and_gives_it_back()
            throws IOException {
        assertRefused(
                TOO_MUCH_SPILL, "53100", "the workspace's space for temporary files is used up");
    }
}
