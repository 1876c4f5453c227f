package dev.duckspace.metadata;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // fields set by JUnit
class EmbeddedManagementTest extends ManagementContract {
    @TempDir Path directory;

    @Override
    MetadataConfig database() {
        return new MetadataConfig.Embedded(directory.resolve("metadata.duckdb"));
    }
}
