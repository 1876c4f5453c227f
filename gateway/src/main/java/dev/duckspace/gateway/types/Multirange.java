package dev.duckspace.gateway.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Ranges in ascending order that neither overlap nor touch; none of them is empty. */
public record Multirange(RangeKind kind, List<Range> ranges) {
    public Multirange {
        ranges = List.copyOf(ranges);
    }

    /** Of ranges in any order. */
    public static Multirange of(RangeKind kind, List<Range> ranges) {
        List<Range> sorted =
                ranges.stream()
                        .filter(range -> !range.empty())
                        .sorted(
                                (a, b) ->
                                        a.compareLower(b) != 0
                                                ? a.compareLower(b)
                                                : a.compareUpper(b))
                        .collect(Collectors.toCollection(ArrayList::new));
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && (last.overlaps(range) || last.adjacent(range))) {
                merged.set(merged.size() - 1, last.merge(range));
            } else {
                merged.add(range);
            }
        }
        return new Multirange(kind, merged);
    }

    static Multirange parse(RangeKind kind, String text, TextSettings settings) {
        return of(kind, new RangeText(kind, text, settings, "multirange").ranges());
    }

    public String text(TextSettings settings) {
        return ranges.stream()
                .map(range -> range.text(settings))
                .collect(Collectors.joining(",", "{", "}"));
    }

    public boolean containsValue(Object value) {
        return ranges.stream().anyMatch(range -> range.containsValue(value));
    }

    public boolean contains(Multirange other) {
        return other.ranges.stream()
                .allMatch(inner -> ranges.stream().anyMatch(range -> range.contains(inner)));
    }

    public boolean overlaps(Multirange other) {
        return ranges.stream().anyMatch(a -> other.ranges.stream().anyMatch(a::overlaps));
    }

    public Multirange union(Multirange other) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(kind, all);
    }

    public Multirange intersect(Multirange other) {
        List<Range> common = new ArrayList<>();
        for (Range a : ranges) {
            for (Range b : other.ranges) {
                common.add(a.intersect(b));
            }
        }
        return of(kind, common);
    }

    public Multirange minus(Multirange other) {
        List<Range> rest = ranges;
        for (Range cut : other.ranges) {
            List<Range> next = new ArrayList<>();
            for (Range range : rest) {
                if (range.overlaps(cut)) {
                    if (range.compareLower(cut) < 0) {
                        next.add(range.below(cut));
                    }
                    if (range.compareUpper(cut) > 0) {
                        next.add(range.above(cut));
                    }
                } else {
                    next.add(range);
                }
            }
            rest = next;
        }
        return of(kind, rest);
    }

    /** The smallest range that holds all. */
    public Range span() {
        return ranges.isEmpty() ? Range.emptyOf(kind) : ranges.getFirst().merge(ranges.getLast());
    }
}
