package dev.duckspace.gateway.engine;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** The engine's forms of integers beyond 64 bits. */
final class BigIntegers {
    private static final int BIGNUM_HEADER_BYTES = 3;
    static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private BigIntegers() {}

    static BigInteger at(ColumnVector vector, int row) {
        return switch (vector.type()) {
            case EngineType.Decimal decimal when decimal.byteWidth() < 16 ->
                    BigInteger.valueOf(vector.unscaledLongAt(row));
            case EngineType.Decimal decimal ->
                    signed(vector.highLongAt(row), vector.lowLongAt(row));
            case EngineType.Scalar scalar -> ofScalar(scalar.id(), vector, row);
            default -> throw new IllegalStateException(vector.type().id() + " is no integer");
        };
    }

    private static BigInteger ofScalar(TypeId id, ColumnVector vector, int row) {
        return switch (id) {
            case HUGEINT -> signed(vector.highLongAt(row), vector.lowLongAt(row));
            case UHUGEINT ->
                    signed(vector.highLongAt(row), vector.lowLongAt(row))
                            .and(LOW_MASK.shiftLeft(64).or(LOW_MASK));
            case UBIGINT -> BigInteger.valueOf(vector.longAt(row)).and(LOW_MASK);
            case BIGNUM -> ofBignum(vector.bytesAt(row));
            default -> throw new IllegalStateException(id + " is no large integer");
        };
    }

    static BigInteger signed(long high, long low) {
        return new BigInteger(ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }

    /** Three bytes of header, whose top bit is set for positive; negative ones are inverted. */
    static BigInteger ofBignum(byte[] bytes) {
        boolean negative = (bytes[0] & 0x80) == 0;
        byte[] magnitude = new byte[bytes.length - BIGNUM_HEADER_BYTES];
        for (int i = 0; i < magnitude.length; i++) {
            byte b = bytes[i + BIGNUM_HEADER_BYTES];
            magnitude[i] = negative ? (byte) ~b : b;
        }
        return new BigInteger(negative ? -1 : 1, magnitude);
    }
}
