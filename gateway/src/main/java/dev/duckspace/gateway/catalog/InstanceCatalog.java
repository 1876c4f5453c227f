package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.engine.StoredRows;
import dev.duckspace.gateway.engine.TableFunction;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.NamedColumns;
import dev.duckspace.gateway.types.PgType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The user's objects of an instance, kept from one look at the catalog to the next. All sessions
 * share what is committed; one that has temporary objects or has changed some in an open
 * transaction has its own. Any engine thread may ask.
 */
public final class InstanceCatalog implements TableFunction.Source {
    /** How long counts of rows may be behind. */
    private static final long ROWS_AGE_NANOS = 1_000_000_000L;

    private static final long FEW = 100;

    /** Who makes the catalog's file. */
    private static final int NOBODY = 0;

    /** A snapshot, what it was made after, and its tables as far as they were asked for. */
    private record Held(
            CatalogSnapshot snapshot,
            CatalogNames names,
            long instanceChanges,
            long ownChanges,
            long rowChanges,
            long madeAt,
            Map<String, StoredRows> tables) {
        StoredRows helper(String table) {
            return tables.computeIfAbsent(table, name -> CatalogTables.named(name).of(snapshot));
        }

        StoredRows relation(PgRelation relation, CatalogOwner owner) {
            return tables.computeIfAbsent(
                    relation.relation() + ' ' + owner.user(), name -> relation.of(snapshot, owner));
        }
    }

    private final EngineInstance instance;
    private @Nullable EngineConnection librarian;
    private final ObjectIds ids = new ObjectIds();
    private final Map<Integer, Held> own = new ConcurrentHashMap<>();
    private final Map<Integer, CatalogOwner> users = new ConcurrentHashMap<>();
    private final Map<Integer, LiveRelation.Asked> live = new ConcurrentHashMap<>();
    private final ObjectSizes sizes = new ObjectSizes();
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Held shared;

    public InstanceCatalog(EngineInstance instance) {
        this.instance = instance;
    }

    @Override
    public List<EngineField> columns(String table) {
        return ServedTables.has(table)
                ? ServedTables.fields(table)
                : CatalogTables.named(table).fields();
    }

    @Override
    public long estimate(String table) {
        Held held = shared;
        return held == null
                ? FEW
                : held.tables().entrySet().stream()
                        .filter(entry -> entry.getKey().split(" ", 2)[0].equals(table))
                        .mapToLong(entry -> entry.getValue().size())
                        .findFirst()
                        .orElse(FEW);
    }

    @Override
    public StoredRows rows(String table, EngineConnection asker) {
        CatalogSession asking = asker.attached(CatalogSession.class);
        int session = asking == null ? NOBODY : asking.number();
        return switch (ServedTables.of(table)) {
            case ServedTables.Fixed fixed -> fixed.rows();
            case ServedTables.OfObjects(PgRelation relation) ->
                    held(session)
                            .relation(relation, users.getOrDefault(session, CatalogOwner.of("")));
            case ServedTables.OfMoment(LiveRelation relation) -> relation.of(asked(session));
            case null -> held(session).helper(table);
        };
    }

    /** Without a session nothing runs that could ask, but the making of the catalog's file. */
    private LiveRelation.Asked asked(int session) {
        LiveRelation.Asked known = live.get(session);
        if (known == null) {
            throw new IllegalStateException("the session has gone");
        }
        return known;
    }

    /** How large the files of project tables are. */
    public void projectTables(BiFunction<String, String, @Nullable Long> bytes) {
        sizes.projectTables(bytes);
    }

    long bytes(CatalogSnapshot.RelationEntry entry) {
        making.lock();
        try {
            return sizes.bytes(entry, instance.rowChanges(), librarian());
        } finally {
            making.unlock();
        }
    }

    SessionFacts facts(int session) {
        return asked(session).facts();
    }

    private Held held(int session) {
        Held mine = own.get(session);
        return mine == null ? shared() : mine;
    }

    /**
     * A name for an enum that is about to be made, with OIDs that nothing else has.
     *
     * @param name with its schema
     */
    public EnumAlias newEnum(String name) {
        shared(); // which tells of those that are there
        return EnumAlias.fresh(ids.fresh("type", name), ids.fresh("array type", name));
    }

