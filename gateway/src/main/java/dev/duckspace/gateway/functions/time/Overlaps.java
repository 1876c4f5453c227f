package dev.duckspace.gateway.functions.time;

import org.jspecify.annotations.Nullable;

/** OVERLAPS, by the SQL standard's rules for NULLs. */
public final class Overlaps {
    private Overlaps() {}

    /** Two spans from one moment to another, in any order; null for unknown. */
    public static @Nullable Boolean of(
            @Nullable Long start1,
            @Nullable Long end1,
            @Nullable Long start2,
            @Nullable Long end2) {
        Long from1 = earlier(start1, end1);
        Long from2 = earlier(start2, end2);
        if (from1 == null || from2 == null) {
            return null;
        }
        Long to1 = later(start1, end1);
        Long to2 = later(start2, end2);
        int order = Long.compare(from1, from2);
        if (order == 0) {
            // They share their first moment, if both have an end.
            return (to1 == null || to2 == null) ? null : Boolean.TRUE;
        }
        Long first = order > 0 ? from1 : from2;
        Long otherEnd = order > 0 ? to2 : to1;
        Long ownEnd = order > 0 ? to1 : to2;
        if (otherEnd == null) {
            return null;
        }
        if (first < otherEnd) {
            return Boolean.TRUE;
        }
        return ownEnd == null ? null : Boolean.FALSE;
    }

    private static @Nullable Long earlier(@Nullable Long first, @Nullable Long second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return Math.min(first, second);
    }

    /** Null when one of them is not known. */
    private static @Nullable Long later(@Nullable Long first, @Nullable Long second) {
        return first == null || second == null ? null : (Long) Math.max(first, second);
    }
}
