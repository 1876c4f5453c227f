package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.wire.ClientMessages;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file system of its own, of 80 MB in memory, that workspaces or others fill. */
@SuppressWarnings("NullAway.Init") // fields set by start()
class DiskFullIT {
    private static final String ROWS =
            "insert into t select %d, hash(i)::varchar || hash(i + 1)::varchar"
                    + " from range(5000) g(i)";
    private static final String MANY_ROWS = ROWS.replace("range(5000)", "range(50000)");
    private static final int MANY_ROWS_EACH = 50_000;
    private static final int ROWS_EACH = 5_000;
    private static final int INSERTS_MAX = 500;

    /** The engine writes a checkpoint when its log has 16 MiB. */
    private static final long LOG_ALMOST_FULL = 16_400_000;

    private static final long LEFT_FOR_THE_LOG = 800_000;

    private Path disk;
    private GatewayUnderTest gateway;
    private WireTarget filling;
    private WireTarget other;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        disk = Files.createTempDirectory("disk");
        command("mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", disk.toString());
        gateway = GatewayUnderTest.start(disk.resolve("data"), config -> config, Clock.systemUTC());
        gateway.publish("in.c-sales", "orders", "select i as id from range(1000) t(i)");
        filling = gateway.workspace();
        other = gateway.workspace();
        for (WireTarget each : List.of(filling, other)) {
            try (WireConnection client = WireConnection.connect(each)) {
                run(client, "create table t (a int, s text)");
                run(client, ROWS.formatted(-1));
            }
        }
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        try {
            gateway.close();
        } finally {
            command("umount", "--lazy", disk.toString());
            Files.delete(disk);
        }
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(
                        "%s needs root, for a disk that may be filled: %s",
                        String.join(" ", words), output)
                .isZero();
    }

    @Test
    void who_fills_the_disk_is_refused_while_reads_and_deletes_go_on() throws IOException {
        try (WireConnection client = WireConnection.connect(filling);
                WireConnection neighbour = WireConnection.connect(other)) {
            int stored = fill(client);
            assertThat(value(client, "select count(*) from t"))
                    .isEqualTo(String.valueOf(stored * (long) MANY_ROWS_EACH + ROWS_EACH));
            assertThat(value(neighbour, "select count(*) from t"))
                    .isEqualTo(String.valueOf(ROWS_EACH));
            assertThat(value(neighbour, "select count(*) from in_c_sales.orders"))
                    .isEqualTo("1000");
            assertThat(sqlState(neighbour.query(MANY_ROWS.formatted(0)))).isEqualTo("53100");
            assertThat(value(neighbour, "select count(*) from t"))
                    .isEqualTo(String.valueOf(ROWS_EACH));
            run(client, "delete from t where a >= 0");
            run(client, "drop table t");
            run(client, "create table u (a int)");
            run(neighbour, "insert into t values (1, 'x')");
            assertThat(value(neighbour, "select count(*) from t"))
                    .isEqualTo(String.valueOf(ROWS_EACH + 1));
        }
    }

    /** Until it is refused; how many inserts were answered. */
    private static int fill(WireConnection client) throws IOException {
        for (int i = 0; i < INSERTS_MAX; i++) {
            List<ServerMessage> answer = client.query(MANY_ROWS.formatted(i));
            if (!sqlState(answer).isEmpty()) {
                assertThat(sqlState(answer)).isEqualTo("53100");
                return i;
            }
        }
        throw new AssertionError("the disk is not full");
    }

    @Test
    void a_disk_that_others_fill_loses_nothing_and_needs_no_operator_afterwards()
            throws IOException {
        try (WireConnection client = WireConnection.connect(filling);
                WireConnection idle = WireConnection.connect(filling)) {
            run(client, ROWS.formatted(0));
            run(idle, "select 1");
            fillByOthers(0);
            assertThat(sqlState(client.query(ROWS.formatted(1)))).isEqualTo("53100");
            assertThat(value(client, "select count(*) from t"))
                    .isEqualTo(String.valueOf(2 * ROWS_EACH));
            assertThatThrownBy(() -> gateway.publish("in.c-sales", "orders", LARGE))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.DISK_FULL));
            assertThat(value(idle, "select count(*) from in_c_sales.orders")).isEqualTo("1000");
            assertThatThrownBy(() -> gateway.workspace())
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.DISK_FULL));
        }
        Files.delete(disk.resolve("ballast"));
        try (WireConnection client = WireConnection.connect(filling)) {
            run(client, ROWS.formatted(2));
            assertThat(value(client, "select count(*) from t"))
                    .isEqualTo(String.valueOf(3 * ROWS_EACH));
        }
        gateway.publish("in.c-sales", "orders", "select i as id from range(2000) t(i)");
        try (WireConnection client = WireConnection.connect(gateway.workspace())) {
            assertThat(value(client, "select count(*) from in_c_sales.orders")).isEqualTo("2000");
        }
    }

    private static final String LARGE = "select i as id, md5(i::varchar) from range(1000000) t(i)";

    private void fillByOthers(long left) throws IOException {
        byte[] block = new byte[1 << 16];
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void an_engine_that_cannot_write_its_checkpoint_is_opened_again() throws IOException {
        long rows = ROWS_EACH;
        try (WireConnection client = WireConnection.connect(filling);
                WireConnection idle = WireConnection.connect(filling)) {
            run(idle, "select 1");
            for (int i = 0; logBytes() < LOG_ALMOST_FULL; i++) {
                run(client, ROWS.formatted(i));
                rows += ROWS_EACH;
            }
            fillByOthers(LEFT_FOR_THE_LOG);
            for (int i = 0; rows > 0 && !isGone(client, "delete from t where a = " + i); i++) {
                rows -= ROWS_EACH;
            }
            assertThat(rows).as("no checkpoint was tried").isPositive();
            assertThat(isGone(idle, "select 1")).isTrue();
        }
        long read;
        try (WireConnection client = WireConnection.connect(filling)) {
            read = Long.parseLong(value(client, "select count(*) from t"));
            // the DELETE whose checkpoint failed may have been committed before
            assertThat(read).isIn(rows, rows - ROWS_EACH);
        }
        Files.delete(disk.resolve("ballast"));
        try (WireConnection client = WireConnection.connect(filling)) {
            run(client, ROWS.formatted(1000));
            assertThat(value(client, "select count(*) from t"))
                    .isEqualTo(String.valueOf(read + ROWS_EACH));
        }
    }

    /** Whether the answer was an end of the session, named as what it is. */
    private static boolean isGone(WireConnection client, String sql) throws IOException {
        client.send(ClientMessages.query(sql));
        for (Optional<ServerMessage> next = client.read(); next.isPresent(); next = client.read()) {
            ServerMessage message = next.get();
            if (message.type() == 'E') {
                assertThat(message.fields().get('S')).as(message.line()).isEqualTo("FATAL");
                assertThat(message.fields().get('C')).as(message.line()).isIn("53100", "57P02");
            }
            if (message.type() == 'Z') {
                return false;
            }
        }
        return true;
    }

    private long logBytes() throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(file -> file.toString().endsWith(".wal"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        }
    }
}
