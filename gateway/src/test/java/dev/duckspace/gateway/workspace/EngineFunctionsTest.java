package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.StatementType;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever takes a newer engine has to judge what is new in it: each function is allowed or refused
 * by name, each statement type by the guard.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineFunctionsTest {
    private static final Set<String> REFUSED = WordList.read("/attacks/functions-refused.txt");

    private Workspaces workspaces;
    private Session session;
    private EngineNames names;

    @BeforeAll
    void open(@TempDir Path directory) {
        workspaces = new Workspaces(directory);
        session = workspaces.session(Workspaces.FIRST);
        try (EngineInstance instance =
                        workspaces.duckDb.open(directory.resolve("fresh.duckdb"), Map.of());
                EngineConnection connection = instance.connect()) {
            names = EngineNames.of(connection);
        }
    }

    @AfterAll
    void close() {
        session.close();
        workspaces.close();
    }

    static Stream<String> refused() {
        return REFUSED.stream().sorted();
    }

    @Test
    void every_function_of_the_engine_has_been_judged() {
        Set<String> unjudged = new TreeSet<>(names.functions());
        unjudged.removeIf(EngineNames::isAllowed);
        unjudged.removeAll(REFUSED);
        assertThat(unjudged).isEmpty();
    }

    @Test
    void no_function_is_both_allowed_and_refused() {
        assertThat(REFUSED).noneMatch(EngineNames::isAllowed);
    }

    @Test
    void what_is_refused_is_the_engines() {
        assertThat(names.functions()).containsAll(REFUSED);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refused_function_is_refused_wherever_it_is_called(String function) {
        for (String form :
                List.of(
                        "SELECT %s('x')",
                        "SELECT * FROM %s('x')",
                        "SELECT ('x').%s()",
                        "SELECT system.main.\"%s\"('x')",
                        "CREATE MACRO m() AS %s('x')")) {
            PgException refused =
                    catchThrowableOfType(
                            PgException.class, () -> session.run(form.formatted(function)));
            assertThat(refused).as(form, function).isNotNull();
            assertThat(refused.sqlState())
                    .as(form, function)
                    .isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StatementType.class,
            names = {
                "SELECT",
                "INSERT",
                "UPDATE",
                "EXPLAIN",
                "DELETE",
                "CREATE",
                "ALTER",
                "CREATE_FUNC",
                "DROP",
                "ANALYZE",
                "VACUUM",
                "MERGE_INTO"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void no_other_statement_type_is_let_through(StatementType type) {
        assertThat(
                        catchThrowableOfType(
                                PgException.class, () -> StatementGuard.checkType(type, List.of())))
                .isNotNull();
    }
}
