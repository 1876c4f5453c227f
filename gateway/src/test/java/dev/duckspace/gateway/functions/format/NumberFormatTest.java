package dev.duckspace.gateway.functions.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.functions.RecordedCases;
import dev.duckspace.gateway.protocol.PgException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumberFormatTest {
    static Stream<List<String>> cases() {
        return RecordedCases.read(NumberFormatTest.class, "numbers.tsv");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_number_is_written_and_read_as_in_postgres(List<String> recorded) {
        assertThat(answer(recorded.get(0), recorded.get(1), recorded.get(2)))
                .isEqualTo(recorded.get(3));
    }

    private static String answer(String type, String value, String template) {
        try {
            NumberFormat format = NumberFormat.of(template);
            return switch (type) {
                case "int" -> format.integer(Integer.parseInt(value));
                case "bigint" -> format.bigint(Long.parseLong(value));
                case "numeric" -> format.numeric(new BigDecimal(value));
                case "float8" -> format.real(Double.parseDouble(value));
                case "float4" -> format.real(Float.parseFloat(value));
                default -> {
                    BigDecimal number = format.parse(value);
                    yield number == null ? "NULL" : number.toPlainString();
                }
            };
        } catch (PgException e) {
            return "ERROR " + e.sqlState().code() + " " + e.info().message();
        }
    }
}
