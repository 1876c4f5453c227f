package dev.duckspace.gateway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.protocol.PgException;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what PostgreSQL 15 answered to random arguments. */
class NumericMathTest {
    @ParameterizedTest
    @CsvFileSource(resources = "numeric.tsv", delimiter = '\t')
    void every_digit_is_postgresqls(String function, String first, String second, String answer) {
        assertThat(answerOf(function, new BigDecimal(first), new BigDecimal(second)))
                .as("%s(%s, %s)", function, first, second)
                .isIn(answer, "ERR 0A000"); // which says that it cannot be stored
    }

    /** A series would have more terms than there is time for. */
    @ParameterizedTest
    @CsvSource({"exp, -1e12, 0", "pow, 0.5, 1e12", "pow, 1e-30, 1000000000000.5"})
    void what_is_smaller_than_any_decimal_is_zero_at_once(
            String function, String first, String second) {
        assertThat(of(function, new BigDecimal(first), new BigDecimal(second))).isZero();
    }

    private static String answerOf(String function, BigDecimal a, BigDecimal b) {
        try {
            return of(function, a, b).toPlainString();
        } catch (PgException e) {
            return "ERR " + e.sqlState().code();
        }
    }

    private static BigDecimal of(String function, BigDecimal a, BigDecimal b) {
        return switch (function) {
            case "div" -> NumericMath.divide(a, b);
            case "mod" -> NumericMath.mod(a, b);
            case "sqrt" -> NumericMath.sqrt(a);
            case "exp" -> NumericMath.exp(a);
            case "ln" -> NumericMath.ln(a);
            case "log" -> NumericMath.log(a, b);
            case "pow" -> NumericMath.power(a, b);
            default -> throw new IllegalArgumentException(function);
        };
    }
}
