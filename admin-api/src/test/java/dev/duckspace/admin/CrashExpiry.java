package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.metadata.MetadataConfig;
import dev.duckspace.metadata.MetadataStore;
import dev.duckspace.metadata.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Workspaces whose time ends soon after a start, as it is written into the metadata while nothing
 * serves them. From then on they may be there or gone, and at the end they have to be gone.
 */
final class CrashExpiry {
    private static final Duration GONE_MAX = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofMillis(1_500);

    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    /** While no process has the metadata. */
    void end(Path metadataFile, Collection<String> workspaces) {
        MetadataStore metadata = MetadataStore.open(new MetadataConfig.Embedded(metadataFile));
        try {
            Instant soon = Instant.now().plus(SOON);
            for (String id : workspaces) {
                boolean changed =
                        metadata.inTransaction(
                                tx -> {
                                    Workspace found = tx.workspaces().find(id).orElseThrow();
                                    return tx.workspaces().update(found.withExpiry(soon));
                                });
                assertThat(changed).as(id).isTrue();
                ending.add(id);
            }
        } finally {
            metadata.close();
        }
    }

    boolean isEnding(String id) {
        return ending.contains(id);
    }

    int count() {
        return ending.size();
    }

    /** The server removes them without being asked. */
    void awaitGone(Supplier<Set<String>> there) {
        long end = System.nanoTime() + GONE_MAX.toNanos();
        Set<String> left = new HashSet<>(ending);
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            left.retainAll(there.get());
        }
        assertThat(left).as("expired and still there").isEmpty();
    }
}
