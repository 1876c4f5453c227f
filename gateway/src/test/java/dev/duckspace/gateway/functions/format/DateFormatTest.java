package dev.duckspace.gateway.functions.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.functions.RecordedCases;
import dev.duckspace.gateway.protocol.PgException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DateFormatTest {
    static Stream<List<String>> cases() {
        return RecordedCases.read(DateFormatTest.class, "dates.tsv");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_time_is_written_and_read_as_in_postgres(List<String> recorded) {
        assertThat(answer(recorded.get(0), recorded.get(1), recorded.get(2)))
                .isEqualTo(recorded.get(3));
    }

    private static String answer(String kind, String value, String template) {
        try {
            String text =
                    switch (kind) {
                        case "ts" -> DateFormat.of(template).time(Long.parseLong(value), 0, null);
                        case "tz" -> DateFormat.of(template).time(Long.parseLong(value), 0, "UTC");
                        case "iv" -> {
                            String[] parts = value.split(" ");
                            yield DateFormat.of(template)
                                    .interval(
                                            Integer.parseInt(parts[0]),
                                            Integer.parseInt(parts[1]),
                                            Long.parseLong(parts[2]));
                        }
                        case "todate" -> shown(DateReader.of(template).date(value), 0, false);
                        default -> {
                            ReadTime time = DateReader.of(template).timestamp(value);
                            long offset = Objects.requireNonNullElse(time.offset(), 0);
                            yield shown(time.epochDay(), time.micros() - offset * 1_000_000, true);
                        }
                    };
            return Objects.requireNonNullElse(text, "NULL");
        } catch (PgException e) {
            return "ERROR " + e.sqlState().code() + " " + e.info().message();
        }
    }

    @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds stand before them
    private static String shown(long epochDay, long micros, boolean withTime) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(
                        epochDay * 86_400 + Math.floorDiv(micros, 1_000_000L),
                        (int) Math.floorMod(micros, 1_000_000L) * 1000,
                        ZoneOffset.UTC);
        int year = time.getYear();
        StringBuilder text =
                new StringBuilder(
                        "%04d-%02d-%02d"
                                .formatted(
                                        year > 0 ? year : 1 - year,
                                        time.getMonthValue(),
                                        time.getDayOfMonth()));
        if (withTime) {
            text.append(
                    " %02d:%02d:%02d"
                            .formatted(time.getHour(), time.getMinute(), time.getSecond()));
            int fraction = time.get(ChronoField.MICRO_OF_SECOND);
            if (fraction > 0) {
                text.append(".%06d".formatted(fraction).replaceAll("0+$", ""));
            }
            text.append("+00");
        }
        return text.append(year > 0 ? "" : " BC").toString();
    }
}
