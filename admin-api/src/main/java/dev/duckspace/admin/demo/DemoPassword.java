package dev.duckspace.admin.demo;

import dev.duckspace.admin.service.NewPassword;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's password in a file that its owner alone can read: the demo shows it at each start,
 * while the metadata holds only what verifies it.
 */
final class DemoPassword {
    private static final Logger LOG = LoggerFactory.getLogger(DemoPassword.class);

    private final Path file;

    DemoPassword(Path file) {
        this.file = file;
    }

    /** Empty when there is no file, or none that can be read. */
    Optional<NewPassword> read() {
        try {
            Map<String, String> fields =
                    JsonMapper.createDefault()
                            .readValue(
                                    Files.readAllBytes(file),
                                    Argument.mapOf(String.class, String.class));
            String username = fields.get("username");
            String password = fields.get("password");
            return username == null || password == null
                    ? Optional.empty()
                    : Optional.of(new NewPassword(username, password));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: a new password is made", file);
            return Optional.empty();
        }
    }

    void write(NewPassword password) {
        String text =
                """
                {"username": "%s", "password": "%s"}
                """
                        .formatted(password.username(), password.password());
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(written);
            Files.createFile(written, ownerOnly());
            Files.writeString(written, text, StandardCharsets.UTF_8);
            Files.move(
                    written,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
