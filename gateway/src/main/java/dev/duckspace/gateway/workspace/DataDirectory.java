package dev.duckspace.gateway.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data directory, which one process owns: where everything lies, and the lock.
 *
 * <pre>
 * &lt;data&gt;/lock
 * &lt;data&gt;/metadata.duckdb
 * &lt;data&gt;/project_123/in_c_sales/orders.duckdb             one table each
 * &lt;data&gt;/project_123/_workspaces/ws_ab12cd34ef56.duckdb   workspace
 * &lt;data&gt;/project_123_branch_789/...
 * &lt;data&gt;/tls/  &lt;data&gt;/tmp/                                tmp is emptied at start
 * &lt;data&gt;/orphans/                                          put there by the consistency check
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What the name of a table's file starts with while it is written. */
    static final String PUBLISHING = ".publishing-";

    /** Where the workspaces of a project lie, beside its buckets. */
    static final String WORKSPACES = "_workspaces";

    /**
     * The roots this JVM owns. A second channel on the lock file must not even be opened here:
     * closing it would drop the process's POSIX lock.
     */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;
    private final boolean hardLinks;
    private final DiskSpace space;

    private DataDirectory(Path root, FileChannel channel, FileLock lock, boolean asFound)
            throws IOException {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
        this.space = DiskSpace.of(root);
        if (asFound) {
            this.hardLinks = false;
            return;
        }
        createPrivate(tlsDirectory());
        createPrivate(temporaryDirectory());
        deleteContents(temporaryDirectory());
        deleteUnpublished();
        this.hardLinks = probeHardLinks();
    }

    /** What a publication left behind when the process was killed; none can be running now. */
    private void deleteUnpublished() throws IOException {
        try (DirectoryStream<Path> projects = Files.newDirectoryStream(root, "project_*")) {
            for (Path project : projects) {
                deleteUnpublished(project);
            }
        }
    }

    private static void deleteUnpublished(Path project) throws IOException {
        try (DirectoryStream<Path> buckets =
                Files.newDirectoryStream(project, path -> Files.isDirectory(path))) {
            for (Path bucket : buckets) {
                try (DirectoryStream<Path> files =
                        Files.newDirectoryStream(bucket, PUBLISHING + "*")) {
                    for (Path file : files) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    /**
     * Creates the directory when missing, takes its lock, and empties its tmp.
     *
     * @throws DataDirectoryInUseException when another process, or this one, has it open
     * @throws UncheckedIOException when it cannot be created or written
     */
    public static DataDirectory open(Path directory) {
        return open(directory, false);
    }

    /**
     * Takes the lock of an existing directory and leaves everything in it as it is: for looking at
     * it, not for serving it.
     *
     * @throws DataDirectoryInUseException when another process, or this one, has it open
     * @throws UncheckedIOException when it is not there
     */
    public static DataDirectory openAsFound(Path directory) {
        return open(directory, true);
    }

    private static DataDirectory open(Path directory, boolean asFound) {
        try {
            if (!asFound) {
                createPrivate(directory);
            }
            Path root = directory.toRealPath();
            if (!OWNED.add(root)) {
                throw new DataDirectoryInUseException(
                        root, "this process (" + ProcessHandle.current().pid() + ")");
            }
            try {
                return lock(root, asFound);
            } catch (IOException | RuntimeException e) {
                OWNED.remove(root);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open data directory " + directory, e);
        }
    }

    private static DataDirectory lock(Path root, boolean asFound) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new DataDirectoryInUseException(root, "process " + readPid(channel));
            }
            writePid(channel);
            return new DataDirectory(root, channel, lock, asFound);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public Path root() {
        return root;
    }

    public Path metadataFile() {
        return root.resolve("metadata.duckdb");
    }

    public Path tlsDirectory() {
        return root.resolve("tls");
    }

    public Path temporaryDirectory() {
        return root.resolve("tmp");
    }

    /** Where the consistency check puts files that nothing knows. */
    public Path orphansDirectory() {
        return root.resolve("orphans");
    }

    public Path projectDirectory(ProjectLocation project) {
        return root.resolve(project.directoryName());
    }

    public Path bucketDirectory(ProjectLocation project, TableName table) {
        return projectDirectory(project).resolve(table.schema());
    }

    public Path tableFile(ProjectLocation project, TableName table) {
        return bucketDirectory(project, table).resolve(table.table() + ProjectFiles.EXTENSION);
    }

    public Path workspacesDirectory(ProjectLocation project) {
        return projectDirectory(project).resolve(WORKSPACES);
    }

    public Path workspaceFile(WorkspaceLocation workspace) {
        return workspacesDirectory(workspace.project())
                .resolve(workspace.workspaceId() + ProjectFiles.EXTENSION);
    }

    /** A new, empty directory under tmp whose name cannot be guessed. */
    public Path newTemporaryDirectory() {
        byte[] name = new byte[16];
        RANDOM.nextBytes(name);
        Path directory = temporaryDirectory().resolve(HexFormat.of().formatHex(name));
        try {
            createPrivate(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary directory", e);
        }
        return directory;
    }

    /** Deletes a directory of {@link #newTemporaryDirectory}; what cannot be deleted is logged. */
    public void deleteTemporaryDirectory(Path directory) {
        if (!temporaryDirectory().equals(directory.getParent())) {
            throw new IllegalArgumentException(directory + " is no temporary directory of ours");
        }
        try {
            deleteContents(directory);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.warn("Cannot delete temporary directory {}", directory, e);
        }
    }

    /** Whether table files can be linked into a directory of the instance's own. */
    boolean hardLinks() {
        return hardLinks;
    }

    DiskSpace space() {
        return space;
    }

    private boolean probeHardLinks() throws IOException {
        Path file = Files.createTempFile(temporaryDirectory(), "probe", "");
        Path link = file.resolveSibling(file.getFileName() + "-link");
        try {
            Files.createLink(link, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn(
                    "The file system of {} has no hard links ({}): instances are given the project"
                            + " directories themselves, and the statement guard stands alone",
                    root,
                    e.toString());
            return false;
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            LOG.warn("Cannot release the lock of {}", root, e);
        } finally {
            OWNED.remove(root);
        }
    }

    private static String readPid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return pid.isBlank() ? "(unknown)" : pid.strip();
    }

    private static void writePid(FileChannel channel) throws IOException {
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Follows no symbolic link. */
    private static void deleteContents(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                            throws IOException {
                        if (!visited.equals(directory)) {
                            Files.deleteIfExists(visited);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
