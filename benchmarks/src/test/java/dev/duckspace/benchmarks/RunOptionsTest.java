package dev.duckspace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.benchmarks.measure.Scale;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
    @Test
    void without_options_everything_is_measured_at_full_scale_into_the_docs() {
        RunOptions options = RunOptions.parse();

        assertThat(options.only()).isEmpty();
        assertThat(options.scale()).isEqualTo(Scale.FULL);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.tpchFactor()).isEqualTo(1);
        assertThat(options.longestResult()).isEqualTo(100_000_000);
        assertThat(options.folder()).isEqualTo(Path.of("docs"));
    }

    @Test
    void a_trial_does_not_touch_the_docs() {
        RunOptions options = RunOptions.parse("--scale", "small", "--only", "tpch,copy-in");

        assertThat(options.folder()).isEqualTo(Path.of("benchmarks/target/performance"));
        assertThat(options.only()).containsExactly("tpch", "copy-in");
        assertThat(options.rounds()).isEqualTo(1);
    }

    @Test
    void numbers_are_read_with_their_unit() {
        RunOptions options =
                RunOptions.parse("--memory-rows", "2.5m", "--tpch-factor", "0.1", "--rounds", "7");

        assertThat(options.longestResult()).isEqualTo(2_500_000);
        assertThat(options.tpchFactor()).isEqualTo(0.1);
        assertThat(options.rounds()).isEqualTo(7);
    }

    @Test
    void what_is_not_understood_is_named() {
        assertThatThrownBy(() -> RunOptions.parse("--scale", "huge"))
                .hasMessage("--scale is small or full");
        assertThatThrownBy(() -> RunOptions.parse("--rounds", "none"))
                .hasMessage("no positive number: none");
        assertThatThrownBy(() -> RunOptions.parse("--only")).hasMessage("--only needs a value");
        assertThatThrownBy(() -> RunOptions.parse("--fast", "yes"))
                .hasMessage("unknown option --fast");
    }
}
