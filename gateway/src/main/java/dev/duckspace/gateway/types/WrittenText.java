package dev.duckspace.gateway.types;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.LongUnaryOperator;

/** Strings by the writers that fill result rows, for texts of single values. */
final class WrittenText {
    private static final int CAPACITY = 256;

    private WrittenText() {}

    /**
     * @param write from an address to the address behind what was written, 200 bytes at most
     */
    static String of(LongUnaryOperator write) {
        ByteBuf buffer = Unpooled.directBuffer(CAPACITY);
        try {
            long start = buffer.memoryAddress();
            long end = write.applyAsLong(start);
            return buffer.toString(0, (int) (end - start), StandardCharsets.UTF_8);
        } finally {
            buffer.release();
        }
    }

    static String number(double value) {
        return of(at -> FloatText.write(at, value));
    }

    static String date(int days) {
        return EngineTime.isInfinite(days)
                ? infinity(days < 0)
                : of(at -> IsoDateTime.writeDate(at, days));
    }

    static String timestamp(long micros) {
        return EngineTime.isInfinite(micros)
                ? infinity(micros < 0)
                : of(at -> IsoDateTime.writeTimestamp(at, micros));
    }

    static String timestampTz(long micros, TextSettings settings) {
        return EngineTime.isInfinite(micros)
                ? infinity(micros < 0)
                : of(
                        at ->
                                IsoDateTime.writeTimestampTz(
                                        at, micros, new ZoneOffsets(settings.zone())));
    }

    private static String infinity(boolean negative) {
        return negative ? "-infinity" : "infinity";
    }
}
