package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

    @Test
    void everything_lies_where_the_design_says(@TempDir Path root) throws IOException {
        try (DataDirectory data = DataDirectory.open(root.resolve("data"))) {
            Path real = root.resolve("data").toRealPath();
            ProjectLocation branch = new ProjectLocation("123", "789");
            WorkspaceLocation workspace = new WorkspaceLocation(branch, true, "ws_ab12cd34ef56");
            assertThat(data.metadataFile()).isEqualTo(real.resolve("metadata.duckdb"));
            assertThat(
                            data.tableFile(
                                    ProjectLocation.main("123"),
                                    TableName.of("in.c-sales", "orders")))
                    .isEqualTo(real.resolve("project_123/in_c_sales/orders.duckdb"));
            assertThat(data.workspaceFile(workspace))
                    .isEqualTo(
                            real.resolve(
                                    "project_123_branch_789/_workspaces/ws_ab12cd34ef56.duckdb"));
            assertThat(Files.isDirectory(data.tlsDirectory())).isTrue();
            assertThat(Files.getPosixFilePermissions(real)).hasSize(3);
        }
    }

    @Test
    void a_directory_in_use_by_this_process_is_refused_and_stays_locked(@TempDir Path root)
            throws Exception {
        try (DataDirectory data = DataDirectory.open(root)) {
            assertThatThrownBy(() -> DataDirectory.open(root))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(data.root().toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThat(runLocker(root)).isEqualTo("refused");
        }
        assertThat(runLocker(root)).isEqualTo("got it");
        DataDirectory.open(root).close();
    }

    @Test
    void a_directory_in_use_by_another_process_is_refused_with_its_pid(@TempDir Path root)
            throws Exception {
        Process holder = locker(root, "hold");
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("got it");
            Files.writeString(root.resolve("lock"), holder.pid() + "\n", StandardOpenOption.WRITE);
            assertThatThrownBy(() -> DataDirectory.open(root))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining("process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        DataDirectory.open(root).close();
    }

    private static String runLocker(Path root) throws Exception {
        Process process = locker(root, "try");
        String answer = Objects.requireNonNullElse(process.inputReader().readLine(), "nothing");
        process.waitFor();
        return answer;
    }

    private static Process locker(Path root, String mode) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Locker.class.getName(),
                        root.resolve("lock").toString(),
                        mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process that wants the lock file. */
    static final class Locker {
        private Locker() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(
                            Path.of(arguments[0]),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                boolean locked = channel.tryLock() != null;
                System.out.println(locked ? "got it" : "refused");
                System.out.flush();
                if (arguments[1].equals("hold")) {
                    System.in.read();
                }
            }
        }
    }

    @Test
    void what_earlier_runs_left_in_tmp_and_unpublished_goes_at_start(@TempDir Path root)
            throws IOException {
        Path outside = Files.writeString(root.resolve("outside"), "x");
        Path data = root.resolve("data");
        Files.createDirectories(data.resolve("tmp/old/deep"));
        Files.writeString(data.resolve("tmp/old/deep/file"), "x");
        Files.createSymbolicLink(data.resolve("tmp/link"), root);
        Files.createDirectories(data.resolve("project_1/in_c_sales"));
        Path unpublished = data.resolve("project_1/in_c_sales/.publishing-1");
        Files.writeString(unpublished, "x");
        Path table = Files.writeString(data.resolve("project_1/in_c_sales/t.duckdb"), "x");
        try (DataDirectory opened = DataDirectory.open(data)) {
            assertThat(opened.temporaryDirectory()).isEmptyDirectory();
            assertThat(unpublished).doesNotExist();
            assertThat(table).exists();
            assertThat(outside).exists();
            Path temporary = opened.newTemporaryDirectory();
            Files.writeString(temporary.resolve("x"), "x");
            opened.deleteTemporaryDirectory(temporary);
            assertThat(temporary).doesNotExist();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> opened.deleteTemporaryDirectory(root));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "../x", "A", "a b", "a\u0000", "é", "a_branch_b"})
    void a_project_id_that_could_name_another_directory_is_refused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ProjectLocation.main(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "ws_1",
                "ws_ab12cd34ef5G",
                "ws_ab12cd34ef56/../x",
                "../ws_ab12cd34ef56"
            })
    void a_workspace_id_has_one_form_only(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> WorkspaceLocation.ofMain("1", id));
    }

    @Test
    void a_bucket_is_one_in_every_spelling() {
        assertThat(List.of("in.c-sales", "in_c_sales", "in-c.sales"))
                .allSatisfy(
                        spelled ->
                                assertThat(TableName.of(spelled, "orders"))
                                        .isEqualTo(new TableName("in_c_sales", "orders")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_workspaces",
                ".",
                "..",
                "a/b",
                "a b",
                "main",
                "public",
                "Temp",
                "pg_catalog",
                "pg_x",
                "information_schema",
                "ws_ab12cd34ef56",
                "a$b",
                "a\"b",
                "a\u0000b"
            })
    void a_bucket_whose_schema_would_mean_something_else_is_refused(String bucket) {
        assertThatIllegalArgumentException().isThrownBy(() -> TableName.of(bucket, "orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../x", "a$b", "a.b", "a\"b", "-a", "a\nb"})
    void a_table_name_that_could_leave_its_directory_is_refused(String table) {
        assertThatIllegalArgumentException().isThrownBy(() -> TableName.of("in.c-sales", table));
    }
}
