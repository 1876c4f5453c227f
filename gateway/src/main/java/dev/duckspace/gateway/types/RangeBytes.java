package dev.duckspace.gateway.types;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranges and multiranges as bytes that compare as PostgreSQL compares them: an empty range first,
 * then by the lower bound, then by the upper.
 *
 * <p>A range is 0 when empty; else 1, its lower bound, its upper bound. A bound is 1, the value and
 * a byte for inclusive or not; no bound is 0 below, 2 above. A multirange is its ranges one behind
 * the other. Decimals carry their scale behind the value, which PostgreSQL prints but does not
 * compare: equal bounds of another scale sort side by side, but are not equal here.
 */
public final class RangeBytes {
    private static final int EMPTY = 0;
    private static final int UNBOUNDED_BELOW = 0;
    private static final int BOUND = 1;
    private static final int UNBOUNDED_ABOVE = 2;

    private RangeBytes() {}

    public static byte[] of(Range range) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(24);
        append(out, range);
        return out.toByteArray();
    }

    public static byte[] of(Multirange multirange) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(48);
        multirange.ranges().forEach(range -> append(out, range));
        return out.toByteArray();
    }

    public static Range range(RangeKind kind, byte[] stored) {
        return read(kind, ByteBuffer.wrap(stored));
    }

    public static Multirange multirange(RangeKind kind, byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        List<Range> ranges = new ArrayList<>();
        while (bytes.hasRemaining()) {
            ranges.add(read(kind, bytes));
        }
        return new Multirange(kind, ranges);
    }

    private static void append(ByteArrayOutputStream out, Range range) {
        if (range.empty()) {
            out.write(EMPTY);
            return;
        }
        out.write(1);
        appendBound(out, range.lower(), UNBOUNDED_BELOW, range.lowerInclusive() ? 0 : 1);
        appendBound(out, range.upper(), UNBOUNDED_ABOVE, range.upperInclusive() ? 1 : 0);
    }

    private static void appendBound(
            ByteArrayOutputStream out, @Nullable Object bound, int unbounded, int tie) {
        if (bound == null) {
            out.write(unbounded);
            return;
        }
        out.write(BOUND);
        if (bound instanceof BigDecimal decimal) {
            appendDecimal(out, decimal);
            out.write(tie);
            out.write(decimal.scale() >> 8);
            out.write(decimal.scale());
            return;
        }
        long sortable = (Long) bound ^ Long.MIN_VALUE;
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (sortable >> shift));
        }
        out.write(tie);
    }

    /**
     * Sign, then the exponent of 0.ddd and the digits in pairs, each plus one, and an end; of a
     * negative number all but the sign inverted.
     */
    private static void appendDecimal(ByteArrayOutputStream out, BigDecimal value) {
        int sign = value.signum();
        out.write(1 + sign);
        if (sign == 0) {
            return;
        }
        int flip = sign < 0 ? 0xFF : 0;
        BigDecimal plain = value.abs().stripTrailingZeros();
        String digits = plain.unscaledValue().toString();
        int exponent = digits.length() - plain.scale() + 0x4000;
        out.write((exponent >> 8) ^ flip);
        out.write((exponent & 0xFF) ^ flip);
        for (int i = 0; i < digits.length(); i += 2) {
            int second = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
            out.write(((digits.charAt(i) - '0') * 10 + second + 1) ^ flip);
        }
        out.write(flip);
    }

    private static Range read(RangeKind kind, ByteBuffer bytes) {
        if (bytes.get() == EMPTY) {
            return Range.emptyOf(kind);
        }
        Bound lower = readBound(kind, bytes);
        Bound upper = readBound(kind, bytes);
        return new Range(
                kind,
                false,
                lower.value,
                lower.value != null && lower.tie == 0,
                upper.value,
                upper.value != null && upper.tie == 1);
    }

    private record Bound(@Nullable Object value, int tie) {}

    private static Bound readBound(RangeKind kind, ByteBuffer bytes) {
        if (bytes.get() != BOUND) {
            return new Bound(null, 0);
        }
        if (kind != RangeKind.NUM) {
            long value = bytes.getLong() ^ Long.MIN_VALUE;
            return new Bound(value, bytes.get());
        }
        BigDecimal value = readDecimal(bytes);
        int tie = bytes.get();
        return new Bound(value.setScale(bytes.getShort()), tie);
    }

    private static BigDecimal readDecimal(ByteBuffer bytes) {
        int sign = bytes.get() - 1;
        if (sign == 0) {
            return BigDecimal.ZERO;
        }
        int flip = sign < 0 ? 0xFF : 0;
        int exponent = (bytes.getShort() & 0xFFFF) ^ (flip << 8 | flip);
        StringBuilder digits = new StringBuilder();
        for (int pair = (bytes.get() & 0xFF) ^ flip;
                pair != 0;
                pair = (bytes.get() & 0xFF) ^ flip) {
            digits.append((char) ('0' + (pair - 1) / 10)).append((char) ('0' + (pair - 1) % 10));
        }
        BigDecimal value =
                new BigDecimal(
                        new BigInteger(digits.toString()), digits.length() - (exponent - 0x4000));
        return sign < 0 ? value.negate() : value;
    }

    static StoredType.BytesForm rangeForm(RangeKind kind) {
        return new RangeForm(kind);
    }

    static StoredType.BytesForm multirangeForm(RangeKind kind) {
        return new MultirangeForm(kind);
    }

    private record RangeForm(RangeKind kind) implements StoredType.BytesForm {
        @Override
        public byte[] parse(String text, TextSettings settings) {
            return RangeBytes.of(Range.parse(kind, text, settings));
        }

        @Override
        public String format(byte[] stored, TextSettings settings) {
            return range(kind, stored).text(settings);
        }

        @Override
        public byte[] send(byte[] stored) {
            return RangeBinary.of(range(kind, stored));
        }

        @Override
        public byte[] receive(byte[] binary) {
            return RangeBytes.of(RangeBinary.range(kind, ByteBuffer.wrap(binary)));
        }
    }

    private record MultirangeForm(RangeKind kind) implements StoredType.BytesForm {
        @Override
        public byte[] parse(String text, TextSettings settings) {
            return RangeBytes.of(Multirange.parse(kind, text, settings));
        }

        @Override
        public String format(byte[] stored, TextSettings settings) {
            return multirange(kind, stored).text(settings);
        }

        @Override
        public byte[] send(byte[] stored) {
            return RangeBinary.of(multirange(kind, stored));
        }

        @Override
        public byte[] receive(byte[] binary) {
            return RangeBytes.of(RangeBinary.multirange(kind, binary));
        }
    }
}
