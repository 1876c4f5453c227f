package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.NativeMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes a value that stands in memory one of COPY's, in place: behind it there is room for as many
 * bytes again, two quotes and eight bytes more.
 */
final class CopyEscapes {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long CONTROLS = ' ' * ONES;
    private static final long LETTERS = 'a' * ONES;
    private static final String NUMBERS_AND_DATES = "+-:./ @";

    private final boolean csv;
    private final byte quote;
    private final byte[] nullText;
    private final boolean onlyColumn;
    private final byte[] followers = new byte[256];
    private final boolean[] quoted = new boolean[256];
    private final boolean[] doubled = new boolean[256];
    private final byte escape;
    private final long[] patterns;
    private final boolean numbersArePlain;

    /**
     * @param onlyColumn whether a row has no other column
     */
    CopyEscapes(CopyFormat format, boolean onlyColumn) {
        this.csv = format.kind() == CopyFormat.Kind.CSV;
        this.quote = format.quote();
        this.escape = format.escape();
        this.nullText = format.nullText().getBytes(StandardCharsets.UTF_8);
        this.onlyColumn = onlyColumn;
        byte delimiter = format.delimiter();
        if (csv) {
            for (byte b : new byte[] {delimiter, quote, '\n', '\r'}) {
                quoted[b & 0xFF] = true;
            }
            doubled[quote & 0xFF] = true;
            doubled[escape & 0xFF] = true;
            patterns =
                    new long[] {
                        (delimiter & 0xFF) * ONES, (quote & 0xFF) * ONES, '\n' * ONES, '\r' * ONES
                    };
        } else {
            followers[delimiter & 0xFF] = delimiter;
            followers['\b'] = 'b';
            followers['\t'] = 't';
            followers['\n'] = 'n';
            followers[0x0B] = 'v';
            followers['\f'] = 'f';
            followers['\r'] = 'r';
            followers['\\'] = '\\';
            patterns = new long[] {(delimiter & 0xFF) * ONES, '\\' * ONES};
        }
        numbersArePlain = !isOfNumbers(delimiter) && (!csv || numbersNeedNoQuotes());
    }

    private boolean numbersNeedNoQuotes() {
        boolean nullIsNoNumber = nullText.length == 0;
        for (byte b : nullText) {
            nullIsNoNumber |= !isOfNumbers(b);
        }
        return nullIsNoNumber && !isOfNumbers(quote);
    }

    private static boolean isOfNumbers(byte b) {
        return (b >= '0' && b <= '9')
                || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')
                || NUMBERS_AND_DATES.indexOf(b) >= 0;
    }

    /** Whether the spellings of numbers, dates and the like stay as they are. */
    boolean numbersArePlain() {
        return numbersArePlain;
    }

    /**
     * @param forced whether csv quotes the value in any case
     * @return the new end
     */
    long apply(long start, long end, boolean forced) {
        if (csv) {
            return forced || needsQuotes(start, end) ? quote(start, end) : end;
        }
        return mayNeed(start, end) ? escape(start, end) : end;
    }

    /** As {@link #apply}, of a short text. */
    String applied(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf room = Unpooled.directBuffer(2 * bytes.length + 16);
        try {
            long start = room.memoryAddress();
            NativeMemory.copy(bytes, 0, start, bytes.length);
            long end = apply(start, start + bytes.length, false);
            return NativeMemory.utf8(start, (int) (end - start));
        } finally {
            room.release();
        }
    }

    private boolean needsQuotes(long start, long end) {
        int length = (int) (end - start);
        if (isText(start, length, nullText)) {
            return true;
        }
        if (onlyColumn && length == 2 && NativeMemory.shortAt(start) == ('\\' | '.' << 8)) {
            return true;
        }
        if (!mayNeed(start, end)) {
            return false;
        }
        for (long at = start; at < end; at++) {
            if (quoted[NativeMemory.byteAt(at) & 0xFF]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(long start, int length, byte[] text) {
        return length == text.length
                && (length == 0 || Arrays.equals(NativeMemory.bytes(start, length), text));
    }

    /** Whether a byte of eight at a time is special; rarely true where none is. */
    private boolean mayNeed(long start, long end) {
        long found = 0;
        long at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            found |= specials(NativeMemory.longAt(at));
        }
        int left = (int) (end - at) << 3;
        if (left > 0) {
            long mask = -1L >>> (64 - left);
            found |= specials((NativeMemory.longAt(at) & mask) | (LETTERS & ~mask));
        }
        return found != 0;
    }

    private long specials(long word) {
        long found = csv ? 0 : (word - CONTROLS) & ~word;
        for (long pattern : patterns) {
            long difference = word ^ pattern;
            found |= (difference - ONES) & ~difference;
        }
        return found & HIGHS;
    }

    private long escape(long start, long end) {
        int more = 0;
        for (long at = start; at < end; at++) {
            more += followers[NativeMemory.byteAt(at) & 0xFF] == 0 ? 0 : 1;
        }
        long from = end;
        long to = end + more;
        while (from < to) {
            byte b = NativeMemory.byteAt(--from);
            byte follower = followers[b & 0xFF];
            NativeMemory.putByte(--to, follower == 0 ? b : follower);
            if (follower != 0) {
                NativeMemory.putByte(--to, (byte) '\\');
            }
        }
        return end + more;
    }

    private long quote(long start, long end) {
        int more = 0;
        for (long at = start; at < end; at++) {
            more += doubled[NativeMemory.byteAt(at) & 0xFF] ? 1 : 0;
        }
        long newEnd = end + more + 2;
        long to = newEnd;
        NativeMemory.putByte(--to, quote);
        for (long from = end; from > start; ) {
            byte b = NativeMemory.byteAt(--from);
            NativeMemory.putByte(--to, b);
            if (doubled[b & 0xFF]) {
                NativeMemory.putByte(--to, escape);
            }
        }
        NativeMemory.putByte(start, quote);
        return newEnd;
    }
}
