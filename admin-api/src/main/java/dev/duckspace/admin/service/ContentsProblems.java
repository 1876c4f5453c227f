package dev.duckspace.admin.service;

import dev.duckspace.gateway.engine.EngineBusyException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.ContentsException;
import java.util.function.Supplier;

/** What the gateway refuses about a workspace's contents, as the admin API says it. */
final class ContentsProblems {
    private ContentsProblems() {}

    static void run(Runnable work) {
        translated(
                () -> {
                    work.run();
                    return true;
                });
    }

    static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (ContentsException e) {
            throw new ProblemException(type(e.reason()), String.valueOf(e.getMessage()));
        } catch (EngineBusyException e) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "all engine threads are busy; try again later");
        } catch (PgException e) {
            throw translated(e);
        }
    }

    private static RuntimeException translated(PgException e) {
        if (e.sqlState() == SqlState.CANNOT_CONNECT_NOW) {
            return stopping();
        }
        return e.sqlState() == SqlState.INVALID_CATALOG_NAME
                ? ProblemException.notFound("the workspace was dropped meanwhile")
                : e;
    }

    private static ProblemException stopping() {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "the server is stopping; try again when it is back");
    }

    private static ProblemType type(ContentsException.Reason reason) {
        return switch (reason) {
            case INVALID -> ProblemType.INVALID;
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case EXISTS -> ProblemType.NAME_TAKEN;
            case PROJECT_TABLE -> ProblemType.PROJECT_TABLE;
            case IN_USE -> ProblemType.IN_USE;
            case CONFLICT, CANCELLED -> ProblemType.CONFLICT;
            case SIZE_LIMIT -> ProblemType.LIMIT_REACHED;
        };
    }
}
