package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A Python notebook's session; what it checks is in {@code clients/psycopg2_session.py}. */
class Psycopg2IT {

    @Test
    void a_notebook_works_as_on_postgresql() throws IOException {
        try (GatewayUnderTest gateway = GatewayUnderTest.start()) {
            SampleProject.publish(gateway);
            ClientProgram.Outcome outcome =
                    ClientProgram.run(
                            gateway.workspace(),
                            List.of("target/clients/python/bin/python", "-"),
                            script());
            assertThat(outcome.output()).isEqualTo("psycopg2 ok\n");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    private static String script() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        Psycopg2IT.class.getResourceAsStream("/clients/psycopg2_session.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
