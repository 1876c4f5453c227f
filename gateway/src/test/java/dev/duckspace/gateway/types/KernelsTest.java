package dev.duckspace.gateway.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.engine.EngineValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The writers of digits, numerics and dates against the JDK's, with seeded numbers. */
final class KernelsTest {
    private static final long SEED = 7;
    private static final int ROUNDS = 100_000;

    private final ScratchMemory memory = new ScratchMemory();
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void integers_of_every_length_have_their_digits() {
        for (int i = 0; i < ROUNDS; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(memory.text(at -> Digits.writeLong(at, value)))
                    .isEqualTo(Long.toString(value));
            assertThat(memory.text(at -> Digits.writeUnsigned(at, value)))
                    .isEqualTo(Long.toUnsignedString(value));
        }
    }

    @Test
    void padded_numbers_have_exactly_their_width() {
        for (int width = 1; width <= 18; width++) {
            int digits = width;
            long value = random.nextLong(Digits.powerOfTen(width));
            assertThat(memory.text(at -> Digits.writePadded(at, value, digits)))
                    .isEqualTo(("%0" + width + "d").formatted(value));
        }
    }

    @Test
    void hexadecimal_digits_are_lower_case() {
        for (int i = 0; i < 1000; i++) {
            int value = random.nextInt();
            assertThat(memory.text(at -> HexText.writeInt(at, value)))
                    .isEqualTo(HexFormat.of().toHexDigits(value));
        }
    }

    @Test
    void numerics_of_any_scale_are_plain_text() {
        NumericText wide = new NumericText();
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger value = new BigInteger(random.nextInt(127), random);
            BigInteger unscaled = random.nextBoolean() ? value : value.negate();
            int scale = random.nextInt(39);
            String expected = new BigDecimal(unscaled, scale).toPlainString();
            long high = unscaled.shiftRight(64).longValue();
            assertThat(memory.text(at -> wide.writeWide(at, high, unscaled.longValue(), scale)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void numerics_read_back_from_their_binary_form() {
        NumericBinary binary = new NumericBinary();
        for (int i = 0; i < ROUNDS; i++) {
            BigInteger value = new BigInteger(random.nextInt(126), random);
            BigInteger unscaled = random.nextBoolean() ? value : value.negate();
            int scale = random.nextInt(39);
            long high = unscaled.shiftRight(64).longValue();
            byte[] form =
                    memory.bytes(at -> binary.writeWide(at, high, unscaled.longValue(), scale));
            assertThat(BinaryInput.decode(PgType.NUMERIC, form, 1))
                    .isEqualTo(new EngineValue.Decimal(new BigDecimal(unscaled, scale)));
        }
    }

    @Test
    void civil_dates_are_the_calendars() {
        for (int i = 0; i < ROUNDS; i++) {
            long day = random.nextInt() >> random.nextInt(24);
            LocalDate date = LocalDate.ofEpochDay(day);
            long civil = CivilDate.ofEpochDay(day);
            assertThat(
                            LocalDate.of(
                                    CivilDate.year(civil),
                                    CivilDate.month(civil),
                                    CivilDate.day(civil)))
                    .isEqualTo(date);
            assertThat(
                            CivilDate.epochDay(
                                    date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
                    .isEqualTo(day);
            assertThat(CivilDate.dayOfWeek(day)).isEqualTo(date.getDayOfWeek().getValue() % 7);
        }
    }
}
