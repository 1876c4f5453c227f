package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.ErrorTranslator;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table files that an instance has attached, by their hidden aliases. Used under the lock of
 * {@link ProjectTables}; its connection is never in a transaction, since an attach inside one would
 * go with its rollback.
 */
final class AttachedTables {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedTables.class);

    private final EngineConnection steward;
    private final TableLinks links;
    private final Map<String, Path> attached = new HashMap<>();

    AttachedTables(EngineConnection steward, TableLinks links) {
        this.steward = steward;
        this.links = links;
    }

    boolean has(String alias) {
        return attached.containsKey(alias);
    }

    /** By what path an attached alias is open. */
    Path path(String alias) {
        Path link = attached.get(alias);
        if (link == null) {
            throw new IllegalStateException(alias + " is not attached");
        }
        return link;
    }

    int size() {
        return attached.size();
    }

    /**
     * Attaches a file, unless its alias is attached.
     *
     * @param alias under which it is attached: its own, or that of an older version
     * @throws PgException 58P01, XX001 or 58030, which speaks of this table only
     */
    void attach(TableFile table, String alias) {
        if (has(alias)) {
            return;
        }
        Path link = link(table);
        try {
            steward.execute(
                    "ATTACH %s AS %s (READ_ONLY, HIDDEN)"
                            .formatted(
                                    SqlText.literal(link.toString()), SqlText.identifier(alias)));
            attached.put(alias, link);
        } catch (EngineException e) {
            links.unlink(link);
            throw unreadable(table.name(), e);
        }
    }

    void detach(String alias) {
        Path link = attached.remove(alias);
        if (link == null) {
            return;
        }
        try {
            steward.execute("DETACH " + SqlText.identifier(alias));
        } catch (EngineException e) {
            LOG.warn("Cannot detach {}", alias, e);
        }
        links.unlink(link);
    }

    private Path link(TableFile table) {
        try {
            return links.link(table);
        } catch (NoSuchFileException e) {
            throw missing(table.name());
        } catch (IOException e) {
            LOG.warn("Cannot link the file of project table {}: {}", table.name(), e.toString());
            throw new PgException(
                    SqlState.IO_ERROR, cannotRead(table.name()) + "its file cannot be opened");
        }
    }

    static PgException missing(TableName table) {
        return new PgException(SqlState.UNDEFINED_FILE, cannotRead(table) + "its file is missing");
    }

    /** What to tell of a file that the engine does not take. */
    static PgException unreadable(TableName table, EngineException e) {
        ErrorInfo info = ErrorTranslator.translate(e);
        LOG.warn("Cannot attach the file of project table {}: {}", table, e.rawMessage());
        boolean damaged =
                info.sqlState() == SqlState.DATA_CORRUPTED
                        || e.kind() == ErrorKind.SERIALIZATION
                        || e.kind() == ErrorKind.INTERNAL
                        || e.kind() == ErrorKind.FATAL;
        return damaged
                ? new PgException(
                        ErrorInfo.error(
                                        SqlState.DATA_CORRUPTED,
                                        cannotRead(table) + "its file is damaged")
                                .withHint(
                                        "Publish the table again. Other tables are not affected."),
                        e)
                : new PgException(
                        ErrorInfo.error(info.sqlState(), cannotRead(table) + info.message()), e);
    }

    private static String cannotRead(TableName table) {
        return "project table \"" + table + "\" cannot be read: ";
    }
}
