package dev.duckspace.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them: three digits that mean something. */
public final class Figures {
    private static final String NONE = "";

    private Figures() {}

    public static String plain(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    public static String plain(OptionalDouble value) {
        return value.isPresent() ? plain(value.getAsDouble()) : NONE;
    }

    public static String milliseconds(OptionalDouble seconds) {
        return seconds.isPresent() ? plain(seconds.getAsDouble() * 1e3) : NONE;
    }

    public static String millions(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.2f", value.getAsDouble() / 1e6)
                : NONE;
    }

    public static String thousands(OptionalDouble value) {
        return value.isPresent() ? plain(value.getAsDouble() / 1e3) : NONE;
    }

    public static String times(OptionalDouble ratio) {
        return ratio.isPresent() ? plain(ratio.getAsDouble()) + " x" : NONE;
    }

    /** A round number of things: 500, 20 k, 1.5 M. */
    public static String count(long number) {
        if (number >= 1e6) {
            return trimmed(number / 1e6) + " M";
        }
        return number >= 1e4
                ? trimmed(number / 1e3) + " k"
                : String.format(Locale.ROOT, "%,d", number);
    }

    private static String trimmed(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceAll("\\.?0+$", "");
    }
}
