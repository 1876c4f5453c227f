package dev.duckspace.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.auth.ScramFuzz;
import dev.duckspace.gateway.net.FrameFuzz;
import dev.duckspace.gateway.net.StartupFuzz;
import dev.duckspace.gateway.protocol.FrontendFuzz;
import dev.duckspace.gateway.sql.SqlFuzz;
import dev.duckspace.gateway.types.BindFuzz;
import dev.duckspace.gateway.types.CopyFuzz;
import dev.duckspace.gateway.types.ParameterFuzz;
import dev.duckspace.gateway.workspace.GuardFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each target for some seconds, from its corpus of src/test/resources/fuzz; {@code
 * -Dduckspace.fuzz.seconds=} makes it a long run. What it finds new is left in target/fuzz.
 */
class FuzzIT {
    private static final String SECONDS = System.getProperty("duckspace.fuzz.seconds", "5");

    @ParameterizedTest
    @ValueSource(
            classes = {
                FrontendFuzz.class,
                FrameFuzz.class,
                ScramFuzz.class,
                ParameterFuzz.class,
                BindFuzz.class,
                CopyFuzz.class,
                StartupFuzz.class,
                GuardFuzz.class,
                SqlFuzz.class
            })
    void no_bytes_make_a_decoder_fail(Class<?> target, @TempDir Path temporary)
            throws IOException, InterruptedException {
        Path seeds = Path.of("src/test/resources/fuzz", target.getSimpleName()).toAbsolutePath();
        Path found = Files.createDirectories(Path.of("target/fuzz", target.getSimpleName()));
        Path output = temporary.resolve("output");
        Process fuzzer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dio.netty.leakDetection.level=paranoid",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.getName(),
                                "--instrumentation_includes=dev.duckspace.**",
                                "--custom_hook_includes=dev.duckspace.**",
                                "--reproducer_path=" + temporary,
                                "-artifact_prefix=" + found.toAbsolutePath() + "/",
                                "-max_total_time=" + SECONDS,
                                "-timeout=60",
                                "-rss_limit_mb=4096",
                                found.toAbsolutePath().toString(),
                                seeds.toString())
                        .directory(temporary.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(fuzzer.waitFor()).as(() -> read(output)).isZero();
        // "cov:" as well: a fuzzer that cannot read the class files goes on without their coverage
        assertThat(read(output)).contains("Done ", "cov: ").doesNotContain("Failed to instrument");
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
