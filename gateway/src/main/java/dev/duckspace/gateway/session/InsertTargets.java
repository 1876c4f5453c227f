package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import dev.duckspace.gateway.workspace.WorkspaceConnection.SchemaVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The tables that a session's INSERTs name, looked up once as long as nothing has changed them. */
final class InsertTargets {
    private static final int MOST = 32;

    /** What INSERTs have in common that are of the same columns of a table. */
    record Shape(List<String> table, List<String> columns, int width) {
        static Shape of(InsertRows insert) {
            return new Shape(insert.table(), insert.columns(), insert.width());
        }
    }

    /**
     * @param target null when the engine has to run INSERTs of the shape
     * @param keys null until somebody asks
     * @param lasting whether it holds beyond the transaction that it was looked up in
     */
    private record Known(
            @Nullable InsertTarget target,
            SchemaVersion version,
            TextSettings settings,
            boolean lasting,
            @Nullable KeysLook keys) {}

    /** What a look for keys has found. */
    private record KeysLook(@Nullable UniqueKeys keys) {}

    private final Session session;
    private final EnginePool pool;
    private final WorkspaceConnection connection;
    private final Map<Shape, Known> known = new LinkedHashMap<>();

    InsertTargets(Session session, EnginePool pool, WorkspaceConnection connection) {
        this.session = session;
        this.pool = pool;
        this.connection = connection;
    }

    /**
     * Looks the table up, while nothing else uses the connection.
     *
     * @return empty when the engine has to run the INSERT
     */
    Optional<InsertTarget> find(SqlText text, InsertRows insert) {
        session.applyEngineSettings(text);
        return Optional.ofNullable(known(insert).target).filter(target -> target.takes(insert));
    }

    /**
     * The keys of a table that was found, where nothing else can refuse a row, so that rows may be
     * handed over together with later ones.
     */
    Optional<UniqueKeys> keys(InsertRows insert) {
        Known found = known(insert);
        InsertTarget target = found.target;
        if (target == null) {
            return Optional.empty();
        }
        KeysLook look = found.keys;
        if (look == null) {
            look = new KeysLook(inEngine(() -> UniqueKeys.of(connection, target)).orElse(null));
            known.put(
                    Shape.of(insert),
                    new Known(target, found.version, found.settings, found.lasting, look));
        }
        return Optional.ofNullable(look.keys());
    }

    private Known known(InsertRows insert) {
        Shape shape = Shape.of(insert);
        SchemaVersion version = connection.schemaVersion();
        TextSettings settings = session.textSettings();
        Known last = known.get(shape);
        if (last != null && last.version.equals(version) && last.settings.equals(settings)) {
            return last;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        boolean lasting = !connection.inTransaction();
        InsertTarget target =
                inEngine(() -> InsertTarget.find(connection, insert, settings).orElse(null));
        Known found = new Known(target, version, settings, lasting, null);
        known.put(shape, found);
        return found;
    }

    /** A transaction may have seen older objects than there are. */
    void transactionEnds() {
        known.values().removeIf(each -> !each.lasting);
    }

    private <T> T inEngine(Callable<T> work) {
        try {
            return pool.call(work);
        } catch (EngineException e) {
            throw connection.translated(e);
        }
    }
}
