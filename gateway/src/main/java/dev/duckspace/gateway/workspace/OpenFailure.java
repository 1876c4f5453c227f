package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.ErrorTranslator;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What who asks for a workspace is told that the engine cannot open. */
final class OpenFailure {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFailure.class);

    private OpenFailure() {}

    static PgException of(WorkspaceLocation workspace, EngineException e) {
        ErrorInfo info = ErrorTranslator.translate(e);
        if (info.sqlState() != SqlState.DATA_CORRUPTED) {
            return new PgException(info, e);
        }
        LOG.error("The file of workspace {} is damaged", workspace.workspaceId(), e);
        return new PgException(
                ErrorInfo.error(
                                SqlState.DATA_CORRUPTED,
                                "the file of workspace \"%s\" is damaged"
                                        .formatted(workspace.workspaceId()))
                        .withHint(
                                "The server's operator can put a backup in its place, without a"
                                        + " restart. Other workspaces are not affected."),
                e);
    }
}
