package dev.duckspace.benchmarks.measure;

import java.util.List;
import java.util.OptionalDouble;

/** The samples of one benchmark; after a failure those that came before it. */
public record Samples(List<Sample> all) {
    public Samples {
        all = List.copyOf(all);
    }

    /** Empty when it was not measured. */
    public OptionalDouble median(
            String subject, Contestant contestant, long size, Measure measure) {
        return all.stream()
                .filter(sample -> sample.is(subject, contestant, size, measure))
                .mapToDouble(Sample::median)
                .findFirst();
    }

    /** How much of {@code size} was done in a second. */
    public OptionalDouble rate(String subject, Contestant contestant, long size) {
        return mapped(median(subject, contestant, size, Measure.SECONDS), s -> size / s);
    }

    /** One contestant's rate divided by another's. */
    public OptionalDouble rateRatio(String subject, Contestant one, Contestant other, long size) {
        return ratio(rate(subject, one, size), rate(subject, other, size));
    }

    public static OptionalDouble ratio(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.getAsDouble() / other.getAsDouble())
                : OptionalDouble.empty();
    }

    public static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble())
                : OptionalDouble.empty();
    }

    public static OptionalDouble mapped(
            OptionalDouble value, java.util.function.DoubleUnaryOperator operator) {
        return value.isPresent()
                ? OptionalDouble.of(operator.applyAsDouble(value.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** In the order in which they were first measured. */
    public List<String> subjects() {
        return all.stream().map(Sample::subject).distinct().toList();
    }

    /** Of one subject, ascending. */
    public List<Long> sizes(String subject) {
        return all.stream()
                .filter(sample -> sample.subject().equals(subject))
                .map(Sample::size)
                .distinct()
                .sorted()
                .toList();
    }

    /** The largest size of any subject; 0 without samples. */
    public long largest() {
        return all.stream().mapToLong(Sample::size).max().orElse(0);
    }

    public boolean has(String subject, Contestant contestant) {
        return all.stream()
                .anyMatch(s -> s.subject().equals(subject) && s.contestant() == contestant);
    }
}
