package dev.duckspace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server as its image starts it: as nobody special, its program and working directory out of
 * its reach, nothing but the volume to write to; thrown away and started anew on the same volume.
 */
@SuppressWarnings("NullAway") // a null fails the test as well
class CycleIT {
    private static final String USER = "10001";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir Path directory;

    private Path program;
    private Path data;

    @BeforeEach
    void layOutTheImage() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        program = Files.createDirectory(directory.resolve("program"));
        copy(Path.of("target", "lib"));
        copy(Path.of("target"));
        data = Files.createDirectory(directory.resolve("volume"));
        if (ROOT) {
            Files.setAttribute(data, "unix:uid", Integer.valueOf(USER));
        }
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    private void copy(Path from) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(from, "*.jar")) {
            for (Path jar : jars) {
                Path copied = Files.copy(jar, program.resolve(jar.getFileName()));
                Files.setPosixFilePermissions(copied, PosixFilePermissions.fromString("r--r--r--"));
            }
        }
    }

    @Test
    void nothing_is_lost_when_the_server_is_thrown_away() throws Exception {
        List<Path> before = files(program);
        String token;
        AdminUnderTest.Login login;
        try (ServedProcess first = start()) {
            token = first.newToken();
            login = first.workspace(token, "kept", "mine");
            first.execute(login, "CREATE TABLE t AS SELECT range AS n FROM range(100000)");
            first.process().terminate();
            assertThat(first.process().awaitExit()).isEqualTo(143);
        }
        try (ServedProcess second = start()) {
            assertThat(second.number(login, "SELECT sum(n) FROM t")).isEqualTo(4_999_950_000L);
            second.execute(login, "INSERT INTO t VALUES (50000)");
            second.process().kill();
            assertThat(second.process().awaitExit()).isEqualTo(137);
        }
        try (ServedProcess third = start()) {
            assertThat(third.number(login, "SELECT sum(n) FROM t")).isEqualTo(5_000_000_000L);
            assertThat(third.get(token, login.path())).isEqualTo(200);
        }
        assertThat(files(program)).isEqualTo(before);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.sorted().toList();
        }
    }

    private ServedProcess start() throws IOException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(
                    List.of(
                            "setpriv",
                            "--reuid=" + USER,
                            "--regid=" + USER,
                            "--clear-groups",
                            "--no-new-privs",
                            "--bounding-set=-all"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-XX:-UsePerfData",
                        "-Xmx512m",
                        "-cp",
                        program + "/*",
                        "dev.duckspace.admin.Duckspace",
                        "serve",
                        "--data",
                        data.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--admin-port",
                        "0"));
        return new ServedProcess(ServerProcess.start(directory, program, command));
    }
}
