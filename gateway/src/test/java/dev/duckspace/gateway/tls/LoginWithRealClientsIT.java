package dev.duckspace.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * psql, psycopg2 and pgjdbc have their own SCRAM and channel binding: they must agree with ours.
 */
final class LoginWithRealClientsIT {
    /** With psycopg2; {@code .ci/clients} installs it. */
    private static final String PYTHON = "target/clients/python/bin/python";

    /** Changed by SASLprep, so that both sides have to apply it. */
    private static final String PASSWORD = "Ⅸ café";

    private record Outcome(int exitCode, String output) {}

    @Test
    void psql_logs_in_with_and_without_channel_binding(@TempDir Path directory) throws Exception {
        try (LoginServer server = server(directory)) {
            for (String binding : new String[] {"require", "prefer", "disable"}) {
                assertThat(psql(server, directory, PASSWORD, binding))
                        .isEqualTo(new Outcome(0, ""));
            }
        }
    }

    @Test
    void psql_is_told_that_the_password_is_wrong(@TempDir Path directory) throws Exception {
        try (LoginServer server = server(directory)) {
            Outcome outcome = psql(server, directory, "wrong", "prefer");
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.output())
                    .contains("FATAL:  password authentication failed for user \"alice\"");
        }
    }

    @Test
    void psycopg2_logs_in_with_channel_binding(@TempDir Path directory) throws Exception {
        try (LoginServer server = server(directory)) {
            String script =
                    """
                    import os, psycopg2
                    psycopg2.connect(host='localhost', port=%d, user='alice', dbname='x',
                        password=os.environ['PGPASSWORD'], sslmode='require',
                        channel_binding='require').close()
                    """
                            .formatted(server.port());
            assertThat(run(PASSWORD, PYTHON, "-c", script)).isEqualTo(new Outcome(0, ""));
        }
    }

    @Test
    void pgjdbc_logs_in_with_and_without_channel_binding(@TempDir Path directory) throws Exception {
        try (LoginServer server = server(directory)) {
            for (String binding : new String[] {"require", "disable"}) {
                try (Connection connection = jdbc(server, directory, PASSWORD, binding)) {
                    assertThat(connection.isClosed()).isFalse();
                }
            }
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> jdbc(server, directory, "wrong", "require"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    private static LoginServer server(Path directory) throws Exception {
        TlsFiles files = TlsCertificates.selfSigned(directory, InstantSource.system());
        return new LoginServer(files, "alice", PASSWORD);
    }

    /** Checks the certificate and its name too: the file made at first start is good for that. */
    private static Outcome psql(
            LoginServer server, Path directory, String password, String channelBinding)
            throws Exception {
        String address =
                "host=localhost port=%d user=alice dbname=x sslmode=verify-full sslrootcert=%s"
                        .formatted(server.port(), directory.resolve("server.crt"));
        return run(
                password,
                "psql",
                "-X",
                address + " channel_binding=" + channelBinding,
                "-c",
                "select");
    }

    private static Connection jdbc(
            LoginServer server, Path directory, String password, String channelBinding)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "alice");
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", directory.resolve("server.crt").toString());
        properties.setProperty("channelBinding", channelBinding);
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/x".formatted(server.port()), properties);
    }

    private static Outcome run(String password, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
