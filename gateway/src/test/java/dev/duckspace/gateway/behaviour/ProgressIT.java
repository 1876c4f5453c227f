package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.await;
import static dev.duckspace.gateway.behaviour.Client.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.session.SessionInfo;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What runs long shows how far it is, to other sessions and to operators. */
class ProgressIT {
    private static final Duration WAIT = Duration.ofSeconds(60);

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

    @Test
    void a_copy_in_shows_its_bytes_and_rows_while_it_runs() throws IOException {
        try (WireConnection copying = WireConnection.connect(target);
                WireConnection looking = WireConnection.connect(target)) {
            Client.run(copying, "create table copied (a int, b text)");
            assertThat(value(looking, "select count(*) from pg_stat_progress_copy")).isEqualTo("0");
            copying.send(ClientMessages.query("copy copied from stdin"));
            byte[] line = "7\tseven\n".getBytes(UTF_8);
            int lines = (1 << 20) / line.length;
            byte[] data = new byte[lines * line.length];
            for (int i = 0; i < lines; i++) {
                System.arraycopy(line, 0, data, i * line.length, line.length);
            }
            copying.send(ClientMessages.copyData(data));

            String row =
                    "select max(command || ' ' || type || ' ' || relid::regclass || ' ' ||"
                            + " bytes_processed || ' ' || tuples_processed || ' ' ||"
                            + " (datname = current_database())) from pg_stat_progress_copy";
            String whole = "COPY FROM PIPE copied %d %d true".formatted(data.length, lines);
            await("all data is read", WAIT, () -> whole.equals(asked(looking, row)));

            copying.send(ClientMessages.copyDone());
            while (copying.readMessage().type() != 'Z') {}
            assertThat(value(looking, "select count(*) from pg_stat_progress_copy")).isEqualTo("0");
            assertThat(value(looking, "select count(*) from copied"))
                    .isEqualTo(Integer.toString(lines));
        }
    }

    @Test
    void a_copy_out_shows_the_bytes_and_rows_that_the_client_has_been_sent() throws IOException {
        try (WireConnection copying = WireConnection.connect(target);
                WireConnection looking = WireConnection.connect(target)) {
            copying.send(
                    ClientMessages.query(
                            "copy (select i, repeat('x', 100) from generate_series(1, 1000000) i)"
                                    + " to stdout"));
            await(
                    "rows are on their way",
                    WAIT,
                    () ->
                            "true"
                                    .equals(
                                            asked(
                                                    looking,
                                                    "select max((command = 'COPY TO' and relid = 0 and"
                                                            + " tuples_processed > 1000 and"
                                                            + " bytes_processed / greatest(tuples_processed, 1)"
                                                            + " between 103 and 109)::text) from"
                                                            + " pg_stat_progress_copy")));
            while (copying.readMessage().type() != 'Z') {}
            assertThat(value(looking, "select count(*) from pg_stat_progress_copy")).isEqualTo("0");
        }
    }

    @Test
    void a_query_that_runs_long_tells_operators_its_percentage() throws IOException {
        try (WireConnection working = WireConnection.connect(target);
                WireConnection other = WireConnection.connect(target)) {
            assertThat(value(other, "select 1")).isEqualTo("1");
            Client.run(working, "create table numbers as select range as i from range(5000000)");
            working.send(
                    ClientMessages.query(
                            "select max(md5(i::text) || md5((i + 1)::text)) from numbers"));
            Set<Double> seen = new HashSet<>();
            await(
                    "three percentages",
                    WAIT,
                    () -> {
                        sessions().stream()
                                .filter(session -> session.state().equals("active"))
                                .map(SessionInfo::progress)
                                .filter(progress -> progress != null)
                                .forEach(seen::add);
                        return seen.size() >= 3;
                    });
            assertThat(seen).allSatisfy(part -> assertThat(part).isBetween(0.0, 100.0));
            assertThat(sessions())
                    .filteredOn(session -> session.state().equals("idle"))
                    .isNotEmpty()
                    .allSatisfy(session -> assertThat(session.progress()).isNull());
        }
    }

    private static @Nullable String asked(WireConnection client, String sql) {
        try {
            return value(client, sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SessionInfo> sessions() {
        String workspace = target.database().substring("workspace_".length());
        return gateway.server().sessions().ofWorkspace(workspace);
    }
}
