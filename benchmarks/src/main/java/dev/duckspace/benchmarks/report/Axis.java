package dev.duckspace.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** From values to places between two ends of a line. */
record Axis(double least, double most, double from, double to, boolean logarithmic) {
    private static final int TICKS_MAX = 6;

    /** Through the whole decades around positive values. */
    static Axis logarithmic(Collection<Double> values, double from, double to) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(10);
        double low = Math.pow(10, Math.floor(Math.log10(least)));
        double high = Math.pow(10, Math.ceil(Math.log10(most)));
        return new Axis(low, high > low ? high : low * 10, from, to, true);
    }

    /** From zero to a round number above all values. */
    static Axis linear(Collection<Double> values, double from, double to) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double step = step(most > 0 ? most : 1);
        return new Axis(0, Math.ceil(most / step) * step, from, to, false);
    }

    /** 1, 2 or 5 of some decade, so that there are few of them up to {@code most}. */
    private static double step(double most) {
        double decade = Math.pow(10, Math.floor(Math.log10(most)) - 1);
        for (double factor : new double[] {1, 2, 5, 10, 20}) {
            if (most / (decade * factor) <= TICKS_MAX) {
                return decade * factor;
            }
        }
        return decade * 50;
    }

    double place(double value) {
        double share =
                logarithmic
                        ? Math.log(value / least) / Math.log(most / least)
                        : (value - least) / (most - least);
        return from + share * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = least; tick <= most * 1.01; tick *= 10) {
                ticks.add(tick);
            }
            return ticks;
        }
        double step = step(most);
        for (int i = 0; i * step <= most * 1.001; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Short: 10k, 2M, 0.05. */
    static String label(double tick) {
        if (tick >= 1e6) {
            return plain(tick / 1e6) + "M";
        }
        return tick >= 1e4 ? plain(tick / 1e3) + "k" : plain(tick);
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(number)
                .round(new java.math.MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
