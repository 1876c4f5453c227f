package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.StatementType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepared questions about the system catalog that a session has asked and may ask again: tools
 * repeat theirs word by word, and planning one takes longer than running it. Each is held by one at
 * a time. What the plan of one may hang on, other than its text, makes all of them void: the search
 * path, the zone, and the objects there are.
 */
final class KeptStatements {
    private static final int MAX = 32;

    /** What is written into a plan as it is made, and changes without objects changing. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of("current_setting", "set_config", "pg_stat_progress_copy", "getvariable");

    /** What a plan hangs on. */
    private record Basis(long instanceObjects, long ownObjects, long epoch) {}

    private final EngineConnection engine;
    private final Map<String, EngineStatement> free = new LinkedHashMap<>();
    private final IdentityHashMap<EngineStatement, Basis> lent = new IdentityHashMap<>();
    private final List<EngineStatement> useless = new ArrayList<>();
    private Basis basis = new Basis(-1, -1, 0);
    private long epoch;

    KeptStatements(EngineConnection engine) {
        this.engine = engine;
    }

    /**
     * Null when there is none; the caller has it to itself until it is given back. On an engine
     * thread, as all but {@link #giveBack}.
     */
    @Nullable EngineStatement take(String sql) {
        Basis now = now();
        if (!now.equals(basis)) {
            useless.addAll(free.values());
            free.clear();
            basis = now;
        }
        useless.forEach(EngineStatement::close);
        useless.clear();
        EngineStatement found = free.remove(sql);
        if (found != null) {
            lent.put(found, now);
        }
        return found;
    }

    private Basis now() {
        return new Basis(engine.instance().schemaChanges(), engine.ownSchemaChanges(), epoch);
    }

    /** A statement that has just been prepared will be given back, if it is of the kind. */
    void lend(EngineStatement statement, List<String> words) {
        if (isFit(statement, words)) {
            lent.put(statement, now());
        }
    }

    /** Whether it reads nothing but the catalog. */
    private boolean isFit(EngineStatement statement, List<String> words) {
        return statement.type() == StatementType.SELECT
                && words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .noneMatch(OF_THE_MOMENT::contains)
                && engine.tableNames(statement.sql(), true).stream()
                        .allMatch(KeptStatements::isOfCatalog);
    }

    private static boolean isOfCatalog(String table) {
        String plain = table.replace("\"", "");
        return plain.startsWith(HiddenNames.CATALOG_FILE + '.')
                || (plain.indexOf('.') < 0 && CatalogFile.has(plain));
    }

    /**
     * Nobody needs the statement now.
     *
     * @return false when it is not kept, so that it must be closed
     */
    boolean giveBack(EngineStatement statement) {
        Basis made = lent.remove(statement);
        if (made == null || !made.equals(basis) || free.containsKey(statement.sql())) {
            return false;
        }
        if (free.size() >= MAX) {
            String longest = free.keySet().iterator().next();
            useless.add(Objects.requireNonNull(free.remove(longest)));
        }
        free.put(statement.sql(), statement);
        return true;
    }

    /** What plans were made under has changed. */
    void forget() {
        epoch++;
    }
}
