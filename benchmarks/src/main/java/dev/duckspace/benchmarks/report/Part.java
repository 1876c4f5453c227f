package dev.duckspace.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;

/** What a section of the page is made of. */
public sealed interface Part {

    /** Texts in rows; all but the first column are numbers, and stand to the right. */
    record Table(List<String> headings, List<List<String>> rows) implements Part {
        public Table {
            headings = List.copyOf(headings);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != headings.size()) {
                    throw new IllegalArgumentException(row + " does not fit " + headings);
                }
            }
        }
    }

    /** Lines over a logarithmic horizontal axis: how something grows with the work. */
    record LinePlot(
            String title, String across, String upwards, boolean logarithmic, List<Line> lines)
            implements Part {
        public LinePlot {
            lines = List.copyOf(lines);
        }

        boolean hasPoints() {
            return lines.stream().anyMatch(line -> !line.points().isEmpty());
        }
    }

    record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** Both positive. */
    record Point(double x, double y) {}

    /** Groups of bars beside each other. */
    record BarPlot(
            String title, String upwards, boolean logarithmic, List<String> groups, List<Bars> bars)
            implements Part {
        public BarPlot {
            groups = List.copyOf(groups);
            bars = List.copyOf(bars);
        }

        boolean hasValues() {
            return bars.stream().flatMap(b -> b.values().stream()).anyMatch(v -> !v.isNaN());
        }
    }

    /** One value for each group; NaN where there is none. */
    record Bars(String name, List<Double> values) {
        public Bars {
            values = List.copyOf(values);
        }
    }

    /** A figure that is to be reached; empty when it could not be measured. */
    record Target(String what, Bound bound, double limit, String unit, OptionalDouble value)
            implements Part {

        public static Target atLeast(String what, double limit, String unit, OptionalDouble value) {
            return new Target(what, Bound.AT_LEAST, limit, unit, value);
        }

        public static Target atMost(String what, double limit, String unit, OptionalDouble value) {
            return new Target(what, Bound.AT_MOST, limit, unit, value);
        }

        public Verdict verdict() {
            if (value.isEmpty()) {
                return Verdict.NOT_MEASURED;
            }
            boolean met =
                    switch (bound) {
                        case AT_LEAST -> value.getAsDouble() >= limit;
                        case AT_MOST -> value.getAsDouble() <= limit;
                    };
            return met ? Verdict.MET : Verdict.MISSED;
        }
    }

    /** Which side of the limit is good. */
    enum Bound {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Bound(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What came of a target. */
    enum Verdict {
        MET("met"),
        MISSED("**missed**"),
        NOT_MEASURED("**not measured**");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Markdown as it is. */
    record Text(String markdown) implements Part {}
}
