package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the management of workspaces keeps: the same on either database. */
@SuppressWarnings("NullAway.Init") // fields set by @BeforeEach
abstract class ManagementContract {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private MetadataStore store;

    /** An empty database. */
    abstract MetadataConfig database();

    @BeforeEach
    void open() {
        store = MetadataStore.open(database());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_workspace_keeps_the_hours_it_was_asked_to_live() {
        Workspace asked = workspace("ws_000000000001", "one").withTimeToLive(3, NOON);
        write(tx -> tx.workspaces().insert(asked));

        assertThat(found(tx -> tx.workspaces().find(asked.id()))).contains(asked);
        Workspace longer = asked.withTimeToLive(7, NOON.plusSeconds(60));
        write(tx -> tx.workspaces().update(longer));

        Workspace read = found(tx -> tx.workspaces().find(asked.id())).orElseThrow();
        assertThat(read.ttlHours()).isEqualTo(7);
        assertThat(read.expiresAt()).isEqualTo(NOON.plusSeconds(60).plus(Duration.ofHours(7)));
    }

    /** Something that changes the database. */
    interface Write {
        void run(Transaction tx);
    }

    void write(Write work) {
        store.inTransaction(
                tx -> {
                    work.run(tx);
                    return "";
                });
    }

    <T> Optional<T> found(Function<Transaction, Optional<T>> work) {
        return store.read(work);
    }

    <T> List<T> rows(Function<Transaction, List<T>> work) {
        return store.read(work);
    }

    static Workspace workspace(String id, String name) {
        return new Workspace(
                id,
                "p",
                null,
                name,
                "",
                List.of(),
                WorkspaceStatus.ACTIVE,
                NOON,
                NOON.plus(Duration.ofHours(24)),
                24,
                10L << 30);
    }
}
