package dev.duckspace.benchmarks.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static List<@Nullable String> row(@Nullable String... cells) {
        return Arrays.asList(cells);
    }

    @Test
    void numbers_are_compared_by_what_they_are_worth() {
        Answers one =
                new Answers(List.of(row("a", "1995", "0.333333333333"), row("b", null, "12.50")));

        assertThat(
                        one.difference(
                                new Answers(
                                        List.of(
                                                row("a", "1995.0", "0.3333333"),
                                                row("b", null, "12.5")))))
                .isEmpty();
        assertThat(
                        one.difference(
                                new Answers(
                                        List.of(
                                                row("a", "1995", "0.3334"),
                                                row("b", null, "12.50")))))
                .isPresent();
    }

    @Test
    void texts_nulls_and_counts_of_rows_are_compared_exactly() {
        Answers one = new Answers(List.of(row("a", "x")));

        assertThat(one.difference(new Answers(List.of(row("a", "y")))))
                .contains("[a, x] and [a, y]");
        assertThat(one.difference(new Answers(List.of(row("a", null))))).isPresent();
        assertThat(one.difference(new Answers(List.of(row("a", "x"), row("a", "x")))))
                .contains("1 rows and 2");
    }

    @Test
    void rows_that_tie_may_change_places() {
        assertThat(
                        new Answers(List.of(row("1.5", "a"), row("1.5", "b")))
                                .difference(
                                        new Answers(List.of(row("1.50", "b"), row("1.50", "a")))))
                .isEmpty();
    }
}
