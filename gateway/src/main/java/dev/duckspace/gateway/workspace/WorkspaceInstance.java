package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import dev.duckspace.gateway.catalog.InstanceCatalog;
import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.functions.InstanceTypes;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.types.EnumAlias;
import dev.duckspace.gateway.types.LengthType;
import dev.duckspace.gateway.types.TimeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One workspace's engine instance, configured and locked, with its project's tables. */
final class WorkspaceInstance implements AutoCloseable {
    private volatile @Nullable Boolean identity;
    private final DataDirectory data;
    private final WorkspaceLocation location;
    private final Path scratch;
    private final EngineInstance engine;
    private final ProjectTables tables;
    private final EngineNames names;
    private final KnownDefinitions definitions;
    private final WorkspaceSize size;
    private final SharedCatalog catalog;
    private final ReentrantLock attaching = new ReentrantLock();
    private final InstanceTypes types;
    private final InstanceCatalog objects;
    private volatile boolean catalogAttached;
    private volatile @Nullable KnownSchemas schemas;

    private record KnownSchemas(long version, Set<String> names) {}

    /** Of those whose transaction may be open. */
    private final Map<String, String> enumNames = new ConcurrentHashMap<>();

    private WorkspaceInstance(
            DataDirectory data,
            WorkspaceLocation location,
            Path scratch,
            EngineInstance engine,
            EngineConnection steward,
            EngineNames names,
            RowCounts rowCounts,
            SharedCatalog catalog,
            WorkspaceLimits limits)
            throws IOException {
        this.data = data;
        this.location = location;
        this.scratch = scratch;
        this.engine = engine;
        Path links = Files.createDirectory(scratch.resolve("tables"));
        Path spill = Files.createDirectory(scratch.resolve("spill"));
        List<Path> projects = projects(data, location);
        this.catalog = catalog;
        this.objects = new InstanceCatalog(engine);
        List<Path> attachable = new ArrayList<>(data.hardLinks() ? List.of(links) : projects);
        attachable.add(catalog.directory());
        InstanceSettings.apply(steward, limits, spill, attachable);
        steward.execute("CREATE SCHEMA IF NOT EXISTS public");
        this.types = new InstanceTypes(steward);
        CatalogFile.register(steward, objects);
        catalog.functions().attach(steward);
        this.names = names;
        this.definitions = new KnownDefinitions(engine, location.catalog(), names);
        this.size =
                new WorkspaceSize(
                        new WorkspaceFile(data.workspaceFile(location)),
                        location.catalog(),
                        engine,
                        data.space());
        this.tables =
                new ProjectTables(
                        new ProjectFiles(projects, limits.tablesMax()),
                        steward,
                        new TableLinks(links, data.hardLinks()),
                        rowCounts,
                        location.catalog());
        objects.projectTables(tables::bytes);
    }

    /** On an engine thread; the file is created when missing. */
    static WorkspaceInstance open(
            DuckDb duckDb,
            DataDirectory data,
            WorkspaceLocation location,
            Function<EngineConnection, EngineNames> names,
            RowCounts rowCounts,
            SharedCatalog catalog,
            WorkspaceLimits limits) {
        Path scratch = data.newTemporaryDirectory();
        EngineInstance engine = null;
        try {
            engine = duckDb.open(data.workspaceFile(location), InstanceSettings.options(limits));
            EngineConnection steward = engine.connect();
            return new WorkspaceInstance(
                    data,
                    location,
                    scratch,
                    engine,
                    steward,
                    names.apply(steward),
                    rowCounts,
                    catalog,
                    limits);
        } catch (IOException e) {
            throw new UncheckedIOException(cleanUp(e, engine, data, scratch));
        } catch (RuntimeException e) {
            throw cleanUp(e, engine, data, scratch);
        }
    }

    private static <E extends Exception> E cleanUp(
            E failure, @Nullable EngineInstance engine, DataDirectory data, Path scratch) {
        if (engine != null) {
            engine.close();
        }
        data.deleteTemporaryDirectory(scratch);
        return failure;
    }

    private static List<Path> projects(DataDirectory data, WorkspaceLocation location) {
        List<Path> directories = new ArrayList<>();
        directories.add(data.projectDirectory(location.project()));
        if (location.readsMain()) {
            directories.add(data.projectDirectory(location.project().main()));
        }
        return directories;
    }

