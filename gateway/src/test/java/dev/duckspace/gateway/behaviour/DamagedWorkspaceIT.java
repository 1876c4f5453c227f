package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.await;
import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireErrorException;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file of a workspace that a disk has spoiled: its error has a name, and a backup heals it. */
class DamagedWorkspaceIT {
    /** The engine's headers lie before the blocks. */
    private static final int HEADER_BYTES = 3 * 4096;

    private static final int BLOCK_BYTES = 262_144;

    private GatewayUnderTest gateway;
    private WireTarget damaged;
    private WireTarget sound;
    private Path file;
    private byte[] good;

    enum Damage {
        HEADER {
            @Override
            byte[] of(byte[] file) {
                return flipped(file, 0, HEADER_BYTES);
            }
        },
        FIRST_BLOCKS {
            @Override
            byte[] of(byte[] file) {
                return flipped(file, HEADER_BYTES, file.length);
            }
        },
        EMPTY {
            @Override
            byte[] of(byte[] file) {
                return new byte[0];
            }
        },
        GARBAGE {
            @Override
            byte[] of(byte[] file) {
                return "x".repeat(file.length).getBytes(UTF_8);
            }
        };

        abstract byte[] of(byte[] file);
    }

    private static byte[] flipped(byte[] file, int from, int to) {
        byte[] changed = file.clone();
        for (int at = from; at < to; at += 64) {
            changed[at] ^= 0x5a;
        }
        return changed;
    }

    @BeforeEach
    void start() throws IOException {
        gateway =
                GatewayUnderTest.start(
                        config ->
                                config.withWorkspace(
                                        config.workspace().withIdleClose(Duration.ofMillis(1))));
        gateway.publish("in.c-sales", "orders", "select i as id from range(1000) t(i)");
        damaged = gateway.workspace();
        try (Stream<Path> files = Files.walk(gateway.directory())) {
            file =
                    files.filter(each -> each.toString().contains("/_workspaces/"))
                            .filter(each -> each.toString().endsWith(".duckdb"))
                            .findFirst()
                            .orElseThrow();
        }
        sound = gateway.workspace();
        try (WireConnection client = WireConnection.connect(damaged)) {
            run(client, "create table t as select i, hash(i)::varchar s from range(200000) r(i)");
        }
        awaitClosed();
        good = Files.readAllBytes(file);
    }

    private void awaitClosed() {
        await(
                "all workspaces are closed",
                Duration.ofSeconds(60),
                () -> gateway.server().workspaces().openCount() == 0);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_workspace_that_cannot_be_opened_says_so_until_a_backup_is_put_in_place(Damage damage)
            throws IOException {
        Files.write(file, damage.of(good));
        assertThatThrownBy(() -> WireConnection.connect(damaged))
                .isInstanceOfSatisfying(
                        WireErrorException.class,
                        e -> assertThat(e.sqlState()).as(e.getMessage()).isEqualTo("XX001"));
        try (WireConnection neighbour = WireConnection.connect(sound)) {
            assertThat(value(neighbour, "select count(*) from in_c_sales.orders"))
                    .isEqualTo("1000");
        }
        awaitClosed();
        Files.write(file, good);
        try (WireConnection client = WireConnection.connect(damaged)) {
            assertThat(value(client, "select count(s) from t")).isEqualTo("200000");
        }
    }

    @Test
    void a_damaged_block_ends_the_statements_that_read_it_and_no_others() throws IOException {
        try (WireConnection client = WireConnection.connect(damaged)) {
            run(client, "create table u as select 1 as a");
        }
        awaitClosed();
        byte[] both = Files.readAllBytes(file);
        int middle = HEADER_BYTES + (both.length - HEADER_BYTES) / 2 / BLOCK_BYTES * BLOCK_BYTES;
        Files.write(file, flipped(both, middle, middle + BLOCK_BYTES));
        try (WireConnection client = WireConnection.connect(damaged)) {
            List<ServerMessage> answer = client.query("select max(s), max(i) from t");
            assertThat(sqlState(answer)).isEqualTo("XX001");
            assertThat(value(client, "select a from u")).isEqualTo("1");
            assertThat(value(client, "select count(*) from in_c_sales.orders")).isEqualTo("1000");
            run(client, "create table v as select 2 as a");
            assertThat(value(client, "select a from v")).isEqualTo("2");
        }
    }

    @Test
    void a_file_that_was_cut_off_keeps_what_lies_before_the_cut() throws IOException {
        Files.write(file, Arrays.copyOf(good, HEADER_BYTES + BLOCK_BYTES));
        try (WireConnection client = WireConnection.connect(damaged)) {
            assertThat(sqlState(client.query("select max(s) from t"))).isEqualTo("XX001");
            assertThat(value(client, "select 1")).isEqualTo("1");
        } catch (WireErrorException e) {
            assertThat(e.sqlState()).isEqualTo("XX001");
        }
    }
}
