package dev.duckspace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Samples;
import dev.duckspace.benchmarks.report.Part;
import dev.duckspace.benchmarks.report.Rates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    private final Path folder;

    SuiteTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Measures one thing, and may fail then. */
    private record Measured(String name, boolean fails) implements Benchmark {
        @Override
        public String title() {
            return name;
        }

        @Override
        public String about() {
            return "about " + name;
        }

        @Override
        public void measure(Arena arena) throws IOException {
            arena.seconds("work of " + name, Contestant.GATEWAY, 3_000, 0.5);
            if (fails) {
                throw new IOException("it broke");
            }
        }

        @Override
        public List<Part> present(Samples samples) {
            return List.of(Rates.table(samples));
        }
    }

    private int run(String... options) throws IOException {
        String[] all = new String[options.length + 2];
        all[0] = "--output";
        all[1] = folder.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return new Suite(
                        RunOptions.parse(all),
                        List.of(new Measured("broken", true), new Measured("whole", false)))
                .run(Map.of("processor", "some"));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("performance.md"));
    }

    @Test
    void a_part_that_fails_stops_no_other_and_makes_the_run_fail() throws IOException {
        assertThat(run()).isEqualTo(1);
        assertThat(page())
                .contains("**Failed: broken**", "it broke")
                .contains("| work of broken, 3,000 rows |  | 6.00 |")
                .contains("| work of whole, 3,000 rows |  | 6.00 |");
    }

    @Test
    void a_run_of_some_parts_keeps_what_was_measured_of_the_others() throws IOException {
        assertThat(run()).isEqualTo(1);
        assertThat(run("--only", "whole")).isZero();
        assertThat(page()).contains("it broke").contains("work of whole");
    }

    @Test
    void a_part_that_does_not_exist_is_told_before_anything_runs() {
        assertThatThrownBy(() -> run("--only", "whole,half"))
                .hasMessage("no benchmark half; there are broken, whole");
    }
}
