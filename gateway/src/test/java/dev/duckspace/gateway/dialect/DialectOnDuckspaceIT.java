package dev.duckspace.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.duckspace.gateway.GatewayUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the gateway does with each probe is what its file says. */
class DialectOnDuckspaceIT {
    private static final double WANTED = 0.95;
    private static final Set<Verdict> RIGHT = Set.of(Verdict.SAME, Verdict.VARIES, Verdict.REFUSED);

    /** A refusal explains itself. */
    private static final Set<Verdict> EXPLAINED = RIGHT;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @TestFactory
    Stream<DynamicTest> every_answer_stands_to_postgresqls_as_the_file_says() throws IOException {
        return ProbeFile.all().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        List<String> others = new ArrayList<>();
        try (ProbeSession session = new ProbeSession(gateway.workspace())) {
            for (Probe probe : ProbeFile.read(file)) {
                Answer answer = session.answer(probe.statement());
                Verdict seen = Verdict.of(probe.postgres(), answer, probe.varies());
                if (seen != probe.verdict()) {
                    others.add(
                            "%s: %s, not %s%n  PostgreSQL %s%n  Duckspace  %s"
                                    .formatted(
                                            probe.statement(),
                                            seen,
                                            probe.verdict(),
                                            probe.postgres(),
                                            answer));
                }
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void nearly_all_that_postgresql_accepts_is_answered_as_postgresql_does() throws IOException {
        List<Probe> accepted =
                ProbeFile.read(ProbeFile.PROBES).stream()
                        .filter(probe -> !probe.postgres().isError())
                        .toList();
        long right = accepted.stream().filter(probe -> RIGHT.contains(probe.verdict())).count();
        assertThat((double) right / accepted.size()).isGreaterThan(WANTED);
    }

    @Test
    void every_difference_is_explained() throws IOException {
        for (Path file : ProbeFile.all()) {
            if (!file.endsWith(ProbeFile.FUNCTIONS)) {
                assertThat(ProbeFile.read(file))
                        .as(file.toString())
                        .filteredOn(probe -> !EXPLAINED.contains(probe.verdict()))
                        .allSatisfy(p -> assertThat(p.note()).as(p.statement()).isNotEmpty());
            }
        }
    }
}
