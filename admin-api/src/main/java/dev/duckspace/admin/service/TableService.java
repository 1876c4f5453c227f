package dev.duckspace.admin.service;

import dev.duckspace.gateway.engine.EngineBusyException;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.workspace.CsvColumn;
import dev.duckspace.gateway.workspace.DataDirectory;
import dev.duckspace.gateway.workspace.ProjectLocation;
import dev.duckspace.gateway.workspace.PublishedTables;
import dev.duckspace.gateway.workspace.PublishedTables.Described;
import dev.duckspace.gateway.workspace.PublishedTables.Found;
import dev.duckspace.gateway.workspace.PublishedTables.Publication;
import dev.duckspace.gateway.workspace.TableName;
import dev.duckspace.gateway.workspace.TableShape;
import dev.duckspace.gateway.workspace.TableSource;
import dev.duckspace.metadata.Branch;
import dev.duckspace.metadata.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Lists, publishes and deletes the tables of projects and branches. */
public final class TableService {
    /** As PostgreSQL's names. */
    private static final int NAME_BYTES_MAX = 63;

    /** Each takes the memory and the threads of a workspace. */
    private static final int PUBLICATIONS_AT_ONCE = 2;

    private final MetadataStore metadata;
    private final PublishedTables tables;
    private final DataDirectory data;
    private final UploadLimits limits;
    private final Semaphore uploads;
    private final Semaphore publications = new Semaphore(PUBLICATIONS_AT_ONCE, true);

    public TableService(
            MetadataStore metadata,
            PublishedTables tables,
            DataDirectory data,
            UploadLimits limits) {
        this.metadata = metadata;
        this.tables = tables;
        this.data = data;
        this.limits = limits;
        this.uploads = new Semaphore(limits.atOnce());
    }

    /**
     * A page of tables.
     *
     * @param buckets how many tables there are in each, whatever the page
     * @param more whether tables follow
     */
    public record Page(Map<String, Integer> buckets, List<Described> tables, boolean more) {}

    /**
     * By bucket and table.
     *
     * @param branchId null: main
     * @param bucket in any spelling; null: all
     * @param after the last table of the page before, as {@link #position}; empty: from the first
     */
    public Page list(
            String projectId,
            @Nullable String branchId,
            @Nullable String bucket,
            String after,
            int limit) {
        Place place = place(projectId, branchId);
        String schema = bucket == null ? null : TableName.schemaOf(bucket);
        List<Found> found =
                tables.list(place.location(), place.readsMain()).stream()
                        .filter(
                                table ->
                                        schema == null
                                                || table.name().schema().equalsIgnoreCase(schema))
                        .toList();
        Map<String, Integer> buckets = new TreeMap<>();
        found.forEach(table -> buckets.merge(table.name().schema(), 1, Integer::sum));
        List<Found> rest =
                found.stream()
                        .filter(table -> position(table.name()).compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        boolean more = rest.size() > limit;
        return new Page(buckets, described(more ? rest.subList(0, limit) : rest), more);
    }

    private List<Described> described(List<Found> found) {
        try {
            return tables.describe(found);
        } catch (EngineBusyException e) {
            throw busy();
        }
    }

    /** Where a table stands in the order of a list. */
    public static String position(TableName name) {
        return name.folded();
    }

    /**
     * Receives a table and publishes it, in the place of one of that name when there is one. On
     * failure everything is as before.
     *
     * @param length the body's, where the sender tells it
     */
    public Publication publish(
            String projectId,
            @Nullable String branchId,
            String bucket,
            String table,
            @Nullable Long length,
            TableUpload upload) {
        Place place = place(projectId, branchId);
        TableName name = name(bucket, table);
        if (length != null && length > limits.bytesMax()) {
            throw ReceivedFile.tooLarge(limits.bytesMax());
        }
        if (!uploads.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "%d tables are being uploaded (limits.uploads); try again later"
                            .formatted(limits.atOnce()));
        }
        try {
            requireTypes(upload);
            return receiveAndPublish(place, name, upload);
        } finally {
            uploads.release();
        }
    }

    private void requireTypes(TableUpload upload) {
        switch (upload) {
            case TableUpload.Csv csv -> {
                List<CsvColumn> columns = csv.format().columns();
                if (!columns.isEmpty()) {
                    refusing(upload, () -> requireTypes(columns));
                }
            }
            case TableUpload.Parquet _ -> {}
        }
    }

    private boolean requireTypes(List<CsvColumn> columns) {
        tables.requireTypes(columns);
        return true;
    }

    private Publication receiveAndPublish(Place place, TableName name, TableUpload upload) {
        Path directory = data.newTemporaryDirectory();
        try {
            Path file = directory.resolve("upload");
            ReceivedFile.receive(upload, file, limits.bytesMax());
            publications.acquireUninterruptibly();
            try {
                Publication made = refusing(upload, () -> publish(place, name, upload, file));
                requireStillThere(place, name);
                return made;
            } finally {
                publications.release();
            }
        } finally {
            data.deleteTemporaryDirectory(directory);
        }
    }

