package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogSession;
import dev.duckspace.gateway.catalog.SessionFacts;
import dev.duckspace.gateway.catalog.SystemCatalog;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineException;
import dev.duckspace.gateway.engine.EngineResult;
import dev.duckspace.gateway.engine.EngineStatement;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ErrorKind;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations;
import dev.duckspace.gateway.sql.Relations.TimeColumn;
import dev.duckspace.gateway.sql.TypedNames;
import dev.duckspace.gateway.types.NamedColumns;
import dev.duckspace.gateway.types.OidNames;
import dev.duckspace.gateway.types.PgType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's way to its workspace: every statement of the client goes through {@link #prepare},
 * which guards it and attaches the project tables that it needs.
 *
 * <p>All methods belong on an engine thread, one at a time, but {@link #interrupt}, which any
 * thread may call. They throw {@link PgException} as the client is to read it; positions are in the
 * text given.
 */
public final class WorkspaceConnection implements AutoCloseable {
    /** Has the engine keep account of how far a statement is, and print nothing of it. */
    private static final String KNOWN_PROGRESS =
            "SET enable_progress_bar_print = false; SET progress_bar_time = 0;"
                    + " SET enable_progress_bar = true";

    private final WorkspaceInstance instance;
    private final ProjectTables tables;
    private final EngineConnection engine;
    private final Runnable onFatal;
    private final Growth growth;
    private final ConnectionTransaction transaction;
    private final KeptStatements kept;
    private final String user;
    private final int backendPid;
    private final String database;
    private final CatalogSession session;
    private final TableNames tableNames;
    private final CompositeTypes composites;
    private final StorageTargets targets = new StorageTargets(this::schemaVersion);
    private final SearchPath path;
    private final EngineErrors errors;
    private final MissingTables missing = new MissingTables(this);

    /** Whether a type may have been made of which the engine does not know all yet. */
    private boolean madeType;

    WorkspaceConnection(WorkspaceInstance instance, SessionIdentity identity, Runnable onFatal) {
        this.instance = instance;
        this.tables = instance.tables();
        this.onFatal = onFatal;
        this.engine = instance.engine().connect();
        this.kept = new KeptStatements(engine);
        this.tableNames = new TableNames(instance, engine);
        this.composites = new CompositeTypes(instance, engine);
        this.growth = new Growth(instance.size(), engine);
        this.transaction = new ConnectionTransaction(engine, tables, growth, targets);
        this.backendPid = identity.backendPid();
        this.database = identity.database();
        this.user = identity.user();
        this.session =
                new CatalogSession(
                        instance.objects(),
                        new CatalogSession.Identity(
                                backendPid,
                                user,
                                database,
                                instance.location().catalog(),
                                identity.clientAddress(),
                                identity.clientPort()));
        this.path = new SearchPath(instance, engine, session, kept, user, this::schemaVersion);
        this.errors = new EngineErrors(instance, session, backendPid);
        engine.attach(session);
        instance.objects().open(backendPid, user);
        try {
            SystemCatalog.settings(engine, Map.of());
            path.start();
            run(KNOWN_PROGRESS);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /**
     * Guards a statement of the client, attaches what it reads, and prepares it.
     *
     * @param sql exactly one statement, rewritten for the engine
     */
    public EngineStatement prepare(String sql) {
        List<GuardToken> tokens = GuardLexer.split(sql);
        Admitted admitted = admitted(tokens, sql);
        EngineStatement known = kept.take(sql);
        if (known != null) {
            return known;
        }
        List<GuardToken> statement = admitted.statement();
        PgException unattached =
                tables.attachNamed(
                        StatementWords.projectTables(
                                statement, admitted.listing(), path.existing()));
        EngineStatement prepared = missing.attaching(() -> engine.prepare(sql), unattached);
        try {
            StatementGuard.checkType(prepared.type(), statement);
            if (StatementWords.namesCatalog(tokens)) {
                kept.lend(prepared, StatementWords.of(tokens));
            }
            return prepared;
        } catch (PgException e) {
            prepared.close();
            throw e;
        }
    }

    /**
     * A statement of {@link #prepare} is not needed any more. On any thread of the session's.
     *
     * @return false when the caller must close it
     */
    public boolean giveBack(EngineStatement statement) {
        return kept.giveBack(statement);
    }

    /**
     * Executes a statement of {@link #prepare}, also long after: what was replaced or detached
     * since then is attached again.
     */
    public EngineResult execute(EngineStatement statement) {
        if (!inTransaction()) {
            tables.refresh();
        }
        engine.storing(
                switch (statement.type()) {
                    case INSERT, UPDATE, MERGE_INTO, COPY, ALTER, EXECUTE -> true;
                    default -> false;
                });
        lookAtOwnObjects();
        errors.runs(statement.sql());
        return missing.attaching(statement::execute, null);
    }

    /** A table or view by its name as a statement gives it. */
    public Optional<NamedColumns> table(List<String> name) {
        try {
            return tableNames.find(name, path.existing());
        } catch (EngineException e) {
            throw translated(e);
        }
    }

    /** The composite type that the engine has as a struct. */
    public Optional<PgType> compositeOf(EngineType.Struct struct) {
        try {
            return composites.of(struct);
        } catch (EngineException e) {
            throw translated(e);
        }
    }

    /** Whether {@link #table} may be called on the session's thread, since it asks nothing. */
    public boolean knowsTable(List<String> name) {
        return tableNames.isKnown(name, path.existing());
    }

    /** The user's type of a name, or an array of one. */
    public Optional<PgType> typeNamed(String name) {
        lookAtOwnObjects(true);
        return session.typeNamed(name);
    }

    /** The user's type of an OID, or the array type over one. */
    public Optional<PgType> typeOfOid(int oid) {
        lookAtOwnObjects(true);
        return session.typeOfOid(oid);
    }

    /** What the catalog is to show of a session that sees more than others. */
    private void lookAtOwnObjects() {
        lookAtOwnObjects(path.showsCatalog());
    }

    private void lookAtOwnObjects(boolean asked) {
        if (!asked) {
            return;
        }
        try {
            instance.objects().look(backendPid, engine);
        } catch (EngineException e) {
            throw translated(e);
        }
    }

    /** Begins a transaction, which sees the tables as they are now. */
    public void begin(boolean readOnly) {
        inEngine(() -> transaction.begin(readOnly));
    }

    /**
     * Also when it fails, the transaction is over.
     *
     * @throws PgException 53100 when it has made the workspace larger than it may be
     */
    public void commit() {
        inEngine(transaction::commit);
    }

    public void rollback() {
        inEngine(transaction::rollback);
    }

    public boolean inTransaction() {
        return transaction.isOpen();
    }

    /** Sets the schemas in which bare names are looked for. */
    public void searchPath(List<String> schemas) {
        inEngine(() -> path.declare(schemas));
    }

    /** The schemas of the workspace in which bare names are looked for, in this order. */
    public List<String> searchedSchemas() {
        return path.existing();
    }

    /** Only the engine's names and the catalog's are found without a schema. */
    void searchCatalogOnly() {
        inEngine(path::searchCatalogOnly);
    }

    /** Whether the catalog was not there yet, and is now. */
    boolean attachesCatalog() {
        if (path.showsCatalog()) {
            return false;
        }
        attachCatalog();
        return true;
    }

    private void attachCatalog() {
        inEngine(
                () -> {
                    instance.attachCatalog();
                    path.showCatalog();
                });
        lookAtOwnObjects();
    }

    /** The names that references show; see {@link OidNames}. */
    public OidNames names() {
        attachesCatalog();
        return new OidNames(session::referenceText);
    }

    /** The session's zone, by a name that the engine knows. */
    public void timeZone(String zone) {
        kept.forget();
        run("SET TimeZone = " + SqlText.literal(zone));
    }

    /** What {@code current_setting} tells, by name in lower case. */
    public void settings(Map<String, String> settings) {
        try {
            SystemCatalog.settings(engine, settings);
        } catch (EngineException e) {
            throw translated(e);
        }
    }

    /** Who tells the catalog of the session from now on. */
    public void facts(SessionFacts facts) {
        instance.objects().facts(backendPid, database, facts);
    }

    /** What {@code pg_stat_progress_copy} tells. */
    public void copies(List<SystemCatalog.Copy> copies) {
        try {
            SystemCatalog.copies(engine, copies);
        } catch (EngineException e) {
            throw translated(e);
        }
    }

    /** Stops what runs. Any thread. */
    public void interrupt() {
        engine.interrupt();
    }

    /** How far the statement is that runs, 0 to 100; null when that is not known. Any thread. */
    public @Nullable Double progress() {
        double percentage = engine.progress().percentage();
        return percentage < 0 ? null : Math.min(percentage, 100);
    }

    /** What comes next is written to this table, by no statement of the client's. */
    public void appends(String schema, String table) {
        errors.appends(schema, table);
    }

    /** For statements of the gateway's own, progress and appenders: nothing is guarded here. */
    public EngineConnection engine() {
        return engine;
    }

    /**
     * What a name means, and what is known of its object: the same as long as this is equal. Within
     * a transaction the objects may be older.
     */
    public record SchemaVersion(long instance, long own, List<String> path) {}

    public SchemaVersion schemaVersion() {
        return new SchemaVersion(
                instance.engine().schemaChanges(), engine.ownSchemaChanges(), path.existing());
    }

    /** Whether tables have columns GENERATED ALWAYS AS IDENTITY; null when nobody has looked. */
    public @Nullable Boolean knownIdentity() {
        return instance.identity();
    }

    /** The objects that statements of this session see. */
    public Relations relations() {
        return new WorkspaceRelations(instance, engine, catalog(), user, path.existing(), targets);
    }

    /** As {@link Relations#views}; null when anything has changed since it was asked. */
    public @Nullable Set<String> knownViews() {
        return targets.knownViews();
    }

    /** As {@link Relations#domains}; null when anything has changed since it was asked. */
    public @Nullable Set<String> knownDomains() {
        return targets.knownDomains();
    }

    /** As {@link Relations#typedNames}; null when anything has changed since it was asked. */
    public @Nullable TypedNames knownNames() {
        return targets.knownNames();
    }

    /** As {@link Relations#timeColumns}; null when anything has changed since it was asked. */
    public @Nullable Map<String, TimeColumn> knownTimes() {
        return targets.knownTimes();
    }

    /** As {@link Relations#materialized}; null when anything has changed since it was asked. */
    public @Nullable List<List<String>> knownMaterialized() {
        return targets.knownMaterialized();
    }

    /** The columns of a table that have been looked up since anything changed; null for others. */
    public @Nullable List<Relations.Target> knownTargets(List<String> table) {
        return targets.known(table);
    }

    /**
     * Refuses a statement that was made of the client's, as {@link #prepare} would.
     *
     * @throws PgException 42501, 25006, 42601 or 0A000
     */
    public void guard(String sql) {
        admitted(GuardLexer.split(sql), sql);
    }

    private record Admitted(ProjectFiles.Listing listing, List<GuardToken> statement) {}

    /** Has ready what the statement names, and refuses what it may not do. */
    private Admitted admitted(List<GuardToken> tokens, String sql) {
        if (sql.contains("pg_always(")) {
            instance.identity(true);
        }
        ProjectFiles.Listing listing = inTransaction() ? tables.current() : tables.refresh();
        if (!path.showsCatalog() && StatementWords.namesCatalog(tokens)) {
            attachCatalog();
        }
        inEngine(path::lookAgain);
        lookAtOwnObjects();
        if (madeType && !inTransaction()) {
            madeType = false;
            instance.completeTypes();
        }
        if (StatementWords.makesType(tokens)) {
            instance.requireRoomForTypes();
            madeType = true;
        }
        instance.requireTypes(sql, engine, inTransaction());
        instance.requireFunctions(StatementWords.of(tokens), engine, inTransaction());
        engine.storing(StatementWords.storesWhatItMakes(tokens));
        return new Admitted(
                listing,
                StatementGuard.checkText(tokens, instance.guardContext(listing, path.existing())));
    }

    /** What statements that make the workspace grow have to keep to. */
    public Growth growth() {
        return growth;
    }

    public String catalog() {
        return instance.location().catalog();
    }

    ProjectTables tables() {
        return tables;
    }

    WorkspaceInstance instance() {
        return instance;
    }

    /** A name of the workspace's own database, under any search path. */
    String qualified(ObjectName name) {
        return SqlText.identifier(catalog()) + '.' + name.quoted();
    }

    /**
     * Bytes of the blocks in use and of the log; what a transaction has not written yet is not in.
     */
    long sizeBytes() {
        List<@Nullable String> row =
                engine.queryText(
                                "SELECT used_blocks::BIGINT, block_size::BIGINT FROM"
                                        + " system.main.pragma_database_size() WHERE database_name = "
                                        + SqlText.literal(catalog()))
                        .getFirst();
        long blocks = Long.parseLong(String.valueOf(row.getFirst()));
        return blocks * Long.parseLong(String.valueOf(row.getLast())) + instance.logBytes();
    }

    /**
     * Writes the log into the file and gives free space back, if no transaction is in the way: then
     * the engine does it later by itself.
     *
     * @return whether it was done
     */
    boolean checkpoint() {
        try {
            engine.execute("CHECKPOINT " + SqlText.identifier(catalog()));
            return true;
        } catch (EngineException e) {
            if (e.kind() != ErrorKind.TRANSACTION) {
                throw translated(e);
            }
            return false;
        }
    }

    /**
     * The schema for a bucket in another spelling: see {@link ProjectTables#schemaOf}; without a
     * letter for the database's name, which the engine does not know.
     */
    public Optional<String> bucketSchema(String spelled) {
        return spelled.equals(database) ? Optional.of("") : tables.schemaOf(spelled);
    }

    /** How many project tables the instance has attached. */
    public int attachedTables() {
        return tables.attachedCount();
    }

    @Override
    public void close() {
        engine.close();
        instance.objects().forget(backendPid);
        transaction.close();
    }

    /** An engine error as the client is to read it; a fatal one also closes the workspace. */
    public PgException translated(EngineException e) {
        if (e.kind() == ErrorKind.FATAL) {
            onFatal.run();
        }
        return errors.translated(e, path.existing());
    }

    /** With the names of enums in place of the engine's. */
    public String namingTypes(String message) {
        return errors.namingTypes(message);
    }

    private void run(String sql) {
        inEngine(() -> engine.execute(sql));
    }

    private void inEngine(Runnable work) {
        try {
            work.run();
        } catch (EngineException e) {
            throw translated(e);
        }
    }
}
