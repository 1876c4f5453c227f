package dev.duckspace.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.workspace.WorkspaceConnection.SchemaVersion;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a session goes by what it has read of the workspace's objects. */
class StorageTargetsTest {
    private final AtomicLong changes = new AtomicLong();
    private final StorageTargets targets =
            new StorageTargets(() -> new SchemaVersion(changes.get(), 0, List.of()));

    @Test
    void what_was_read_holds_until_an_object_changes() {
        targets.views(() -> Set.of("v"));
        assertThat(targets.knownViews()).containsExactly("v");
        changes.incrementAndGet();
        assertThat(targets.knownViews()).isNull();
    }

    @Test
    void what_a_transaction_has_read_that_sees_an_older_state_ends_with_it() {
        targets.transactionBegins();
        changes.incrementAndGet();
        targets.views(() -> Set.of("as it was"));
        assertThat(targets.knownViews()).containsExactly("as it was");
        targets.transactionEnds();
        assertThat(targets.knownViews()).isNull();
    }

    @Test
    void what_a_transaction_has_read_beside_no_change_outlasts_it() {
        targets.transactionBegins();
        targets.views(() -> Set.of("v"));
        targets.transactionEnds();
        assertThat(targets.knownViews()).containsExactly("v");
    }
}
