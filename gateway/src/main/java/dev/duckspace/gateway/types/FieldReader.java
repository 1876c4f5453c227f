package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import java.nio.charset.StandardCharsets;

/**
 * Reads one column's values from their texts into a vector. The frequent spellings of frequent
 * types are read from the bytes at once; everything else, and every error, is left to {@link
 * ParameterDecoder}.
 */
abstract class FieldReader {
    private static final long[] POWERS = new long[19];
    private static final double[] EXACT_POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
        EXACT_POWERS[0] = 1;
        for (int i = 1; i < EXACT_POWERS.length; i++) {
            EXACT_POWERS[i] = EXACT_POWERS[i - 1] * 10;
        }
    }

    private final PgType type;
    private final TextSettings settings;

    FieldReader(PgType type, TextSettings settings) {
        this.type = type;
        this.settings = settings;
    }

    static FieldReader of(CopyColumn column, TextSettings settings) {
        return of(column.stored(), column.type().type(), settings);
    }

    /**
     * @param stored of the vector
     * @param type of the texts
     */
    static FieldReader of(EngineType stored, PgType type, TextSettings settings) {
        return switch (stored) {
            case EngineType.Decimal decimal when decimal.byteWidth() < 16 ->
                    new Decimals(type, settings, decimal);
            case EngineType.Scalar scalar when scalar.alias() != null ->
                    AliasReader.of(scalar, scalar.alias(), type, settings)
                            .orElseGet(() -> ofScalar(scalar.id(), type, settings));
            case EngineType.Scalar scalar -> ofScalar(scalar.id(), type, settings);
            default -> new Any(type, settings);
        };
    }

    /** Whether values of other forms are to be read from their texts. */
    boolean readsTextOnly() {
        return false;
    }

    private static FieldReader ofScalar(TypeId id, PgType type, TextSettings settings) {
        return switch (id) {
            case VARCHAR -> new Texts(type, settings);
            case SMALLINT -> new Integers(type, settings, Short.BYTES, Short.MAX_VALUE);
            case INTEGER -> new Integers(type, settings, Integer.BYTES, Integer.MAX_VALUE);
            case BIGINT -> new Integers(type, settings, Long.BYTES, Long.MAX_VALUE);
            case DOUBLE -> new Doubles(type, settings);
            case BOOLEAN -> new Booleans(type, settings);
            case DATE -> new Dates(type, settings);
            case TIMESTAMP -> new Timestamps(type, settings);
            default -> new Any(type, settings);
        };
    }

    /**
     * @throws PgException as {@link ParameterDecoder#decode}
     */
    abstract void read(byte[] bytes, int from, int to, WritableVector vector, int row);

    final void slowly(byte[] bytes, int from, int to, WritableVector vector, int row) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        VectorValues.write(vector, row, ParameterDecoder.decodeText(type, text, settings));
    }

    /** The value of so many digits, -1 when one is none. */
    private static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static final class Any extends FieldReader {
        Any(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            slowly(bytes, from, to, vector, row);
        }
    }

    private static final class Texts extends FieldReader {
        Texts(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            vector.setString(row, bytes, from, to - from);
        }
    }

    private static final class Integers extends FieldReader {
        private final int width;
        private final long max;

        Integers(PgType type, TextSettings settings, int width, long max) {
            super(type, settings);
            this.width = width;
            this.max = max;
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            boolean negative = from < to && bytes[from] == '-';
            int at = negative ? from + 1 : from;
            int count = to - at;
            long value = 0;
            boolean plain = count > 0 && count <= 18;
            for (; at < to && plain; at++) {
                int digit = bytes[at] - '0';
                plain = digit >= 0 && digit <= 9;
                value = 10 * value + digit;
            }
            if (!plain || value > max) {
                slowly(bytes, from, to, vector, row);
                return;
            }
            long signed = negative ? -value : value;
            switch (width) {
                case Short.BYTES -> vector.setShort(row, (short) signed);
                case Integer.BYTES -> vector.setInt(row, (int) signed);
                default -> vector.setLong(row, signed);
            }
        }
    }

    private static final class Decimals extends FieldReader {
        private final EngineType.Decimal decimal;

        Decimals(PgType type, TextSettings settings, EngineType.Decimal decimal) {
            super(type, settings);
            this.decimal = decimal;
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            boolean negative = from < to && bytes[from] == '-';
            int at = negative ? from + 1 : from;
            long value = 0;
            int count = 0;
            int point = -1;
            boolean plain = to - at <= 18;
            for (; at < to && plain; at++) {
                int digit = bytes[at] - '0';
                if (digit >= 0 && digit <= 9) {
                    value = 10 * value + digit;
                    count++;
                } else {
                    plain = bytes[at] == '.' && point < 0;
                    point = count;
                }
            }
            int missing = point < 0 ? decimal.scale() : decimal.scale() - (count - point);
            if (!plain || count == 0 || missing < 0 || count + missing > 18) {
                slowly(bytes, from, to, vector, row);
                return;
            }
            long unscaled = value * POWERS[missing];
            if (unscaled >= POWERS[decimal.width()]) {
                throw VectorValues.numericOverflow(decimal);
            }
            vector.setUnscaled(row, negative ? -unscaled : unscaled);
        }
    }

    /**
     * A number of up to 2^53 times or divided by a power of ten of up to 22 is exact in both, so
     * that one operation rounds as the decimal text does.
     */
    private static final class Doubles extends FieldReader {
        private static final long MAX_EXACT = 1L << 53;

        Doubles(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            boolean negative = from < to && bytes[from] == '-';
            int at = negative ? from + 1 : from;
            long value = 0;
            int count = 0;
            int point = -1;
            boolean plain = to - at <= 19;
            for (; at < to && plain; at++) {
                int digit = bytes[at] - '0';
                if (digit >= 0 && digit <= 9) {
                    value = 10 * value + digit;
                    count++;
                } else {
                    plain = bytes[at] == '.' && point < 0;
                    point = count;
                }
            }
            int fraction = point < 0 ? 0 : count - point;
            if (!plain || count == 0 || count > 18 || value > MAX_EXACT || fraction > 22) {
                slowly(bytes, from, to, vector, row);
                return;
            }
            double number = value / EXACT_POWERS[fraction];
            vector.setDouble(row, negative ? -number : number);
        }
    }

    private static final class Booleans extends FieldReader {
        Booleans(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (to - from == 1 && (bytes[from] == 't' || bytes[from] == 'f')) {
                vector.setByte(row, (byte) (bytes[from] == 't' ? 1 : 0));
            } else {
                slowly(bytes, from, to, vector, row);
            }
        }
    }

    /** {@code 2024-02-29}, whatever DateStyle is. */
    private static long epochDay(byte[] bytes, int from) {
        int year = digits(bytes, from, 4);
        int month = digits(bytes, from + 5, 2);
        int day = digits(bytes, from + 8, 2);
        boolean plain =
                year > 0
                        && month > 0
                        && month <= 12
                        && day > 0
                        && bytes[from + 4] == '-'
                        && bytes[from + 7] == '-'
                        && day <= CivilDate.lengthOfMonth(year, month);
        return plain ? CivilDate.epochDay(year, month, day) : Long.MIN_VALUE;
    }

    private static final class Dates extends FieldReader {
        Dates(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long day = to - from == 10 ? epochDay(bytes, from) : Long.MIN_VALUE;
            if (day == Long.MIN_VALUE) {
                slowly(bytes, from, to, vector, row);
            } else {
                vector.setInt(row, (int) day);
            }
        }
    }

    private static final class Timestamps extends FieldReader {
        private static final int SECONDS_LENGTH = 19;

        Timestamps(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long micros =
                    to - from >= SECONDS_LENGTH && to - from <= SECONDS_LENGTH + 7
                            ? micros(bytes, from, to)
                            : Long.MIN_VALUE;
            if (micros == Long.MIN_VALUE) {
                slowly(bytes, from, to, vector, row);
            } else {
                vector.setLong(row, micros);
            }
        }

        private static long micros(byte[] bytes, int from, int to) {
            long day = epochDay(bytes, from);
            int hour = digits(bytes, from + 11, 2);
            int minute = digits(bytes, from + 14, 2);
            int second = digits(bytes, from + 17, 2);
            int fractionDigits = Math.max(0, to - from - SECONDS_LENGTH - 1);
            int fraction = digits(bytes, to - fractionDigits, fractionDigits);
            boolean plain =
                    day != Long.MIN_VALUE
                            && (bytes[from + 10] == ' ' || bytes[from + 10] == 'T')
                            && bytes[from + 13] == ':'
                            && bytes[from + 16] == ':'
                            && hour >= 0
                            && hour < 24
                            && minute >= 0
                            && minute < 60
                            && second >= 0
                            && second < 60
                            && fraction >= 0
                            && (to - from == SECONDS_LENGTH
                                    || (bytes[from + SECONDS_LENGTH] == '.' && fractionDigits > 0));
            return plain
                    ? day * IsoDateTime.MICROS_PER_DAY
                            + (hour * 3600L + minute * 60L + second) * IsoDateTime.MICROS_PER_SECOND
                            + fraction * POWERS[6 - fractionDigits]
                    : Long.MIN_VALUE;
        }
    }
}
