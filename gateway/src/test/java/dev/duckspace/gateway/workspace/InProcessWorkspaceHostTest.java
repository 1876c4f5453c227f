package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.Workspaces.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessWorkspaceHostTest {
    private Workspaces workspaces;

    @BeforeEach
    void open(@TempDir Path directory) {
        workspaces = new Workspaces(directory, Workspaces.closingAfter(Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() {
        workspaces.close();
    }

    @Test
    void an_unknown_workspace_is_no_database() {
        assertThatThrownBy(() -> workspaces.host.acquire(Workspaces.FIRST))
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> {
                            assertThat(e.sqlState()).isEqualTo(SqlState.INVALID_CATALOG_NAME);
                            assertThat(e.info().message())
                                    .isEqualTo(
                                            "database \"workspace_ws_0000000000a1\" does not exist");
                        });
        assertThat(workspaces.host.openCount()).isZero();
    }

    @Test
    void a_workspace_without_sessions_is_closed_after_a_while_and_keeps_its_tables() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.run("CREATE TABLE t AS SELECT 5 AS i");
        }
        assertThat(workspaces.host.openCount()).isEqualTo(1);
        waitFor(() -> workspaces.host.openCount() == 0);
        assertThat(workspaces.data.temporaryDirectory().toFile().list())
                .as("what all workspaces share")
                .containsExactly("catalog");
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT i FROM t")).isEqualTo("5");
        }
    }

    @Test
    void a_session_that_comes_back_in_time_keeps_the_instance_open() {
        workspaces.session(Workspaces.FIRST).close();
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            long until = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
            while (System.nanoTime() < until) {
                assertThat(workspaces.host.openCount()).isEqualTo(1);
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(session.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void many_sessions_at_once_share_one_instance() throws InterruptedException {
        workspaces.host.create(Workspaces.FIRST);
        List<OpenWorkspace> held = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                held.add(workspaces.host.acquire(Workspaces.FIRST));
                                done.countDown();
                            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(workspaces.host.openCount()).isEqualTo(1);
        held.forEach(OpenWorkspace::close);
    }

    @Test
    void a_deleted_workspace_ends_its_sessions_and_leaves_no_file() {
        Session session = workspaces.session(Workspaces.FIRST);
        session.run("CREATE TABLE t AS SELECT 5 AS i");
        workspaces.host.delete(Workspaces.FIRST);
        assertThatThrownBy(() -> session.run("SELECT 1")).isInstanceOf(RuntimeException.class);
        session.close();
        assertThat(workspaces.data.workspacesDirectory(Workspaces.PROJECT)).isEmptyDirectory();
        assertThatThrownBy(() -> workspaces.host.acquire(Workspaces.FIRST))
                .isInstanceOf(PgException.class);
    }

    @Test
    void what_runs_is_interrupted_and_the_session_lives_on() throws InterruptedException {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            Thread canceller =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        LockSupport.parkNanos(200_000_000);
                                        session.connection().interrupt();
                                    });
            assertThatThrownBy(
                            () ->
                                    session.run(
                                            "SELECT count(*) FROM range(100_000_000) a, range(1000) b WHERE a.range + b.range = -1"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.QUERY_CANCELED));
            canceller.join();
            assertThat(session.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_fatal_error_closes_the_instance_and_the_next_session_gets_a_new_one() {
        Session session = workspaces.session(Workspaces.FIRST);
        session.connection().translated(new EngineException(ErrorKind.FATAL, "invalidated"));
        waitFor(() -> workspaces.host.openCount() == 0);
        session.close();
        try (Session next = workspaces.session(Workspaces.FIRST)) {
            assertThat(next.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void memory_is_limited_and_running_out_of_it_ends_no_session() {
        workspaces.close();
        workspaces =
                new Workspaces(
                        workspaces.data.root(), Workspaces.LIMITS.withMemoryBytes(50_000_000L));
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThatThrownBy(
                            () ->
                                    session.run(
                                            "SELECT list(i || 'x' || i) FROM range(20_000_000) t(i)"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.OUT_OF_MEMORY));
            assertThat(session.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void deep_nesting_is_an_error_and_no_crash() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThatThrownBy(
                            () ->
                                    workspaces.pool.run(
                                            () ->
                                                    session.run(
                                                            "SELECT "
                                                                    + "(".repeat(900)
                                                                    + "1"
                                                                    + ")".repeat(900))))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e ->
                                    assertThat(e.sqlState())
                                            .isEqualTo(SqlState.STATEMENT_TOO_COMPLEX));
        }
    }

    @Test
    void a_session_is_configured_as_postgresql_would_be() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            assertThat(session.value("SELECT 7 / 2")).isEqualTo("3");
            assertThat(session.rows("SELECT i FROM (VALUES (1), (NULL), (2)) t(i) ORDER BY i DESC"))
                    .containsExactly(
                            java.util.Collections.singletonList(null), List.of("2"), List.of("1"));
            assertThatThrownBy(() -> session.run("SELECT 1 / 0"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.DIVISION_BY_ZERO));
            session.connection().timeZone("Europe/Berlin");
            assertThat(session.value("SELECT '2024-01-01 00:00:00+00'::TIMESTAMPTZ::VARCHAR"))
                    .isEqualTo("2024-01-01 01:00:00+01");
            session.connection().settings(Map.of("TimeZone", "Europe/Berlin"));
            assertThat(session.value("SELECT current_setting('TimeZone')"))
                    .isEqualTo("Europe/Berlin");
        }
    }

    @Test
    void schemas_of_the_search_path_that_do_not_exist_are_passed_over_until_they_do() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.connection().searchPath(List.of("later", "public"));
            assertThat(session.value("SELECT current_schema()")).isEqualTo("public");
            session.run("CREATE SCHEMA later");
            session.run("CREATE TABLE t AS SELECT 1 AS i");
            assertThat(session.value("SELECT i FROM later.t")).isEqualTo("1");
            session.connection().searchPath(List.of("nowhere"));
            assertThat(session.value("SELECT current_schema()")).isNull();
            assertThatThrownBy(() -> session.run("CREATE TABLE t2 (i INTEGER)"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e -> assertThat(e.sqlState()).isEqualTo(SqlState.INVALID_SCHEMA_NAME));
            session.connection().searchPath(List.of("later"));
            session.run("DROP SCHEMA later CASCADE");
            assertThat(session.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_read_only_transaction_writes_nothing() {
        try (Session session = workspaces.session(Workspaces.FIRST)) {
            session.connection().begin(true);
            assertThatThrownBy(() -> session.run("CREATE TABLE t (i INTEGER)"))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            e ->
                                    assertThat(e.sqlState())
                                            .isEqualTo(SqlState.READ_ONLY_SQL_TRANSACTION));
            session.connection().rollback();
            session.run("CREATE TABLE t (i INTEGER)");
        }
    }

    private static void waitFor(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(until);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
