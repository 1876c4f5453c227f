package dev.duckspace.gateway.types;

/** The decimal digits of a 128-bit magnitude. Reused from value to value, by one thread. */
final class WideDigits {
    /** Digits held, leading zeros included: 2^128 has 39, written in five blocks of nine. */
    static final int LENGTH = 45;

    private static final int BLOCK = 1_000_000_000;
    private static final long MASK_32 = 0xFFFF_FFFFL;

    private final byte[] characters = new byte[LENGTH];

    /**
     * Fills {@link #characters} right-justified.
     *
     * @return the index of the first digit that is not zero, LENGTH - 1 for zero
     */
    int load(long high, long low) {
        long a = high >>> 32;
        long b = high & MASK_32;
        long c = low >>> 32;
        long d = low & MASK_32;
        for (int end = LENGTH; end > 0; end -= 9) {
            long rest = a;
            a = rest / BLOCK;
            rest = ((rest - a * BLOCK) << 32) | b;
            b = rest / BLOCK;
            rest = ((rest - b * BLOCK) << 32) | c;
            c = rest / BLOCK;
            rest = ((rest - c * BLOCK) << 32) | d;
            d = rest / BLOCK;
            putBlock(end, (int) (rest - d * BLOCK));
        }
        int first = 0;
        while (first < LENGTH - 1 && characters[first] == '0') {
            first++;
        }
        return first;
    }

    /** ASCII, {@link #LENGTH} of them. */
    byte[] characters() {
        return characters;
    }

    /** The value of the digits from..to, an index below 0 counting as a zero. */
    int group(int from, int to) {
        int value = 0;
        for (int i = Math.max(0, from); i < to; i++) {
            value = value * 10 + (i < LENGTH ? characters[i] - '0' : 0);
        }
        return value;
    }

    private void putBlock(int end, int block) {
        int rest = block;
        for (int i = end - 1; i >= end - 9; i--) {
            int tenth = rest / 10;
            characters[i] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
    }
}
