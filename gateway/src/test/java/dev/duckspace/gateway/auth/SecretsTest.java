package dev.duckspace.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void generated_passwords_are_long_and_need_no_quoting_anywhere() {
        PasswordGenerator generator = new PasswordGenerator(random);
        String password = generator.generate();
        assertThat(password).matches("[A-Za-z0-9]{24}").isNotEqualTo(generator.generate());
    }

    @Test
    void the_server_secret_is_made_once_and_readable_by_its_owner_only(@TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("new/auth.secret");
        byte[] secret = ServerSecret.loadOrCreate(file, random);
        assertThat(secret).hasSize(32);
        assertThat(ServerSecret.loadOrCreate(file, random)).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void a_damaged_server_secret_is_not_taken(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("auth.secret");
        Files.write(file, new byte[31]);
        assertThatIOException()
                .isThrownBy(() -> ServerSecret.loadOrCreate(file, random))
                .withMessageContaining("holds 31 bytes, not 32");
    }
}
