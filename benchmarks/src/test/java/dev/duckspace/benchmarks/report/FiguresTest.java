package dev.duckspace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbers_have_three_digits_that_mean_something() {
        assertThat(Figures.plain(12_345.6)).isEqualTo("12,346");
        assertThat(Figures.plain(12.345)).isEqualTo("12.3");
        assertThat(Figures.plain(1.2345)).isEqualTo("1.23");
        assertThat(Figures.plain(-0.01234)).isEqualTo("-0.012");
        assertThat(Figures.plain(0)).isEqualTo("0");
    }

    @Test
    void counts_are_short() {
        assertThat(Figures.count(1)).isEqualTo("1");
        assertThat(Figures.count(1_000)).isEqualTo("1,000");
        assertThat(Figures.count(20_000)).isEqualTo("20 k");
        assertThat(Figures.count(1_500_000)).isEqualTo("1.5 M");
        assertThat(Figures.count(100_000_000)).isEqualTo("100 M");
    }

    @Test
    void what_was_not_measured_is_left_blank() {
        assertThat(Figures.times(OptionalDouble.empty())).isEmpty();
        assertThat(Figures.milliseconds(OptionalDouble.of(0.0125))).isEqualTo("12.5");
    }
}
