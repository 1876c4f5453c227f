package dev.duckspace.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Samples SAMPLES =
            new Samples(
                    List.of(
                            sample("text", Contestant.POSTGRES, 1_000, 2.0, 4.0, 3.0),
                            sample("text", Contestant.GATEWAY, 1_000, 1.0),
                            sample("text", Contestant.GATEWAY, 10, 1.0),
                            sample("csv", Contestant.GATEWAY, 2_000, 1.0)));

    private static Sample sample(
            String subject, Contestant contestant, long size, Double... seconds) {
        return new Sample(subject, contestant, size, Measure.SECONDS, List.of(seconds));
    }

    @Test
    void a_rate_is_the_size_by_the_median_of_the_rounds() {
        assertThat(SAMPLES.rate("text", Contestant.POSTGRES, 1_000)).hasValue(1_000 / 3.0);
        assertThat(SAMPLES.rateRatio("text", Contestant.GATEWAY, Contestant.POSTGRES, 1_000))
                .hasValue(3);
    }

    @Test
    void what_was_not_measured_has_no_rate_and_no_ratio() {
        assertThat(SAMPLES.rate("text", Contestant.POSTGRES, 10)).isEmpty();
        assertThat(SAMPLES.rateRatio("text", Contestant.GATEWAY, Contestant.POSTGRES, 10))
                .isEmpty();
        assertThat(new Samples(List.of()).largest()).isZero();
    }

    @Test
    void subjects_come_in_their_order_and_sizes_ascending() {
        assertThat(SAMPLES.subjects()).containsExactly("text", "csv");
        assertThat(SAMPLES.sizes("text")).containsExactly(10L, 1_000L);
        assertThat(SAMPLES.largest()).isEqualTo(2_000);
    }
}
