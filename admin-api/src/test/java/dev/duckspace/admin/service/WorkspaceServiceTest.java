package dev.duckspace.admin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.metadata.MetadataConfig;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import dev.duckspace.metadata.WorkspaceQuery;
import dev.duckspace.metadata.WorkspaceStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // fields set by @BeforeEach
class WorkspaceServiceTest {
    @TempDir Path directory;

    private final FolderFiles files = new FolderFiles();
    private MetadataStore metadata;
    private WorkspaceService workspaces;

    @BeforeEach
    void open() {
        metadata =
                MetadataStore.open(
                        new MetadataConfig.Embedded(directory.resolve("metadata.duckdb")));
        new ProjectService(metadata, files, Clock.systemUTC()).create("p", "P");
        workspaces =
                new WorkspaceService(
                        metadata,
                        files,
                        new PlainPasswords(),
                        new WorkspaceLimits(10, 24, 168, 10, 100),
                        Clock.systemUTC());
    }

    @AfterEach
    void close() {
        metadata.close();
    }

    @Test
    void a_create_that_fails_leaves_neither_row_nor_file() {
        files.failFromNowOn();

        assertThatThrownBy(() -> workspaces.create("p", null, NewWorkspace.named("w")))
                .hasMessage("the disk is full");

        assertThat(all()).isEmpty();
        assertThat(files.count()).isZero();
        assertThat(metadata.<Long>read(tx -> tx.workspaces().countInProject("p"))).isZero();
    }

    @Test
    void what_an_earlier_run_left_half_done_is_removed() {
        Workspace kept = workspaces.create("p", null, NewWorkspace.named("kept")).workspace();
        for (WorkspaceStatus status : List.of(WorkspaceStatus.CREATING, WorkspaceStatus.DROPPING)) {
            Workspace left =
                    workspaces.create("p", null, NewWorkspace.named(status.text())).workspace();
            metadata.inTransaction(tx -> tx.workspaces().updateStatus(left.id(), status));
        }

        new WorkspaceRemoval(metadata, files).finishInterrupted();

        assertThat(all()).containsExactly(kept);
        assertThat(files.count()).isEqualTo(1);
    }

    @Test
    void only_the_verifier_of_a_password_is_stored() {
        CreatedWorkspace created = workspaces.create("p", null, NewWorkspace.named("w"));

        assertThat(created.password()).isEqualTo("open sesame");
        assertThat(created.toString()).doesNotContain("sesame");
        assertThat(
                        metadata.read(tx -> tx.credentials().find(created.username()))
                                .orElseThrow()
                                .scramVerifier())
                .startsWith("SCRAM-SHA-256$")
                .doesNotContain("sesame");
    }

    private List<Workspace> all() {
        return workspaces.list(WorkspaceQuery.of("p", null));
    }

    private static final class PlainPasswords implements Passwords {
        @Override
        public String generate() {
            return "open sesame";
        }

        @Override
        public String verifier(String password) {
            return "SCRAM-SHA-256$4096:c2FsdA==$a:b";
        }
    }
}
