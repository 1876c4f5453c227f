package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {

    @Test
    void a_changed_file_is_taken_up_once(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("tls.crt"), "one");
        AtomicInteger reloads = new AtomicInteger();
        try (CertificateWatch watch =
                new CertificateWatch(List.of(file), reloads::incrementAndGet)) {
            watch.look();
            assertThat(reloads).hasValue(0);

            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
            watch.look();
            watch.look();
            assertThat(reloads).hasValue(1);

            Files.delete(file);
            watch.look();
            assertThat(reloads).hasValue(2);
        }
    }
}
