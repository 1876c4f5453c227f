package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What views and functions stand for, whoever made them and whenever. */
class KnownDefinitionsTest {
    private static final String MANY_JOINS = "SELECT count(*) FROM %1$s a, %1$s b, %1$s c, %1$s d";
    private static final String MANY_CALLS = "SELECT %1$s(%1$s(%1$s(1)))";

    /** The last is of 512 joins. */
    private static void makeViews(Session session) {
        session.run("CREATE VIEW v0 AS SELECT 1 AS x");
        for (int i = 1; i <= 9; i++) {
            session.run(
                    "CREATE VIEW v%d AS SELECT a.x FROM v%d a JOIN v%d b USING (x)"
                            .formatted(i, i - 1, i - 1));
        }
    }

    private static void makeFunctions(Session session) {
        session.run("CREATE MACRO f0(a) AS a");
        for (int i = 1; i <= 9; i++) {
            session.run("CREATE MACRO f%d(a) AS f%d(a + a)".formatted(i, i - 1));
        }
    }

    private static void assertRefused(Session session, String sql) {
        assertThatThrownBy(() -> session.run(sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
    }

    @Test
    void those_of_another_session_count(@TempDir Path directory) {
        try (Workspaces workspaces = new Workspaces(directory);
                Session maker = workspaces.session(Workspaces.FIRST);
                Session user = workspaces.session(Workspaces.FIRST)) {
            makeViews(maker);
            makeFunctions(maker);
            assertRefused(user, MANY_JOINS.formatted("v9"));
            assertRefused(user, MANY_CALLS.formatted("f9"));
            assertThat(user.value("SELECT f9(1) + 0 * f1(1)")).isEqualTo("512");
        }
    }

    @Test
    void those_of_the_file_count_when_it_is_opened_again(@TempDir Path directory) {
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            makeViews(session);
            makeFunctions(session);
        }
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            assertRefused(session, MANY_JOINS.formatted("v9"));
            assertRefused(session, MANY_CALLS.formatted("f9"));
            assertRefused(session, "CREATE VIEW w AS SELECT a.x FROM v9 a JOIN v9 b USING (x)");
            assertThat(session.value("SELECT count(*) FROM v2 a, v2 b")).isEqualTo("1");
        }
    }

    @Test
    void a_new_name_hides_none(@TempDir Path directory) {
        try (Workspaces workspaces = new Workspaces(directory);
                Session session = workspaces.session(Workspaces.FIRST)) {
            makeViews(session);
            session.run("ALTER VIEW v9 RENAME TO w");
            assertRefused(session, MANY_JOINS.formatted("w"));
        }
    }
}
