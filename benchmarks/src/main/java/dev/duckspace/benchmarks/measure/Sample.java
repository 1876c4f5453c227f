package dev.duckspace.benchmarks.measure;

import java.util.List;

/**
 * What was measured of one thing, one value for each round.
 *
 * @param subject what was done, such as "COPY out, csv"
 * @param size how much: rows, sessions, tables
 */
public record Sample(
        String subject, Contestant contestant, long size, Measure measure, List<Double> values) {

    public Sample {
        values = List.copyOf(values);
    }

    boolean is(String itsSubject, Contestant itsContestant, long itsSize, Measure itsMeasure) {
        return subject.equals(itsSubject)
                && contestant == itsContestant
                && size == itsSize
                && measure == itsMeasure;
    }

    public double median() {
        return Statistics.median(values);
    }
}
