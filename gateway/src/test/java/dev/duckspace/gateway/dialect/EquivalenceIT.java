package dev.duckspace.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random queries over the same rows get PostgreSQL's answer, by value, type and label. */
class EquivalenceIT {
    private static final int QUERIES = Integer.getInteger("duckspace.equivalence.queries", 1500);
    private static final int SHOWN = 30;

    @Test
    void random_queries_are_answered_as_postgresql_answers_them() throws IOException {
        long seed = Long.getLong("duckspace.equivalence.seed", new Random().nextLong());
        List<String> others = new ArrayList<>();
        try (GatewayUnderTest gateway = GatewayUnderTest.start();
                ProbeSession postgres = new ProbeSession(PostgresServer.shared().target());
                ProbeSession duckspace = new ProbeSession(gateway.workspace())) {
            for (String statement : RandomQuery.tables(seed)) {
                assertThat(postgres.answer(statement).isError()).as(statement).isFalse();
                assertThat(duckspace.answer(statement).isError()).as(statement).isFalse();
            }
            for (int i = 0; i < QUERIES && others.size() < SHOWN; i++) {
                String query = RandomQuery.of(seed + i);
                Answer expected = postgres.answer(query, Answer::withShortNumerics);
                Answer answer = duckspace.answer(query, Answer::withShortNumerics);
                if (!answer.equals(expected)) {
                    others.add(query + "\n  PostgreSQL " + expected + "\n  Duckspace  " + answer);
                }
            }
            postgres.answer("DROP TABLE a, b");
        }
        assertThat(others).as("-Dduckspace.equivalence.seed=" + seed).isEmpty();
    }
}
