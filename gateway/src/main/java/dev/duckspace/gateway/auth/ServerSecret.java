package dev.duckspace.gateway.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * 32 random bytes in a file that only its owner reads. They outlive restarts, so that the salts
 * shown for users that do not exist stay as constant as those of users that do.
 */
public final class ServerSecret {
    private static final int BYTES = 32;

    private ServerSecret() {}

    /**
     * @throws IOException also when the file is there but is not 32 bytes long
     */
    public static byte[] loadOrCreate(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            create(file, random);
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new IOException(
                    "%s holds %d bytes, not %d: delete it to have a new one made"
                            .formatted(file, secret.length, BYTES));
        }
        return secret;
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        Path unfinished =
                Files.createTempFile(
                        directory,
                        "secret",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, secret);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
