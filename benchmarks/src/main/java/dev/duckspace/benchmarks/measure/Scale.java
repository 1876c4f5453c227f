package dev.duckspace.benchmarks.measure;

import java.util.Locale;

/** How much work. */
public enum Scale {
    /** A trial of everything within two minutes or three; its figures mean little. */
    SMALL,
    FULL;

    public <T> T pick(T small, T full) {
        return this == SMALL ? small : full;
    }

    /**
     * @throws IllegalArgumentException with a message for the user
     */
    public static Scale of(String name) {
        return switch (name) {
            case "small" -> SMALL;
            case "full" -> FULL;
            default -> throw new IllegalArgumentException("--scale is small or full");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
