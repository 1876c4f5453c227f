package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.FunctionError;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.ScalarFunction;
import dev.duckspace.gateway.engine.TypeId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Functions about the sessions of a workspace. */
final class BackendFunctions {
    private static final EngineType BOOL = new EngineType.Scalar(TypeId.BOOLEAN);
    private static final EngineType INT = new EngineType.Scalar(TypeId.INTEGER);
    private static final EngineType BIGINT = new EngineType.Scalar(TypeId.BIGINT);
    private static final EngineType TEXT = new EngineType.Scalar(TypeId.VARCHAR);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private BackendFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                CatalogFunctions.live("pg_cancel_backend", BOOL, BackendFunctions::cancel, INT),
                CatalogFunctions.live(
                        "pg_terminate_backend",
                        BOOL,
                        (session, row) -> interrupt(session.facts(), row.integer(0), true),
                        INT),
                CatalogFunctions.live(
                        "pg_terminate_backend",
                        BOOL,
                        (session, row) -> terminate(session.facts(), row),
                        INT,
                        BIGINT),
                CatalogFunctions.live(
                        "pg_blocking_pids",
                        new EngineType.ListOf(INT),
                        (session, row) -> session.facts().blockers(row.integer(0)),
                        INT),
                CatalogFunctions.live(
                        "__duckspace_channels",
                        new EngineType.ListOf(TEXT),
                        (session, row) -> session.facts().channels()));
    }

    /** Whoever cancels itself does not get an answer. */
    private static boolean cancel(CatalogSession session, Row row) {
        int pid = row.integer(0);
        boolean there = interrupt(session.facts(), pid, false);
        if (there && session.is(pid)) {
            throw new FunctionError("57014", "canceling statement due to user request");
        }
        return there;
    }

    private static boolean interrupt(SessionFacts facts, int pid, boolean end) {
        boolean there = facts.interrupt(pid, end);
        if (!there) {
            facts.warn("PID " + pid + " is not a PostgreSQL server process");
        }
        return there;
    }

    /** Waits until the session has gone, as long as it may. */
    private static boolean terminate(SessionFacts facts, Row row) {
        long millis = row.number(1);
        if (millis < 0) {
            throw new FunctionError("22003", "\"timeout\" must not be negative");
        }
        int pid = row.integer(0);
        if (!interrupt(facts, pid, true)) {
            return false;
        }
        if (millis == 0) {
            return true;
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (facts.backends().stream().anyMatch(backend -> backend.pid() == pid)) {
            if (row.isInterrupted()) {
                return false;
            }
            if (System.nanoTime() - end >= 0) {
                facts.warn(
                        "backend with PID %d did not terminate within %d milliseconds"
                                .formatted(pid, millis));
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
