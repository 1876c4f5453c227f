package dev.duckspace.gateway.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Text from the client: UTF-8, checked as strictly as PostgreSQL does. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Utf8() {}

    /**
     * @throws PgException 22021 when the bytes are not UTF-8, naming the bytes of the first
     *     sequence that is not
     */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The JDK's decoder puts a replacement character for every malformed sequence: a text
        // without one was well-formed, one with it may hold a genuine U+FFFD.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireValid(bytes, 0, bytes.length);
        }
        return text;
    }

    /**
     * @throws PgException 22021 when the bytes between the offsets are not UTF-8, naming the bytes
     *     of the first sequence that is not; a zero byte is none
     */
    public static void requireValid(byte[] bytes, int from, int to) {
        int position = asciiEnd(bytes, from, to);
        while (position < to) {
            if (bytes[position] > 0) {
                position++;
                continue;
            }
            int length = sequenceLength(bytes[position]);
            if (bytes[position] == 0 || !isLegal(bytes, position, length, to)) {
                throw invalid(bytes, position, length, to);
            }
            position += length;
        }
    }

    /** Nothing but ASCII without a zero byte, which needs no further look. */
    public static boolean isAscii(byte[] bytes, int from, int to) {
        int position = asciiEnd(bytes, from, to);
        while (position < to && bytes[position] > 0) {
            position++;
        }
        return position == to;
    }

    /** How far eight bytes at once are such. */
    private static int asciiEnd(byte[] bytes, int from, int to) {
        int position = from;
        while (position + Long.BYTES <= to) {
            long word = (long) LONGS.get(bytes, position);
            if (((word | ((word - ONES) & ~word)) & HIGHS) != 0) {
                return position;
            }
            position += Long.BYTES;
        }
        return position;
    }

    /** As the first byte promises; 1 for a byte that cannot be first. */
    private static int sequenceLength(byte first) {
        if ((first & 0xe0) == 0xc0) {
            return 2;
        }
        if ((first & 0xf0) == 0xe0) {
            return 3;
        }
        return (first & 0xf8) == 0xf0 ? 4 : 1;
    }

    private static boolean isLegal(byte[] bytes, int position, int length, int to) {
        if (position + length > to) {
            return false;
        }
        int first = bytes[position] & 0xff;
        if (length == 1) {
            return first < 0x80;
        }
        for (int index = 1; index < length; index++) {
            if ((bytes[position + index] & 0xc0) != 0x80) {
                return false;
            }
        }
        return isShortestAndInRange(first, bytes[position + 1] & 0xff);
    }

    /** No overlong forms, no surrogates, nothing above U+10FFFF. */
    private static boolean isShortestAndInRange(int first, int second) {
        return switch (first) {
            case 0xc0, 0xc1 -> false;
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second <= 0x9f;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second <= 0x8f;
            default -> first <= 0xf4;
        };
    }

    private static PgException invalid(byte[] bytes, int position, int length, int to) {
        StringBuilder message = new StringBuilder("invalid byte sequence for encoding \"UTF8\":");
        int end = Math.min(to, position + length);
        for (int index = position; index < end; index++) {
            message.append(" 0x%02x".formatted(bytes[index] & 0xff));
        }
        return new PgException(SqlState.CHARACTER_NOT_IN_REPERTOIRE, message.toString());
    }
}
