package dev.duckspace.gateway.functions.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.functions.RecordedCases;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegexTest {
    private static void unwatched() {}

    static Stream<List<String>> cases() {
        return RecordedCases.read(RegexTest.class, "matches.tsv");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_pattern_matches_what_it_does_in_postgres(List<String> recorded) {
        assertThat(answer(recorded.get(0), recorded.get(1), recorded.get(2)))
                .isEqualTo(recorded.get(3));
    }

    @Test
    void nested_quantifiers_take_no_more_time_than_the_text_is_long() {
        Regex regex = Regex.compile("^(a+)+$", RegexFlags.NONE);
        regex.text("a".repeat(20_000) + "b");

        assertThat(regex.matches(RegexTest::unwatched)).isFalse();
        assertThat(regex.find(0, RegexTest::unwatched)).isNull();
    }

    @Test
    void what_watches_can_end_a_long_search() {
        Regex regex = Regex.compile("^(.+)(.+)(.+)\\1$", RegexFlags.NONE);
        regex.text("ab".repeat(500) + "c");
        int[] left = {1_000};

        assertThatThrownBy(
                        () ->
                                regex.find(
                                        0,
                                        () -> {
                                            if (left[0]-- == 0) {
                                                throw new IllegalStateException("enough");
                                            }
                                        }))
                .hasMessage("enough");
    }

    private static String answer(String pattern, String text, String letters) {
        boolean all = letters.contains("g");
        RegexFlags flags = RegexFlags.NONE;
        for (char letter : letters.replace("g", "").toCharArray()) {
            flags = Objects.requireNonNull(flags.with(letter));
        }
        Regex regex;
        try {
            regex = Regex.compile(pattern, flags);
        } catch (RegexException e) {
            return "ERROR " + e.getMessage();
        }
        regex.text(text);
        StringBuilder answer = new StringBuilder();
        int from = 0;
        int[] match = regex.find(from, RegexTest::unwatched);
        while (match != null) {
            answer.append('[');
            int first = regex.groups() == 0 ? 0 : 1;
            for (int group = first; group <= regex.groups(); group++) {
                answer.append(group > first ? "|" : "")
                        .append(
                                match[2 * group] < 0
                                        ? "NULL"
                                        : regex.part(match[2 * group], match[2 * group + 1]));
            }
            answer.append(']');
            from = match[1] + (match[0] == match[1] ? 1 : 0);
            match = all ? regex.find(from, RegexTest::unwatched) : null;
        }
        return answer.toString();
    }
}
