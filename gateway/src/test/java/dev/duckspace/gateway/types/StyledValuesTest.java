package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values under every style, zone and precision, as PostgreSQL 15 spells them. */
final class StyledValuesTest {
    private static EncodedQuery engine;

    @BeforeAll
    static void open() {
        engine = new EncodedQuery();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static List<StyledValue> values() {
        return StyledValue.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_text_is_postgresqls(StyledValue value) {
        assertThat(engine.text("SELECT " + value.engineSql(), value.settings()))
                .containsExactly(List.of(value.text()));
    }

    /** One line of styled-values.tsv. */
    record StyledValue(TextSettings settings, String engineSql, String postgresSql, String text) {

        static List<StyledValue> all() {
            return TsvResource.lines("styled-values.tsv").map(StyledValue::parse).toList();
        }

        private static StyledValue parse(String[] fields) {
            String[] style = fields[0].split(", ");
            TextSettings settings =
                    new TextSettings(
                            ZoneId.of(fields[2]),
                            new DateStyle(
                                    labelled(DateStyle.Format.values(), style[0]),
                                    DateStyle.Order.valueOf(style[1])),
                            Arrays.stream(IntervalStyle.values())
                                    .filter(known -> known.label().equals(fields[1]))
                                    .findFirst()
                                    .orElseThrow(),
                            Integer.parseInt(fields[3]),
                            fields[4].equals("hex") ? ByteaOutput.HEX : ByteaOutput.ESCAPE);
            return new StyledValue(settings, fields[5], fields[6], fields[7]);
        }

        private static DateStyle.Format labelled(DateStyle.Format[] formats, String label) {
            return Arrays.stream(formats)
                    .filter(format -> format.label().equals(label))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return "%s %s %s %d: %s"
                    .formatted(
                            settings.dateStyle(),
                            settings.intervalStyle(),
                            settings.zone(),
                            settings.extraFloatDigits(),
                            engineSql);
        }
    }
}
