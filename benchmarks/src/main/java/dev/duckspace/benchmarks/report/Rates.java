package dev.duckspace.benchmarks.report;

import dev.duckspace.benchmarks.measure.Contestant;
import dev.duckspace.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Tables and plots of what moves rows, as most benchmarks do. */
public final class Rates {
    private static final double MILLION = 1e6;

    private Rates() {}

    /** Rates of all subjects and sizes, with the gateway's beside the others'. */
    public static Part.Table table(Samples samples) {
        boolean withEngine =
                samples.subjects().stream().anyMatch(s -> samples.has(s, Contestant.ENGINE));
        List<String> headings =
                new ArrayList<>(
                        List.of(
                                "",
                                "PostgreSQL krows/s",
                                "gateway krows/s",
                                "of PostgreSQL's rate"));
        if (withEngine) {
            headings.addAll(List.of("in process krows/s", "of the rate in process"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String subject : samples.subjects()) {
            for (long size : samples.sizes(subject)) {
                rows.add(row(samples, subject, size, withEngine));
            }
        }
        return new Part.Table(headings, rows);
    }

    private static List<String> row(
            Samples samples, String subject, long size, boolean withEngine) {
        List<String> cells = new ArrayList<>();
        cells.add(subject + ", " + Figures.count(size) + " rows");
        cells.add(Figures.thousands(samples.rate(subject, Contestant.POSTGRES, size)));
        cells.add(Figures.thousands(samples.rate(subject, Contestant.GATEWAY, size)));
        cells.add(
                Figures.times(
                        samples.rateRatio(subject, Contestant.GATEWAY, Contestant.POSTGRES, size)));
        if (withEngine) {
            cells.add(Figures.thousands(samples.rate(subject, Contestant.ENGINE, size)));
            cells.add(
                    Figures.times(
                            samples.rateRatio(
                                    subject, Contestant.GATEWAY, Contestant.ENGINE, size)));
        }
        return cells;
    }

    /** Million rows a second over the rows, of each subject and who did it. */
    public static List<Part.Line> lines(Samples samples, List<String> subjects) {
        List<Part.Line> lines = new ArrayList<>();
        for (String subject : subjects) {
            for (Contestant contestant : Contestant.values()) {
                List<Part.Point> points = points(samples, subject, contestant);
                if (!points.isEmpty()) {
                    lines.add(new Part.Line(contestant.title() + ", " + subject, points));
                }
            }
        }
        return lines;
    }

    private static List<Part.Point> points(Samples samples, String subject, Contestant contestant) {
        List<Part.Point> points = new ArrayList<>();
        for (long size : samples.sizes(subject)) {
            OptionalDouble rate = samples.rate(subject, contestant, size);
            if (rate.isPresent()) {
                points.add(new Part.Point(size, rate.getAsDouble() / MILLION));
            }
        }
        return points;
    }

    /** The gateway's rate by another's, at the largest size of the subject. */
    public static OptionalDouble best(Samples samples, String subject, Contestant other) {
        long most = samples.sizes(subject).stream().reduce(0L, Math::max);
        return samples.rateRatio(subject, Contestant.GATEWAY, other, most);
    }
}
