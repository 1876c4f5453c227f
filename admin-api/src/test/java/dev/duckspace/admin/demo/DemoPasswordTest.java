package dev.duckspace.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.admin.service.NewPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPasswordTest {

    @Test
    void what_is_written_is_read_by_its_owner_alone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("demo.json");
        DemoPassword passwords = new DemoPassword(file);
        passwords.write(new NewPassword("u", "first"));
        passwords.write(new NewPassword("u", "second"));

        assertThat(passwords.read()).contains(new NewPassword("u", "second"));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_missing_or_damaged_file_is_no_password(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("demo.json");
        assertThat(new DemoPassword(file).read()).isEmpty();

        Files.writeString(file, "{\"username\": ");
        assertThat(new DemoPassword(file).read()).isEmpty();
    }
}
