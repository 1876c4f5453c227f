package dev.duckspace.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md says what the tests saw. */
class CompatibilityDocumentTest {
    @Test
    void its_tables_are_those_of_the_probe_files() throws IOException {
        String document = Files.readString(CompatibilityTables.DOCUMENT);
        assertThat(document)
                .as("write it anew with CompatibilityTables")
                .isEqualTo(CompatibilityTables.renewed(document));
    }
}