    /** A composite type under its OIDs. */
    public PgType composite(String schema, String name) {
        String qualified = schema + '.' + name;
        return new PgType(
                Math.toIntExact(ids.of("type", qualified)),
                name,
                name,
                (short) -1,
                Math.toIntExact(ids.of("array type", qualified)),
                0,
                'C');
    }

    /** A table or view under its OIDs. */
    public NamedColumns table(String schema, String name, List<String> columns) {
        String qualified = schema + '.' + name;
        return new NamedColumns(
                Math.toIntExact(ids.of("relation", qualified)),
                Math.toIntExact(ids.of("row type", qualified)),
                columns);
    }

    /**
     * The error of a constraint that does not hold, with the constraint's name; empty where that
     * cannot be told. On an engine thread.
     *
     * @param written the names of tables that the statement writes to, each as its parts
     * @param path the schemas in which bare names are looked for
     */
    public Optional<ErrorInfo> violated(
            int session, EngineException error, List<List<String>> written, List<String> path) {
        return ConstraintViolation.of(error.rawMessage())
                .flatMap(
                        violation ->
                                BrokenConstraint.of(
                                        violation, held(session).snapshot(), written, path));
    }

    CatalogNames names(int session) {
        return held(session).names();
    }

    private Held shared() {
        Held known = shared;
        if (known != null && isCurrent(known)) {
            return known;
        }
        making.lock();
        try {
            known = shared;
            if (known == null || !isCurrent(known)) {
                long schema = instance.schemaChanges();
                long rows = instance.rowChanges();
                ObjectReader reader = new ObjectReader(librarian());
                CatalogSnapshot made = new CatalogSnapshot(ids, reader.objects(), reader::columns);
                known =
                        new Held(
                                made,
                                new CatalogNames(made),
                                schema,
                                0,
                                rows,
                                System.nanoTime(),
                                new ConcurrentHashMap<>());
                shared = known;
            }
            return known;
        } finally {
            making.unlock();
        }
    }

    /** With the lock held. */
    private EngineConnection librarian() {
        EngineConnection known = librarian;
        if (known == null) {
            known = instance.connect();
            librarian = known;
        }
        return known;
    }

    private boolean isCurrent(Held held) {
        return held.instanceChanges() == instance.schemaChanges()
                && (held.rowChanges() == instance.rowChanges()
                        || System.nanoTime() - held.madeAt() < ROWS_AGE_NANOS);
    }

    /**
     * To be called before a session's statement runs, on the session's own connection without an
     * open result: looks at the objects that only it sees, if there may be some.
     *
     * @param session as its statements name it
     */
    public void look(int session, EngineConnection connection) {
        if (!connection.seesOwnObjects()) {
            own.remove(session);
            return;
        }
        Held known = own.get(session);
        if (known != null
                && known.ownChanges() == connection.ownSchemaChanges()
                && known.instanceChanges() == instance.schemaChanges()) {
            return;
        }
        long schema = instance.schemaChanges();
        long rows = instance.rowChanges();
        ObjectReader reader = new ObjectReader(connection);
        List<CatalogObjects.Column> columns = reader.columns();
        CatalogSnapshot snapshot = new CatalogSnapshot(ids, reader.objects(), () -> columns);
        if (!snapshot.hasTemporary()) {
            connection.hasNoTemporaryObjects();
            if (!connection.seesOwnObjects()) {
                own.remove(session);
                return;
            }
        }
        own.put(
                session,
                new Held(
                        snapshot,
                        new CatalogNames(snapshot),
                        schema,
                        connection.ownSchemaChanges(),
                        rows,
                        System.nanoTime(),
                        new ConcurrentHashMap<>()));
    }

    /** A session begins to use the catalog. */
    public void open(int session, String user) {
        users.put(session, CatalogOwner.of(user));
    }

    /** Who tells of the session from now on. */
    public void facts(int session, String database, SessionFacts facts) {
        CatalogOwner owner = users.getOrDefault(session, CatalogOwner.of(""));
        live.put(
                session,
                new LiveRelation.Asked(
                        facts, owner, ObjectIds.hash("database " + database), database));
    }

    /** The session is over. */
    public void forget(int session) {
        users.remove(session);
        live.remove(session);
        own.remove(session);
    }
}
