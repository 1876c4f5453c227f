package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;
import dev.duckspace.gateway.protocol.PgException;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The scalars inside a VARIANT as JSON: numbers and booleans bare, all else strings. */
final class VariantScalars {
    /** More than any scalar of a fixed width takes. */
    private static final int MAX_FIXED_TEXT = IntervalText.MAX_LENGTH;

    private static final int BIGNUM_HEADER = 3;

    private final NumericText numeric = new NumericText();
    private final IntervalText intervals;
    private final ZoneOffsets offsets;

    VariantScalars(TextSettings settings) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("VARIANT data is read on little-endian machines only");
        }
        this.intervals = new IntervalText(settings.intervalStyle());
        this.offsets = new ZoneOffsets(settings.zone());
    }

    /**
     * @param typeCode the engine's own numbering inside VARIANT
     * @param source where the value's bytes begin
     */
    void append(int typeCode, long source, ByteBuf out) {
        int start = out.writerIndex();
        switch (typeCode) {
            case 16 -> appendBytes(source, out);
            case 17, 33 -> appendHex(source, out);
            case 31 -> appendBignum(source, out);
            case 32 -> appendBits(source, out);
            default -> {
                RowLimits.ensureWritable(out, MAX_FIXED_TEXT + Digits.SLACK);
                long base = out.memoryAddress();
                long end = writeFixed(typeCode, source, base + start);
                out.writerIndex((int) (end - base));
            }
        }
        if (!isBare(typeCode, source)) {
            Escaping.quoteJson(out, start);
        }
    }

    private static boolean isBare(int typeCode, long source) {
        return switch (typeCode) {
            case 13 -> Float.isFinite(NativeMemory.floatAt(source));
            case 14 -> Double.isFinite(NativeMemory.doubleAt(source));
            case 31 -> true;
            default -> typeCode <= 15;
        };
    }

    private long writeFixed(int typeCode, long source, long at) {
        return switch (typeCode) {
            case 1 -> writeAscii(at, "true");
            case 2 -> writeAscii(at, "false");
            case 3 -> Digits.writeLong(at, NativeMemory.byteAt(source));
            case 4 -> Digits.writeLong(at, NativeMemory.shortAt(source));
            case 5 -> Digits.writeLong(at, NativeMemory.intAt(source));
            case 6 -> Digits.writeLong(at, NativeMemory.longAt(source));
            case 7 -> numeric.writeWide(at, high(source), NativeMemory.longAt(source), 0);
            case 8 -> Digits.writeLong(at, NativeMemory.byteAt(source) & 0xFF);
            case 9 -> Digits.writeLong(at, NativeMemory.shortAt(source) & 0xFFFF);
            case 10 -> Digits.writeLong(at, NativeMemory.intAt(source) & 0xFFFF_FFFFL);
            case 11 -> Digits.writeUnsigned(at, NativeMemory.longAt(source));
            case 12 -> numeric.writeMagnitude(at, high(source), NativeMemory.longAt(source), 0);
            case 13 -> FloatText.write(at, NativeMemory.floatAt(source));
            case 14 -> FloatText.write(at, NativeMemory.doubleAt(source));
            case 15 -> writeDecimal(source, at);
            case 18 -> StringWriters.writeUuid(at, high(source), NativeMemory.longAt(source));
            default -> writeClock(typeCode, source, at);
        };
    }

    private long writeClock(int typeCode, long source, long at) {
        return switch (typeCode) {
            case 19 -> writeDate(NativeMemory.intAt(source), at);
            case 20 -> IsoDateTime.writeTime(at, NativeMemory.longAt(source));
            case 21 -> IsoDateTime.writeTime(at, NativeMemory.longAt(source) / 1_000);
            case 22 -> writeTimestamp(EngineTime.Unit.SECONDS, source, at);
            case 23 -> writeTimestamp(EngineTime.Unit.MILLIS, source, at);
            case 24 -> writeTimestamp(EngineTime.Unit.MICROS, source, at);
            case 25 -> writeTimestamp(EngineTime.Unit.NANOS, source, at);
            case 26 -> {
                long bits = NativeMemory.longAt(source);
                long end = IsoDateTime.writeTime(at, EngineTime.timeTzMicros(bits));
                yield IsoDateTime.writeOffset(end, EngineTime.timeTzOffset(bits));
            }
            case 27 -> writeTimestampTz(EngineTime.Unit.MICROS, source, at);
            case 34 -> writeTimestampTz(EngineTime.Unit.NANOS, source, at);
            case 28 ->
                    intervals.write(
                            at,
                            NativeMemory.intAt(source),
                            NativeMemory.intAt(source + Integer.BYTES),
                            high(source));
            default ->
                    throw PgException.notSupported(
                            "a VARIANT value of kind " + typeCode + " cannot be sent",
                            "Cast the column to JSON or VARCHAR.");
        };
    }

    private static long high(long source) {
        return NativeMemory.longAt(source + Long.BYTES);
    }

    private static long writeDate(int days, long at) {
        return EngineTime.isInfinite(days)
                ? IsoDateTime.writeInfinity(at, days < 0)
                : IsoDateTime.writeDate(at, days);
    }

    private static long writeTimestamp(EngineTime.Unit unit, long source, long at) {
        long micros = unit.micros(NativeMemory.longAt(source));
        return EngineTime.isInfinite(micros)
                ? IsoDateTime.writeInfinity(at, micros < 0)
                : IsoDateTime.writeTimestamp(at, micros);
    }

    private long writeTimestampTz(EngineTime.Unit unit, long source, long at) {
        long micros = unit.micros(NativeMemory.longAt(source));
        return EngineTime.isInfinite(micros)
                ? IsoDateTime.writeInfinity(at, micros < 0)
                : IsoDateTime.writeTimestampTz(at, micros, offsets);
    }

    /** Width and scale, then the unscaled value in the bytes that the width takes. */
    private long writeDecimal(long source, long at) {
        VariantJson.VariantBytes in = new VariantJson.VariantBytes(source);
        int width = in.length();
        int scale = in.length();
        long value = in.address();
        if (width <= 4) {
            return NumericText.write(at, NativeMemory.shortAt(value), scale);
        }
        if (width <= 9) {
            return NumericText.write(at, NativeMemory.intAt(value), scale);
        }
        return width <= 18
                ? NumericText.write(at, NativeMemory.longAt(value), scale)
                : numeric.writeWide(at, high(value), NativeMemory.longAt(value), scale);
    }

    private static void appendBytes(long source, ByteBuf out) {
        VariantJson.VariantBytes in = new VariantJson.VariantBytes(source);
        int length = in.length();
        RowLimits.ensureWritable(out, length);
        int start = out.writerIndex();
        NativeMemory.copy(in.address(), out.memoryAddress() + start, length);
        out.writerIndex(start + length);
    }

    private static void appendHex(long source, ByteBuf out) {
        VariantJson.VariantBytes in = new VariantJson.VariantBytes(source);
        int length = in.length();
        RowLimits.ensureWritable(out, 2L * length + 2 + Digits.SLACK);
        out.writeByte('\\').writeByte('x');
        int start = out.writerIndex();
        HexText.writeBytes(out.memoryAddress() + start, in.address(), length);
        out.writerIndex(start + 2 * length);
    }

    private static void appendBits(long source, ByteBuf out) {
        VariantJson.VariantBytes in = new VariantJson.VariantBytes(source);
        int length = in.length();
        RowLimits.ensureWritable(out, (long) Byte.SIZE * length);
        long base = out.memoryAddress();
        long end = BitWriters.writeText(base + out.writerIndex(), in.address(), length);
        out.writerIndex((int) (end - base));
    }

    /** Three bytes of header, whose top bit is set for positive; negative ones are inverted. */
    private static void appendBignum(long source, ByteBuf out) {
        VariantJson.VariantBytes in = new VariantJson.VariantBytes(source);
        int length = in.length() - BIGNUM_HEADER;
        boolean negative = NativeMemory.byteAt(in.address()) >= 0;
        byte[] magnitude = NativeMemory.bytes(in.address() + BIGNUM_HEADER, length);
        for (int i = 0; negative && i < length; i++) {
            magnitude[i] = (byte) ~magnitude[i];
        }
        String text = new BigInteger(negative ? -1 : 1, magnitude).toString();
        RowLimits.ensureWritable(out, text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long writeAscii(long at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        NativeMemory.copy(bytes, 0, at, bytes.length);
        return at + bytes.length;
    }
}
