package dev.duckspace.gateway.behaviour;

import static dev.duckspace.gateway.behaviour.Client.run;
import static dev.duckspace.gateway.behaviour.Client.sqlState;
import static dev.duckspace.gateway.behaviour.Client.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.ServerMessage;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Project tables that change beneath running sessions. */
class ProjectTablesIT {
    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        target = gateway.workspace();
        gateway.publish("in.c-main", "sound", "select 1 as i");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Path file(String table) throws IOException {
        try (Stream<Path> files = Files.walk(gateway.directory())) {
            return files.filter(file -> file.endsWith("in_c_main/" + table + ".duckdb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_replaced_table_is_seen_by_the_next_transaction_and_not_by_an_open_one()
            throws IOException {
        gateway.publish("in.c-main", "moving", "select 1 as version from range(10)");
        String query = "select max(version) || '/' || count(*) from in_c_main.moving";
        try (WireConnection open = WireConnection.connect(target);
                WireConnection other = WireConnection.connect(target)) {
            run(open, "begin");
            assertThat(value(open, query)).isEqualTo("1/10");
            gateway.publish("in.c-main", "moving", "select 2 as version from range(20)");
            assertThat(value(other, query)).isEqualTo("2/20");
            assertThat(value(open, query)).isEqualTo("1/10");
            run(other, "begin");
            assertThat(value(other, query)).isEqualTo("2/20");
            gateway.publish(
                    "in.c-main", "moving", "select 3 as version, 'new' as more from range(30)");
            assertThat(value(open, query)).isEqualTo("1/10");
            assertThat(value(other, query)).isEqualTo("2/20");
            run(open, "commit");
            assertThat(value(open, query)).isEqualTo("3/30");
            assertThat(value(open, "select distinct more from \"in.c-main\".moving"))
                    .isEqualTo("new");
            assertThat(value(other, query)).isEqualTo("2/20");
            run(other, "rollback");
            assertThat(value(other, query)).isEqualTo("3/30");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "empty", "truncated"})
    void a_corrupt_table_is_an_error_for_that_table_only(String how) throws IOException {
        String table = "corrupt_" + how;
        gateway.publish("in.c-main", table, "select range as i from range(100000)");
        Path file = file(table);
        byte[] sound = Files.readAllBytes(file);
        byte[] broken =
                switch (how) {
                    case "garbage" -> "this is no database".repeat(1_000).getBytes(UTF_8);
                    case "empty" -> new byte[0];
                    default -> Arrays.copyOf(sound, sound.length / 3);
                };
        Path next = file.resolveSibling(table + ".next");
        Files.write(next, broken);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (WireConnection client = WireConnection.connect(target)) {
            List<ServerMessage> answer = client.query("select sum(i) from in_c_main." + table);
            assertThat(sqlState(answer)).isEqualTo("XX001");
            assertThat(answer.getFirst().line())
                    .doesNotContain(gateway.directory().toString())
                    .doesNotContain(".duckdb")
                    .doesNotContain("$");
            assertThat(value(client, "select i from in_c_main.sound")).isEqualTo("1");
            run(client, "create table if not exists mine (i int)");
            run(client, "begin; insert into mine select i from in_c_main.sound; commit");
            gateway.publish("in.c-main", table, "select 5 as i");
            assertThat(value(client, "select sum(i) from in_c_main." + table)).isEqualTo("5");
        }
    }

    @Test
    void a_removed_table_is_missing_and_one_that_comes_back_is_there() throws IOException {
        gateway.publish("in.c-main", "fleeting", "select 7 as i");
        String query = "select i from in_c_main.fleeting";
        try (WireConnection reader = WireConnection.connect(target);
                WireConnection open = WireConnection.connect(target)) {
            assertThat(value(reader, query)).isEqualTo("7");
            run(open, "begin");
            assertThat(value(open, query)).isEqualTo("7");
            Files.delete(file("fleeting"));
            assertThat(sqlState(reader.query(query))).isIn("42P01", "58P01");
            assertThat(value(open, query)).isEqualTo("7");
            run(open, "commit");
            assertThat(sqlState(open.query(query))).isIn("42P01", "58P01");
            gateway.publish("in.c-main", "fleeting", "select 8 as i");
            assertThat(value(reader, query)).isEqualTo("8");
        }
    }
}
