package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.WritableVector;

/** Reads numbers. */
abstract sealed class NumberReader extends FieldReader {
    /** So many digits fit into 64 bits without a sign. */
    private static final int MAX_DIGITS = 19;

    private static final int NO_EXPONENT = Integer.MIN_VALUE;

    private NumberReader(PgType type, TextSettings settings) {
        super(type, settings);
    }

    static final class Integers extends NumberReader {
        private final int width;
        private final long max;
        private final boolean isInteger;

        Integers(PgType type, TextSettings settings, int width, long max) {
            super(type, settings);
            this.width = width;
            this.max = max;
            this.isInteger = isNamed("int" + width);
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
            set(vector, row, negative ? -value : value);
        }

        private void set(WritableVector vector, int row, long value) {
            switch (width) {
                case Short.BYTES -> vector.setShort(row, (short) value);
                case Integer.BYTES -> vector.setInt(row, (int) value);
                default -> vector.setLong(row, value);
            }
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (to - from != width || !isInteger) {
                binarySlowly(bytes, from, to, vector, row);
                return;
            }
            switch (width) {
                case Short.BYTES -> set(vector, row, NetworkOrder.shortAt(bytes, from));
                case Integer.BYTES -> set(vector, row, NetworkOrder.intAt(bytes, from));
                default -> set(vector, row, NetworkOrder.longAt(bytes, from));
            }
        }
    }

    static final class Decimals extends NumberReader {
        // Of the binary form: counts, each of two bytes, then the digits.
        private static final int WEIGHT = Short.BYTES;
        private static final int SIGN = 2 * Short.BYTES;
        private static final int SCALE = 3 * Short.BYTES;
        private static final int DIGITS = 4 * Short.BYTES;
        private static final int NEGATIVE = 0x4000;
        private static final int MAX_GROUPS = 4;
        private static final int MAX_SHIFT = 18;
        private static final int MAX_SHOWN_SCALE = 0x3FFF;

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
            set(vector, row, value * Digits.powerOfTen(missing), negative);
        }

        /**
         * @param magnitude of at most 18 digits
         */
        private void set(WritableVector vector, int row, long magnitude, boolean negative) {
            if (magnitude >= Digits.powerOfTen(decimal.width())) {
                throw VectorValues.numericOverflow(decimal);
            }
            vector.setUnscaled(row, negative ? -magnitude : magnitude);
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            long magnitude = isNamed("numeric") ? magnitude(bytes, from, to) : -1;
            if (magnitude < 0) {
                binarySlowly(bytes, from, to, vector, row);
            } else {
                set(vector, row, magnitude, NetworkOrder.shortAt(bytes, from + SIGN) != 0);
            }
        }

        /**
         * Groups of four digits, the first of them times ten thousand to the power of a weight,
         * brought to the column's scale.
         *
         * @return -1 for what is out of the ordinary, or would have to be rounded
         */
        private long magnitude(byte[] bytes, int from, int to) {
            int groups = to - from < DIGITS ? -1 : NetworkOrder.shortAt(bytes, from);
            if (groups < 0 || groups > MAX_GROUPS || to - from != DIGITS + groups * Short.BYTES) {
                return -1;
            }
            int sign = NetworkOrder.shortAt(bytes, from + SIGN);
            int shownScale = NetworkOrder.shortAt(bytes, from + SCALE);
            long value = 0;
            for (int at = from + DIGITS; at < to; at += Short.BYTES) {
                int group = NetworkOrder.shortAt(bytes, at);
                if (group < 0 || group > 9999) {
                    return -1;
                }
                value = value * 10_000 + group;
            }
            int scale = 4 * (groups - 1 - NetworkOrder.shortAt(bytes, from + WEIGHT));
            boolean isCutOff = shownScale < scale && shownScale < decimal.scale();
            if ((sign != 0 && sign != NEGATIVE) || shownScale > MAX_SHOWN_SCALE || isCutOff) {
                return -1;
            }
            return scaled(value, decimal.scale() - scale);
        }

        private static long scaled(long value, int shift) {
            if (value == 0) {
                return 0;
            }
            if (shift < 0) {
                long power = -shift <= MAX_SHIFT ? Digits.powerOfTen(-shift) : 0;
                return power == 0 || value % power != 0 ? -1 : value / power;
            }
            return shift > MAX_SHIFT || value >= Digits.powerOfTen(MAX_SHIFT - shift)
                    ? -1
                    : value * Digits.powerOfTen(shift);
        }
    }

    static final class Doubles extends NumberReader {
        Doubles(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            double value = ofText(bytes, from, to);
            if (Double.isNaN(value)) {
                slowly(bytes, from, to, vector, row);
            } else {
                vector.setDouble(row, value);
            }
        }

        /** {@link DecimalDouble#NONE} for what is out of the ordinary. */
        static double ofText(byte[] bytes, int from, int to) {
            boolean negative = from < to && bytes[from] == '-';
            int at = negative ? from + 1 : from;
            long digits = 0;
            int count = 0;
            int point = -1;
            for (; at < to; at++) {
                int digit = bytes[at] - '0';
                if (digit >= 0 && digit <= 9) {
                    digits = 10 * digits + digit;
                    count++;
                } else if (bytes[at] == '.' && point < 0) {
                    point = count;
                } else {
                    break;
                }
            }
            if (count == 0 || count > MAX_DIGITS) {
                return DecimalDouble.NONE;
            }
            int power = point < 0 ? 0 : point - count;
            if (at < to) {
                int exponent = exponent(bytes, at, to);
                if (exponent == NO_EXPONENT) {
                    return DecimalDouble.NONE;
                }
                power += exponent;
            }
            double value = DecimalDouble.of(digits, power);
            return negative ? -value : value;
        }

        /** {@code e-05}. */
        private static int exponent(byte[] bytes, int from, int to) {
            int at = from + 1;
            boolean negative = at < to && bytes[at] == '-';
            if (at < to && (negative || bytes[at] == '+')) {
                at++;
            }
            int count = to - at;
            int value = count > 0 && count <= 3 ? Digits.read(bytes, at, count) : -1;
            if ((bytes[from] | 0x20) != 'e' || value < 0) {
                return NO_EXPONENT;
            }
            return negative ? -value : value;
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (to - from == Double.BYTES && isNamed("float8")) {
                vector.setDouble(row, Double.longBitsToDouble(NetworkOrder.longAt(bytes, from)));
            } else {
                binarySlowly(bytes, from, to, vector, row);
            }
        }
    }

    static final class Floats extends NumberReader {
        Floats(PgType type, TextSettings settings) {
            super(type, settings);
        }

        @Override
        void read(byte[] bytes, int from, int to, WritableVector vector, int row) {
            slowly(bytes, from, to, vector, row);
        }

        @Override
        void readBinary(byte[] bytes, int from, int to, WritableVector vector, int row) {
            if (to - from == Float.BYTES && isNamed("float4")) {
                vector.setFloat(row, Float.intBitsToFloat(NetworkOrder.intAt(bytes, from)));
            } else {
                binarySlowly(bytes, from, to, vector, row);
            }
        }
    }
}
