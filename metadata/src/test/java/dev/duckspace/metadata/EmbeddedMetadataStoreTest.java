package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // fields set by JUnit
class EmbeddedMetadataStoreTest extends MetadataStoreContract {
    @TempDir Path directory;

    @Override
    MetadataConfig database() {
        return new MetadataConfig.Embedded(directory.resolve("metadata.duckdb"));
    }

    @Test
    void a_virtual_thread_never_enters_the_engine() throws InterruptedException {
        AtomicBoolean virtual = new AtomicBoolean(true);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (MetadataStore store = MetadataStore.open(database())) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                store.read(
                                        tx -> {
                                            virtual.set(Thread.currentThread().isVirtual());
                                            return "";
                                        });
                                try {
                                    store.inTransaction(
                                            tx -> {
                                                throw new IllegalStateException("as it is");
                                            });
                                } catch (IllegalStateException e) {
                                    thrown.set(e);
                                }
                            })
                    .join();
        }
        assertThat(virtual).isFalse();
        assertThat(thrown.get()).hasMessage("as it is");
    }

    @Test
    void a_file_that_cannot_be_made_is_named() {
        MetadataConfig config =
                new MetadataConfig.Embedded(directory.resolve("absent/metadata.duckdb"));

        assertThatThrownBy(() -> MetadataStore.open(config))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("metadata database cannot be opened")
                .hasMessageContaining("absent");
    }
}