    private Publication publish(Place place, TableName name, TableUpload upload, Path file) {
        return tables.publish(
                place.location(),
                name,
                upload.source(file),
                created -> {
                    if (created) {
                        requireRoom(place);
                    }
                });
    }

    /** What became of a table of another file. */
    public record Adopted(TableName name, long rows) {}

    /**
     * Refuses a name that cannot be a new table's.
     *
     * @throws ProblemException INVALID or NAME_TAKEN, LIMIT_REACHED
     */
    public void requireFree(
            String projectId, @Nullable String branchId, String bucket, String table) {
        Place place = place(projectId, branchId);
        TableName name = name(bucket, table);
        boolean taken =
                tables.list(place.location(), false).stream()
                        .anyMatch(found -> position(found.name()).equals(position(name)));
        if (taken) {
            throw new ProblemException(
                    ProblemType.NAME_TAKEN,
                    "table \"%s\" exists; delete it first, or choose another name".formatted(name));
        }
        requireRoom(place);
    }

    /** Publishes a table of a database file, which is read and not changed. */
    public Adopted adopt(
            String projectId,
            @Nullable String branchId,
            String bucket,
            String table,
            TableSource.Database source) {
        requireFree(projectId, branchId, bucket, table);
        Place place = place(projectId, branchId);
        Publication made =
                tables.publish(
                        place.location(),
                        name(bucket, table),
                        source,
                        created -> requireRoom(place));
        TableShape shape = made.table().shape();
        return new Adopted(made.table().name(), shape == null ? 0 : shape.rows());
    }

    private void requireRoom(Place place) {
        int count = tables.list(place.location(), place.readsMain()).size();
        if (count >= limits.tablesMax()) {
            throw new ProblemException(
                    ProblemType.LIMIT_REACHED,
                    "there are %d tables, which is the limit (limits.attached_tables); delete one first"
                            .formatted(count));
        }
    }

    /** What was deleted while its table came in stays deleted. */
    private void requireStillThere(Place place, TableName name) {
        try {
            place(place.location().projectId(), place.location().branchId());
        } catch (ProblemException e) {
            tables.remove(place.location(), name);
            throw e;
        }
    }

    private interface Work<T> {
        T run();
    }

    private static <T> T refusing(TableUpload upload, Work<T> work) {
        try {
            return work.run();
        } catch (EngineBusyException e) {
            throw busy();
        } catch (PgException e) {
            throw problem(upload, e);
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "all engine threads are busy; try again later");
    }

    private static RuntimeException problem(TableUpload upload, PgException e) {
        String reason = e.info().message();
        return switch (e.sqlState().code().substring(0, 2)) {
            case "22", "42", "0A", "XX", "58" ->
                    switch (upload) {
                        case TableUpload.Csv _ when e.sqlState() == SqlState.INTERNAL_ERROR -> e;
                        case TableUpload.Csv _ -> ProblemException.invalid(reason);
                        case TableUpload.Parquet _ ->
                                ProblemException.invalid("the body is no Parquet file: " + reason);
                    };
            case "53" -> new ProblemException(ProblemType.UNAVAILABLE, reason);
            default -> e;
        };
    }

    /** Deletes a table of the project's, or branch's, own; open transactions keep it. */
    public void delete(String projectId, @Nullable String branchId, String bucket, String table) {
        Place place = place(projectId, branchId);
        TableName name = name(bucket, table);
        if (tables.remove(place.location(), name)) {
            return;
        }
        boolean ofMain =
                tables.list(place.location(), place.readsMain()).stream()
                        .anyMatch(found -> position(found.name()).equals(position(name)));
        throw ProblemException.notFound(
                ofMain
                        ? "table \"%s\" is main's; the branch has none of its own".formatted(name)
                        : "there is no table \"%s\"".formatted(name));
    }

    private static TableName name(String bucket, String table) {
        try {
            TableName name = TableName.of(bucket, table);
            if (bytes(name.schema()) > NAME_BYTES_MAX || bytes(name.table()) > NAME_BYTES_MAX) {
                throw ProblemException.invalid(
                        "the names of a bucket and a table have at most "
                                + NAME_BYTES_MAX
                                + " bytes");
            }
            return name;
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    e.getMessage()
                            + "; letters, digits and _ (in buckets . and -, in tables - too), no name of PostgreSQL's own");
        }
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private record Place(ProjectLocation location, boolean readsMain) {}

    private Place place(String projectId, @Nullable String branchId) {
        return metadata.read(
                tx -> {
                    ProjectService.required(tx, projectId);
                    if (branchId == null) {
                        return new Place(ProjectLocation.main(projectId), false);
                    }
                    Optional<Branch> branch = tx.branches().find(projectId, branchId);
                    return new Place(
                            new ProjectLocation(
                                    projectId,
                                    branch.orElseThrow(() -> noBranch(projectId, branchId)).id()),
                            branch.map(Branch::inherit).orElse(false));
                });
    }

    private static ProblemException noBranch(String projectId, String branchId) {
        return ProblemException.notFound(
                "project \"%s\" has no branch \"%s\"".formatted(projectId, branchId));
    }
}
