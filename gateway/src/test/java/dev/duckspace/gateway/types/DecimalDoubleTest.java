package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalDoubleTest {
    private static final int MANY = 300_000;
    private static final long MAX_DIGITS = -1;

    private final Random random = new Random(20261130);

    private static double exact(long digits, int power) {
        return Double.parseDouble(Long.toUnsignedString(digits) + "e" + power);
    }

    private static void assertNearest(long digits, int power) {
        double expected = exact(digits, power);
        boolean normal = expected >= Double.MIN_NORMAL && !Double.isInfinite(expected);
        double found = DecimalDouble.of(digits, power);
        if (normal || !Double.isNaN(found)) {
            assertThat(found).as("%se%d", Long.toUnsignedString(digits), power).isEqualTo(expected);
        }
        if (normal && expected > Double.MIN_NORMAL) {
            assertThat(found).isNotNaN();
        }
    }

    @Test
    void any_digits_give_the_nearest_double() {
        for (int i = 0; i < MANY; i++) {
            assertNearest(random.nextLong() >>> random.nextInt(64), random.nextInt(660) - 345);
        }
    }

    @Test
    void everyday_numbers_give_the_nearest_double() {
        for (int i = 0; i < MANY; i++) {
            assertNearest(random.nextLong() >>> random.nextInt(64), random.nextInt(60) - 30);
        }
    }

    @Test
    void the_shortest_text_of_a_double_gives_it_back() {
        for (int i = 0; i < MANY; i++) {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (value >= Double.MIN_NORMAL && !Double.isInfinite(value)) {
                BigDecimal decimal = new BigDecimal(Double.toString(value));
                assertThat(
                                DecimalDouble.of(
                                        decimal.unscaledValue().longValueExact(), -decimal.scale()))
                        .as(decimal.toString())
                        .isEqualTo(value);
            }
        }
    }

    /** Half way between two doubles, which goes to the even one, and its neighbours. */
    @Test
    void ties_go_to_the_even_double() {
        int ties = 0;
        for (int i = 0; i < MANY; i++) {
            long between = ((1L << 52 | random.nextLong() >>> 12) << 1) | 1;
            int power = random.nextInt(5);
            BigInteger factor = BigInteger.TEN.pow(power);
            assertNearest(between, 0);
            assertNearest(between - 1, 0);
            assertNearest(between + 1, 0);
            BigInteger[] parts = BigInteger.valueOf(between).divideAndRemainder(factor);
            if (parts[1].signum() == 0) {
                assertNearest(parts[0].longValueExact(), power);
                ties++;
            }
            BigInteger fifth =
                    BigInteger.valueOf(between).multiply(BigInteger.valueOf(5).pow(power));
            if (fifth.bitLength() <= 63) {
                assertNearest(fifth.longValueExact(), -power);
                ties++;
            }
        }
        assertThat(ties).isGreaterThan(MANY / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.0",
        "0, 400, 0.0",
        "17976931348623157, 292, 1.7976931348623157E308",
        "22250738585072014, -324, 2.2250738585072014E-308",
        "9007199254740993, 0, 9007199254740992",
        "9007199254740995, 0, 9007199254740996",
        "1, 22, 1E22",
        "1, -1, 0.1",
    })
    void numbers_at_the_edges(long digits, int power, double expected) {
        assertThat(DecimalDouble.of(digits, power)).isEqualTo(expected);
    }

    @Test
    void what_is_no_normal_number_is_left_to_others() {
        assertThat(DecimalDouble.of(49, -325)).isNaN();
        assertThat(DecimalDouble.of(2, 308)).isNaN();
        assertThat(DecimalDouble.of(1, -400)).isNaN();
        assertThat(DecimalDouble.of(1, 400)).isNaN();
        assertThat(DecimalDouble.of(MAX_DIGITS, 0)).isEqualTo(0x1p64);
    }
}
