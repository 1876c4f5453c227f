package dev.duckspace.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.duckspace.gateway.wire.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The probes' expectations, asked of a real PostgreSQL 15. */
class DialectOnPostgresIT {
    @TestFactory
    Stream<DynamicTest> every_expectation_is_postgresqls_answer() throws IOException {
        assertThat(PostgresServer.isInstalled()).as("PostgreSQL 15 is installed").isTrue();
        return ProbeFile.all().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        List<String> others = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start();
                ProbeSession session = new ProbeSession(server.target())) {
            for (Probe probe : ProbeFile.read(file)) {
                Answer answer = session.answer(probe.statement());
                Answer counted =
                        probe.varies() && !answer.isError() ? answer.withoutRows() : answer;
                if (!counted.equals(probe.postgres())) {
                    others.add(probe.statement() + "\n  " + answer);
                }
            }
        }
        assertThat(others).isEmpty();
    }
}
