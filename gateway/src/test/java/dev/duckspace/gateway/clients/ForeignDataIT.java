package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * postgres_fdw of a real PostgreSQL 15 finds in Duckspace what it finds in another PostgreSQL: the
 * same script, with its tables there and there, prints the same lines.
 */
class ForeignDataIT {
    private static GatewayUnderTest gateway;
    private static PostgresServer local;
    private static PostgresServer remote;
    private static int databases;

    @BeforeAll
    static void start() throws IOException {
        gateway = GatewayUnderTest.start();
        local = PostgresServer.start();
        remote = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        local.close();
        remote.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void foreign_tables_are_read_and_written_as_those_of_postgresql(String remoteEstimate)
            throws IOException {
        List<String> expected = printed(database(remote), remoteEstimate);
        List<String> actual = printed(gateway.workspace(), remoteEstimate);

        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(differences(expected, actual)).isEmpty();
    }

    /** Lines of one that stand otherwise in the other. */
    private static List<String> differences(List<String> expected, List<String> actual) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "(nothing)";
            String found = i < actual.size() ? actual.get(i) : "(nothing)";
            if (!wanted.equals(found)) {
                differences.add("%d%n  PostgreSQL %s%n  Duckspace  %s".formatted(i, wanted, found));
            }
        }
        return differences;
    }

    private static WireTarget database(PostgresServer server) {
        WireTarget administrator = server.target();
        String name = "foreign_" + ++databases;
        psql(administrator, List.of(), "create database " + name);
        return new WireTarget(
                administrator.kind(),
                administrator.host(),
                administrator.port(),
                name,
                administrator.user(),
                administrator.password(),
                true);
    }

    private static List<String> printed(WireTarget target, String remoteEstimate)
            throws IOException {
        psql(target, List.of("-v", "ON_ERROR_STOP=1"), script("remote.sql"));
        List<String> variables =
                List.of(
                        "-a",
                        "-v",
                        "host=" + target.host(),
                        "-v",
                        "port=" + target.port(),
                        "-v",
                        "database=" + target.database(),
                        "-v",
                        "remote_user=" + target.user(),
                        "-v",
                        "remote_password=" + target.password(),
                        "-v",
                        "estimate=" + remoteEstimate);
        return psql(database(local), variables, script("local.sql")).lines().toList();
    }

    private static String script(String name) throws IOException {
        return Files.readString(ComparedClient.SCRIPTS.resolve("fdw").resolve(name));
    }

    private static String psql(WireTarget target, List<String> arguments, String script) {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q"));
        command.addAll(arguments);
        ClientProgram.Outcome outcome = ClientProgram.run(target, command, script);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }
}
