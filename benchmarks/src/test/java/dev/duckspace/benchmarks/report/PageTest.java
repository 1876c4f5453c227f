package dev.duckspace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.benchmarks.measure.Arena;
import dev.duckspace.benchmarks.measure.Benchmark;
import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Measure;
import dev.duckspace.benchmarks.measure.Sample;
import dev.duckspace.benchmarks.measure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String SUBJECT = "work | more";

    private final Path folder;

    PageTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Shows the one subject's rate. */
    private record Shown(String name) implements Benchmark {
        @Override
        public String title() {
            return "Title of " + name;
        }

        @Override
        public String about() {
            return "About.";
        }

        @Override
        public void measure(Arena arena) {}

        @Override
        public List<Part> present(Samples samples) {
            OptionalDouble rate = samples.rate(SUBJECT, Contestant.GATEWAY, 100);
            return List.of(
                    Rates.table(samples),
                    new Part.LinePlot(
                            "plot", "x", "y", false, Rates.lines(samples, List.of(SUBJECT))),
                    Part.Target.atLeast("rate of " + name, 10, "/s", rate),
                    Part.Target.atMost("same of " + name, 10, "/s", rate));
        }
    }

    private static Outcome outcome(String name, @Nullable String error) {
        return new Outcome(
                name,
                "2026-11-30 12:00",
                1.5,
                "small",
                1,
                error,
                error == null
                        ? List.of(
                                new Sample(
                                        SUBJECT,
                                        Contestant.GATEWAY,
                                        100,
                                        Measure.SECONDS,
                                        List.of(5.0)))
                        : List.of());
    }

    private String written(Outcome... outcomes) throws IOException {
        Page page = new Page(List.of(new Shown("one"), new Shown("two")), folder);
        Results results = Results.NONE;
        for (Outcome outcome : outcomes) {
            results = results.with(Map.of("processor", "a fast one"), outcome);
        }
        results.write(page.resultsFile());
        page.write(Results.read(page.resultsFile()));
        return Files.readString(page.file());
    }

    @Test
    void a_page_has_the_machine_the_targets_and_what_was_measured() throws IOException {
        String page = written(outcome("two", null), outcome("one", null));

        assertThat(page)
                .contains("| processor | a fast one |")
                .contains("2 of 4 are met")
                .contains("| rate of one | at least 10.0 /s | 20.0 /s | met |")
                .contains("| same of one | at most 10.0 /s | 20.0 /s | **missed** |")
                .contains("| work \\| more, 100 rows |")
                .contains("![plot](performance/one-1.svg)")
                .contains("Measured at 2026-11-30 12:00 UTC");
        assertThat(page.indexOf("Title of one")).isLessThan(page.indexOf("Title of two"));
        assertThat(folder.resolve("performance/one-1.svg")).exists();
    }

    @Test
    void a_part_that_failed_is_told_with_its_error_and_its_targets_are_not_met()
            throws IOException {
        String page = written(outcome("one", "java.io.IOException: no ~~~~ server"));

        assertThat(page)
                .contains("**Failed: Title of one**")
                .contains("This part failed")
                .contains("no ~ ~ ~ server")
                .contains("| rate of one | at least 10.0 /s |  | **not measured** |")
                .doesNotContain("Title of two")
                .doesNotContain(".svg");
    }

    @Test
    void what_people_wrote_stands_in_its_section_and_at_the_end() throws IOException {
        Path notes = Files.createDirectories(folder.resolve("performance/notes"));
        Files.writeString(notes.resolve("one.md"), "A note on one.\n");
        Files.writeString(notes.resolve("more.md"), "## More\n\nThe last word.\n");

        String page = written(outcome("one", null), outcome("two", null));

        assertThat(page).endsWith("\n## More\n\nThe last word.\n");
        assertThat(page.indexOf("A note on one."))
                .isBetween(page.indexOf("Title of one"), page.indexOf("Title of two"));
    }

    @Test
    void a_later_outcome_takes_the_place_of_an_earlier_one() throws IOException {
        String page = written(outcome("one", "it broke"), outcome("one", null));

        assertThat(page).doesNotContain("it broke").doesNotContain("Failed");
    }

    @Test
    void without_results_there_is_a_page_and_no_target() throws IOException {
        assertThat(written()).contains("0 of 0 are met");
    }

    @Test
    void rows_fit_their_headings() {
        assertThatThrownBy(() -> new Part.Table(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
