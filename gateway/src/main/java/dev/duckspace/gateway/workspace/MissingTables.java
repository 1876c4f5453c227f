package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attaches what the engine misses while it prepares or runs a statement of a connection. */
final class MissingTables {
    private static final Pattern MISSING_ALIAS =
            Pattern.compile(
                    "("
                            + Pattern.quote(HiddenNames.TABLE_PREFIX)
                            + "[^$\"\\s]+\\$[^$\"]+\\$[0-9a-f]{16})[\".].*does not exist",
                    Pattern.DOTALL);

    /** How often the same table may go missing again while it is being replaced. */
    private static final int ATTEMPTS_PER_TABLE = 3;

    private final WorkspaceConnection connection;

    MissingTables(WorkspaceConnection connection) {
        this.connection = connection;
    }

    /**
     * Tries again for as long as the engine misses tables that can be attached.
     *
     * @param unattached what is wrong with a table that the statement names
     */
    <T> T attaching(Supplier<T> work, @Nullable PgException unattached) {
        List<String> missed = new ArrayList<>();
        while (true) {
            try {
                return work.get();
            } catch (EngineException e) {
                if (e.rawMessage().contains(HiddenNames.CATALOG_FILE)
                        && connection.attachesCatalog()) {
                    continue;
                }
                Matcher missing = MISSING_ALIAS.matcher(e.rawMessage());
                if (!missing.find()) {
                    throw missedOtherwise(e, unattached);
                }
                String alias = missing.group(1);
                missed.add(alias);
                if (missed.stream().filter(alias::equals).count() > ATTEMPTS_PER_TABLE) {
                    throw connection.translated(e);
                }
                connection.tables().attachMissing(alias);
            }
        }
    }

    /** A table that is missing because its file is bad is answered with what is wrong with it. */
    private PgException missedOtherwise(EngineException e, @Nullable PgException unattached) {
        boolean missing =
                e.kind() == ErrorKind.CATALOG
                        && "Table".equals(e.fields().getOrDefault("type", "Table"))
                        && e.rawMessage().contains("does not exist");
        if (missing && unattached != null) {
            return unattached;
        }
        String name = e.fields().get("name");
        PgException known = missing && name != null ? connection.tables().errorOfTable(name) : null;
        return known == null ? connection.translated(e) : known;
    }
}
