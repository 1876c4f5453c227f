package dev.duckspace.gateway.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The binary form of a numeric that stands alone, as {@link NumericBinary} writes whole columns.
 */
final class NumericBytes {
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int DIGITS = 4;
    private static final short NEGATIVE = 0x4000;

    private NumericBytes() {}

    static byte[] of(BigDecimal number) {
        BigDecimal value = number.scale() < 0 ? number.setScale(0) : number;
        int fractionGroups = (value.scale() + DIGITS - 1) / DIGITS;
        Deque<Short> groups = groups(value.abs().scaleByPowerOfTen(fractionGroups * DIGITS));
        int weight = groups.size() - fractionGroups - 1;
        while (!groups.isEmpty() && groups.getLast() == 0) {
            groups.removeLast();
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(NumericBinary.HEADER + groups.size() * Short.BYTES)
                        .putShort((short) groups.size())
                        .putShort((short) (groups.isEmpty() ? 0 : weight))
                        .putShort(value.signum() < 0 ? NEGATIVE : 0)
                        .putShort((short) value.scale());
        groups.forEach(bytes::putShort);
        return bytes.array();
    }

    /** The digits of base 10,000 of a whole number; none of 0. */
    private static Deque<Short> groups(BigDecimal whole) {
        Deque<Short> groups = new ArrayDeque<>();
        BigInteger rest = whole.toBigInteger();
        while (rest.signum() != 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            groups.addFirst(parts[1].shortValue());
            rest = parts[0];
        }
        return groups;
    }
}
