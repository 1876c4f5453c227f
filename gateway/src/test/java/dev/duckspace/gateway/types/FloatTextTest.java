package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FloatTextTest {
    private static final long SEED = 20_240_229;
    private static final int RANDOM_NUMBERS = 1_000_000;

    private final ScratchMemory memory = new ScratchMemory();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void doubles_are_spelled_as_postgresql_spells_them() {
        TsvResource.lines("float-texts.tsv")
                .filter(fields -> fields[0].equals("float8"))
                .forEach(
                        fields -> {
                            double value =
                                    Double.longBitsToDouble(Long.parseUnsignedLong(fields[1], 16));
                            assertThat(text(value)).as(fields[1]).isEqualTo(fields[2]);
                        });
    }

    @Test
    void floats_are_spelled_as_postgresql_spells_them() {
        TsvResource.lines("float-texts.tsv")
                .filter(fields -> fields[0].equals("float4"))
                .forEach(
                        fields -> {
                            float value =
                                    Float.intBitsToFloat(Integer.parseUnsignedInt(fields[1], 16));
                            assertThat(text(value)).as(fields[1]).isEqualTo(fields[2]);
                        });
    }

    /**
     * Java's digits are the shortest too, but they may lie on the end of the rounding interval,
     * which PostgreSQL keeps off.
     */
    @Test
    void random_doubles_have_the_digits_that_java_finds() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            double value =
                    switch (i % 3) {
                        case 0 -> Double.longBitsToDouble(random.nextLong());
                        case 1 -> random.nextDouble() * 1e6;
                        default -> random.nextLong(100_000_000_000L) / 1e4;
                    };
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                continue;
            }
            String text = text(value);
            if (Double.parseDouble(text) != value
                    || (!sameNumber(text, Double.toString(value))
                            && !isHalfWay(Double.toString(value), value, Math.ulp(value)))) {
                throw new AssertionError(
                        "%s for %s, seed %d".formatted(text, Double.toString(value), SEED));
            }
        }
    }

    @Test
    void random_floats_have_the_digits_that_java_finds() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_NUMBERS; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isNaN(value) || Float.isInfinite(value)) {
                continue;
            }
            String text = text(value);
            if (Float.parseFloat(text) != value
                    || (!sameNumber(text, Float.toString(value))
                            && !isHalfWay(Float.toString(value), value, Math.ulp(value)))) {
                throw new AssertionError(
                        "%s for %s, seed %d".formatted(text, Float.toString(value), SEED));
            }
        }
    }

    private static boolean sameNumber(String first, String second) {
        return new BigDecimal(first).compareTo(new BigDecimal(second)) == 0;
    }

    /** Half a unit in the last place away, or a quarter below a power of two. */
    private static boolean isHalfWay(String text, double value, double ulp) {
        BigDecimal twice =
                new BigDecimal(text).subtract(new BigDecimal(value)).abs().multiply(BigDecimal.TWO);
        BigDecimal unit = new BigDecimal(ulp);
        return twice.compareTo(unit) == 0 || twice.multiply(BigDecimal.TWO).compareTo(unit) == 0;
    }

    private String text(double value) {
        return memory.text(at -> FloatText.write(at, value));
    }

    private String text(float value) {
        return memory.text(at -> FloatText.write(at, value));
    }
}
