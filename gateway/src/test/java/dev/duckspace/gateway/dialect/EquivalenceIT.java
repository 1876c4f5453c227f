package dev.duckspace.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.PostgresServer;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random queries over the same rows get PostgreSQL's answer, by value, type and label. */
class EquivalenceIT {
    private static final int QUERIES = Integer.getInteger("duckspace.equivalence.queries", 1500);
    private static final int SHOWN = 30;

    /** What is wrong by its types: no question of values. */
    private static final Set<String> REJECTED =
            Set.of("ERROR 42883", "ERROR 42725", "ERROR 42804", "ERROR 42846", "ERROR 42601");

    private static final Pattern LAZY =
            Pattern.compile(
                    "(?i)\\b(null|case|coalesce|nullif|and|or|in|any|all|greatest|least|is)\\b|->|\\[");

    private static final String DATA_EXCEPTION = "ERROR 22";

    /** Of expressions that have several parts that may fail. */
    private static final int LONG = 60;

    /** The same in each run of the tests, so that a change is judged by itself: 0 draws another. */
    private static long seed() {
        long seed = Long.getLong("duckspace.equivalence.seed", 2);
        return seed == 0 ? new Random().nextLong() : seed;
    }

    @Test
    void random_queries_are_answered_as_postgresql_answers_them() throws IOException {
        long seed = seed();
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

    /**
     * Errors as well: an expression of any type that fails there fails here, for the same reason.
     */
    @Test
    void random_expressions_of_all_types_are_answered_as_postgresql_answers_them()
            throws IOException {
        long seed = seed();
        ExpressionGrammar grammar = ExpressionGrammar.read();
        List<String> others = new ArrayList<>();
        try (GatewayUnderTest gateway = GatewayUnderTest.start();
                ProbeSession server = new ProbeSession(PostgresServer.shared().target())) {
            server.answer("DROP DATABASE IF EXISTS letters");
            // Where letters beyond ASCII have cases, too.
            assertThat(server.answer("CREATE DATABASE letters TEMPLATE template0 LOCALE 'C.UTF-8'"))
                    .matches(answer -> !answer.isError());
            try (ProbeSession postgres = new ProbeSession(letters());
                    ProbeSession duckspace = new ProbeSession(gateway.workspace())) {
                for (int i = 0; i < QUERIES && others.size() < SHOWN; i++) {
                    String query = "SELECT " + grammar.expression(new Random(seed + i), i % 3);
                    Answer expected = postgres.answer(query, Answer::withShortNumerics);
                    if (!REJECTED.contains(expected.text())) {
                        Answer answer = duckspace.answer(query, Answer::withShortNumerics);
                        if (!isAnswer(query, expected, answer)) {
                            others.add(
                                    query
                                            + "\n  PostgreSQL "
                                            + expected
                                            + "\n  Duckspace  "
                                            + answer);
                        }
                    }
                }
            }
        }
        assertThat(others).as("-Dduckspace.equivalence.seed=" + seed).isEmpty();
    }

    /**
     * The same, or honestly refused. Where only one fails, a NULL or a branch that is not taken may
     * have kept the part that fails from being reckoned.
     */
    private static boolean isAnswer(String query, Answer expected, Answer answer) {
        if (answer.equals(expected) || answer.isRefusal()) {
            return true;
        }
        boolean failsByValue = answer.text().startsWith(DATA_EXCEPTION);
        if (!expected.isError()) {
            return failsByValue && LAZY.matcher(query).find();
        }
        // Which of several parts fails first is not said.
        return answer.isError()
                ? failsByValue
                        && expected.text().startsWith(DATA_EXCEPTION)
                        && query.length() > LONG
                : LAZY.matcher(query).find();
    }

    private static WireTarget letters() throws IOException {
        WireTarget server = PostgresServer.shared().target();
        return new WireTarget(
                server.kind(),
                server.host(),
                server.port(),
                "letters",
                server.user(),
                server.password(),
                server.tls());
    }
}
