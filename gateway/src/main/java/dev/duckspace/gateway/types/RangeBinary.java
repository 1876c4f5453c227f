package dev.duckspace.gateway.types;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary messages of ranges: flags, then each bound behind its length. */
final class RangeBinary {
    private static final int EMPTY = 0x01;
    private static final int LOWER_INCLUSIVE = 0x02;
    private static final int UPPER_INCLUSIVE = 0x04;
    private static final int LOWER_INFINITE = 0x08;
    private static final int UPPER_INFINITE = 0x10;

    private RangeBinary() {}

    static byte[] of(Range range) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(25);
        if (range.empty()) {
            out.write(EMPTY);
            return out.toByteArray();
        }
        out.write(
                (range.lowerInclusive() ? LOWER_INCLUSIVE : 0)
                        | (range.upperInclusive() ? UPPER_INCLUSIVE : 0)
                        | (range.lower() == null ? LOWER_INFINITE : 0)
                        | (range.upper() == null ? UPPER_INFINITE : 0));
        append(out, range.kind(), range.lower());
        append(out, range.kind(), range.upper());
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, RangeKind kind, @Nullable Object bound) {
        if (bound != null) {
            append(out, kind.send(bound));
        }
    }

    private static void append(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    static byte[] of(Multirange multirange) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(multirange.ranges().size()).array());
        multirange.ranges().forEach(range -> append(out, of(range)));
        return out.toByteArray();
    }

    static Range range(RangeKind kind, ByteBuffer bytes) {
        try {
            int flags = bytes.get();
            if ((flags & EMPTY) != 0) {
                return Range.emptyOf(kind);
            }
            Object lower = (flags & LOWER_INFINITE) != 0 ? null : kind.receive(next(bytes));
            Object upper = (flags & UPPER_INFINITE) != 0 ? null : kind.receive(next(bytes));
            return Range.of(
                    kind,
                    lower,
                    (flags & LOWER_INCLUSIVE) != 0,
                    upper,
                    (flags & UPPER_INCLUSIVE) != 0);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw InputErrors.insufficientData();
        }
    }

    static Multirange multirange(RangeKind kind, byte[] binary) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(binary);
            int count = bytes.getInt();
            List<Range> ranges = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ranges.add(range(kind, ByteBuffer.wrap(next(bytes))));
            }
            return Multirange.of(kind, ranges);
        } catch (BufferUnderflowException e) {
            throw InputErrors.insufficientData();
        }
    }

    private static byte[] next(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw InputErrors.insufficientData();
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }
}