    WorkspaceLocation location() {
        return location;
    }

    EngineInstance engine() {
        return engine;
    }

    WorkspaceSize size() {
        return size;
    }

    ProjectTables tables() {
        return tables;
    }

    /** What file and log take on disk now, free blocks included. Any thread. */
    long bytesOnDisk() {
        Path file = data.workspaceFile(location);
        return bytes(file) + logBytes();
    }

    /** Any thread. */
    long logBytes() {
        Path file = data.workspaceFile(location);
        return bytes(file.resolveSibling(file.getFileName() + ".wal"));
    }

    /** Asks the file system alone: the file itself must not be opened here. */
    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that a statement names, as far as they are made when they are first named. */
    void requireTypes(String sql, EngineConnection connection, boolean transaction) {
        Set<LengthType> named = LengthType.quotedIn(sql);
        if (!named.isEmpty()) {
            types.require(named, connection, transaction);
        }
        Set<TimeType> times = TimeType.quotedIn(sql);
        if (!times.isEmpty()) {
            types.requireTimes(times, connection, transaction);
        }
        types.requireArrays(sql);
    }

    /**
     * Before a statement makes a type.
     *
     * @throws PgException 54000 when too many have been made
     */
    void requireRoomForTypes() {
        types.requireRoom();
    }

    /** Makes an enum; see {@link InstanceTypes#registerEnum}. */
    void registerEnum(EngineConnection connection, EnumAlias alias, List<String> labels) {
        types.registerEnum(connection, alias, labels);
    }

    /** After a statement that may have made a type. */
    void completeTypes() {
        types.completeTypes();
    }

    /** The functions of types that few statements name. */
    void requireFunctions(List<String> words, EngineConnection connection, boolean transaction) {
        types.requireFunctions(words, connection, transaction);
    }

    /** The schemas of the workspace, asked for again once objects have changed. */
    Set<String> schemas(Supplier<Set<String>> asking) {
        long version = engine.schemaChanges();
        KnownSchemas known = schemas;
        if (known == null || known.version() != version) {
            known = new KnownSchemas(version, asking.get());
            schemas = known;
        }
        return known.names();
    }

    GuardContext guardContext(ProjectFiles.Listing listing, List<String> searchPath) {
        return new GuardContext(location.catalog(), listing, searchPath, names, definitions);
    }

    /** Whether the workspace may have a function of this name, in lower case. */
    boolean mayDefine(String function) {
        return definitions.mayDefine(function);
    }

    /** Attaches the system catalog, if this is the first that needs it. On an engine thread. */
    void attachCatalog() {
        if (catalogAttached) {
            return;
        }
        attaching.lock();
        try (EngineConnection connection = engine.connect()) {
            if (!catalogAttached) {
                catalog.relations().attach(connection);
                catalogAttached = true;
            }
        } finally {
            attaching.unlock();
        }
    }

    /** The objects that the system catalog shows. */
    InstanceCatalog objects() {
        return objects;
    }

    /** On an engine thread. */
    EngineUsage usage() {
        try (EngineConnection connection = engine.connect()) {
            List<@Nullable String> row =
                    connection
                            .queryText(
                                    "SELECT coalesce(sum(memory_usage_bytes), 0)::BIGINT,"
                                            + " coalesce(sum(temporary_storage_bytes), 0)::BIGINT"
                                            + " FROM system.main.duckdb_memory()")
                            .getFirst();
            return new EngineUsage(number(row.getFirst()), number(row.getLast()));
        }
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    /** On an engine thread. Ends what its connections run. */
    @Override
    public void close() {
        engine.close();
        data.deleteTemporaryDirectory(scratch);
    }

    /** The name that an enum had when a session here made it, by its OID; else the OID. */
    String enumName(String oid) {
        return enumNames.getOrDefault(oid, oid);
    }

    void enumNamed(int oid, String name) {
        enumNames.put(Integer.toString(oid), name);
    }

    /** Whether tables have columns GENERATED ALWAYS AS IDENTITY; null when nobody has looked. */
    @Nullable Boolean identity() {
        return identity;
    }

    void identity(boolean has) {
        identity = has;
    }
}
