package dev.duckspace.metadata;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
    void a_file_that_cannot_be_made_is_named() {
        MetadataConfig config =
                new MetadataConfig.Embedded(directory.resolve("absent/metadata.duckdb"));

        assertThatThrownBy(() -> MetadataStore.open(config))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("metadata database cannot be opened")
                .hasMessageContaining("absent");
    }
}
