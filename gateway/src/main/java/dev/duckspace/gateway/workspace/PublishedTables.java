package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.DuckDb;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.protocol.PgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of projects, seen and changed from outside of any workspace. Any thread. */
public final class PublishedTables implements AutoCloseable {
    private final DataDirectory data;
    private final EnginePool pool;
    private final TablePublisher publisher;
    private final TableShapes shapes;

    public PublishedTables(
            DuckDb duckDb, DataDirectory data, EnginePool pool, TablePublisher publisher) {
        this.data = data;
        this.pool = pool;
        this.publisher = publisher;
        this.shapes = new TableShapes(duckDb, data);
    }

    /**
     * A table as it lies on the disk.
     *
     * @param ofMain whether a branch has it from main
     */
    public record Found(TableFile file, boolean ofMain) {
        public TableName name() {
            return file.name();
        }
    }

    /**
     * A table with what is in it.
     *
     * @param shape null when its file cannot be read, for the reason that {@code problem} says
     */
    public record Described(
            TableName name,
            boolean ofMain,
            long bytes,
            Instant createdAt,
            Instant changedAt,
            @Nullable TableShape shape,
            @Nullable String problem) {}

    /**
     * What a publication has made.
     *
     * @param created false when it replaced a table
     */
    public record Publication(Described table, boolean created) {}

    /** Every table by name; with {@code readsMain} those of main that the branch lacks too. */
    public List<Found> list(ProjectLocation project, boolean readsMain) {
        Path own = data.projectDirectory(project);
        List<Path> directories = new ArrayList<>();
        directories.add(own);
        if (readsMain && project.branchId() != null) {
            directories.add(data.projectDirectory(project.main()));
        }
        return new ProjectFiles(directories, Integer.MAX_VALUE)
                .list().tables().values().stream()
                        .map(file -> new Found(file, !file.file().startsWith(own)))
                        .toList();
    }

    /** What is in these tables; one that went meanwhile is left out. */
    public List<Described> describe(List<Found> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        return pool.call(
                () -> tables.stream().map(this::describe).flatMap(Optional::stream).toList());
    }

    private Optional<Described> describe(Found found) {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(found.file().file(), BasicFileAttributes.class);
            Instant changedAt = file.lastModifiedTime().toInstant();
            try {
                TableShape shape = shapes.of(found.file());
                Instant first = shape.firstPublished();
                return Optional.of(
                        new Described(
                                found.name(),
                                found.ofMain(),
                                file.size(),
                                first == null ? file.creationTime().toInstant() : first,
                                changedAt,
                                shape,
                                null));
            } catch (PgException e) {
                return Optional.of(
                        new Described(
                                found.name(),
                                found.ofMain(),
                                file.size(),
                                file.creationTime().toInstant(),
                                changedAt,
                                null,
                                e.info().message()));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses types that the engine does not have.
     *
     * @throws PgException 42704
     */
    public void requireTypes(List<CsvColumn> columns) {
        List<String> types = columns.stream().map(CsvColumn::type).distinct().toList();
        pool.run(() -> types.forEach(shapes::requireType));
    }

    /**
     * Creates the table or replaces it, all at once.
     *
     * @throws PgException when the source cannot be read; what {@code admission} throws
     */
    public Publication publish(
            ProjectLocation project,
            TableName name,
            TableSource source,
            TablePublisher.Admission admission) {
        Instant first =
                list(project, false).stream()
                        .filter(found -> found.name().folded().equals(name.folded()))
                        .findFirst()
                        .flatMap(found -> describe(List.of(found)).stream().findFirst())
                        .map(Described::createdAt)
                        .orElseGet(Instant::now);
        TablePublisher.Published published =
                pool.call(() -> publisher.publish(project, name, source, first, admission));
        return new Publication(
                new Described(
                        published.name(),
                        false,
                        published.bytes(),
                        first,
                        published.changedAt(),
                        published.shape(),
                        null),
                published.created());
    }

    /** Removes a table of the project's, or branch's, own. Whether there was one. */
    public boolean remove(ProjectLocation project, TableName name) {
        return pool.call(() -> publisher.remove(project, name));
    }

    @Override
    public void close() {
        pool.runSurely(shapes::close);
    }
}
