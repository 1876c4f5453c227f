package dev.duckspace.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void the_median_is_the_middle_one_or_between_the_middle_two() {
        assertThat(Statistics.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
        assertThat(Statistics.median(List.of(7.0))).isEqualTo(7);
    }

    @Test
    void a_quantile_is_a_value_that_so_many_do_not_exceed() {
        long[] hundred = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();

        assertThat(Statistics.quantile(hundred, 0.99)).isEqualTo(99);
        assertThat(Statistics.quantile(hundred, 0.5)).isEqualTo(50);
        assertThat(Statistics.quantile(hundred, 1)).isEqualTo(100);
        assertThat(Statistics.quantile(new long[] {5, 1}, 0.99)).isEqualTo(5);
        assertThat(Statistics.quantile(new long[] {5, 1}, 0.01)).isEqualTo(1);
    }

    @Test
    void nothing_has_no_median_and_no_quantile() {
        assertThatThrownBy(() -> Statistics.median(List.of())).hasMessage("no values");
        assertThatThrownBy(() -> Statistics.quantile(new long[0], 0.5)).hasMessage("no values");
    }

    @Test
    void latencies_grow_and_are_told_in_seconds() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 5_000; i++) {
            latencies.add(i * 1_000_000L);
        }
        Latencies twice = new Latencies();
        twice.addAll(latencies);
        twice.addAll(latencies);

        assertThat(twice.count()).isEqualTo(10_000);
        assertThat(twice.seconds(0.5)).isEqualTo(2.5);
        assertThat(twice.seconds(0.99)).isEqualTo(4.95);
    }
}
