package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.Statement.Copy;
import dev.duckspace.gateway.sql.Statement.CopyClient;
import dev.duckspace.gateway.sql.Statement.CopyFile;
import dev.duckspace.gateway.sql.Statement.CopyProgram;
import dev.duckspace.gateway.workspace.WorkspaceConnection;

/** Runs COPY, from its first message to its last: it has no portal that could be suspended. */
final class Copies {
    private final CopyOut out;
    private final CopyIn in;

    Copies(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.out = new CopyOut(session, pool, connection);
        this.in = new CopyIn(session, pool, connection);
    }

    /**
     * @param alone whether nothing else belongs to the statement's implicit transaction
     */
    Started run(Copy copy, SqlText text, boolean alone) {
        switch (copy.target()) {
            case CopyClient _ -> {}
            case CopyFile _, CopyProgram _ ->
                    throw PgException.refused(
                            SqlState.INSUFFICIENT_PRIVILEGE,
                            "permission denied to COPY to or from a file or program",
                            "Anyone can COPY to stdout or from stdin.");
        }
        CopyOptions options = CopyOptions.of(copy);
        return switch (copy.direction()) {
            case TO -> out.run(copy, options, alone);
            case FROM -> in.run(copy, text, options);
        };
    }
}
