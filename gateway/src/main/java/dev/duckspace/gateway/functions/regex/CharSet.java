package dev.duckspace.gateway.functions.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A set of code points.
 *
 * @param bounds of its ranges in order: first of one, first after it, first of the next...
 */
record CharSet(int[] bounds) {
    static final int LIMIT = Character.MAX_CODE_POINT + 1;
    static final CharSet NONE = new CharSet(new int[0]);
    static final CharSet ANY = new CharSet(new int[] {0, LIMIT});
    static final CharSet NEWLINE = of('\n');

    static CharSet of(int codePoint) {
        return new CharSet(new int[] {codePoint, codePoint + 1});
    }

    /** Both ends belong to it. */
    static CharSet range(int first, int last) {
        return new CharSet(new int[] {first, last + 1});
    }

    static CharSet union(List<CharSet> sets) {
        if (sets.size() == 1) {
            return sets.getFirst();
        }
        List<int[]> ranges = new ArrayList<>();
        for (CharSet set : sets) {
            for (int i = 0; i < set.bounds.length; i += 2) {
                ranges.add(new int[] {set.bounds[i], set.bounds[i + 1]});
            }
        }
        ranges.sort(Comparator.comparingInt(range -> range[0]));
        int[] merged = new int[2 * ranges.size()];
        int size = 0;
        for (int[] range : ranges) {
            if (size > 0 && range[0] <= merged[size - 1]) {
                merged[size - 1] = Math.max(merged[size - 1], range[1]);
            } else {
                merged[size++] = range[0];
                merged[size++] = range[1];
            }
        }
        return new CharSet(Arrays.copyOf(merged, size));
    }

    CharSet complement() {
        boolean fromZero = bounds.length > 0 && bounds[0] == 0;
        boolean toLimit = bounds.length > 0 && bounds[bounds.length - 1] == LIMIT;
        int[] inverse = new int[bounds.length + (fromZero ? -1 : 1) + (toLimit ? -1 : 1)];
        int from = fromZero ? 1 : 0;
        int at = 0;
        if (!fromZero) {
            inverse[at++] = 0;
        }
        int copied = Math.min(bounds.length - from, inverse.length - at);
        System.arraycopy(bounds, from, inverse, at, copied);
        if (!toLimit) {
            inverse[inverse.length - 1] = LIMIT;
        }
        return new CharSet(inverse);
    }

    CharSet without(CharSet other) {
        return union(List.of(complement(), other)).complement();
    }

    boolean contains(int codePoint) {
        int at = Arrays.binarySearch(bounds, codePoint);
        return ((at >= 0 ? at : -at - 2) & 1) == 0;
    }

    /** Of each its lower and upper case, as a pattern that ignores case has them. */
    CharSet ignoringCase() {
        List<CharSet> all = new ArrayList<>(List.of(this));
        for (int i = 0; i < bounds.length; i += 2) {
            for (int c = bounds[i]; c < bounds[i + 1]; c++) {
                int lower = CharClasses.lower(c);
                int upper = CharClasses.upper(c);
                if (lower != c) {
                    all.add(of(lower));
                }
                if (upper != c) {
                    all.add(of(upper));
                }
            }
        }
        return union(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return "CharSet" + Arrays.toString(bounds);
    }
}
