package dev.duckspace.gateway.functions.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Code points in kinds that a pattern does not tell apart. */
final class Alphabet {
    private static final int TABLE = 256;

    private final int[] starts;
    private final int[] kinds;
    private final int[] table = new int[TABLE];
    private final Map<CharSet, BitSet> kindsOf = new HashMap<>();
    private final int size;

    private Alphabet(Set<CharSet> sets) {
        starts =
                java.util.stream.IntStream.concat(
                                java.util.stream.IntStream.of(0),
                                sets.stream().flatMapToInt(set -> Arrays.stream(set.bounds())))
                        .filter(bound -> bound < CharSet.LIMIT)
                        .sorted()
                        .distinct()
                        .toArray();
        kinds = new int[starts.length];
        CharSet[] all = sets.toArray(new CharSet[0]);
        Map<BitSet, Integer> bySignature = new HashMap<>();
        for (CharSet set : all) {
            kindsOf.put(set, new BitSet());
        }
        for (int i = 0; i < starts.length; i++) {
            BitSet signature = new BitSet();
            for (int j = 0; j < all.length; j++) {
                signature.set(j, all[j].contains(starts[i]));
            }
            int kind = bySignature.computeIfAbsent(signature, key -> bySignature.size());
            kinds[i] = kind;
            signature.stream().forEach(j -> kindsOf(all[j]).set(kind));
        }
        size = bySignature.size();
        for (int c = 0; c < TABLE; c++) {
            table[c] = look(c);
        }
    }

    static Alphabet of(Node node) {
        Set<CharSet> sets = new LinkedHashSet<>();
        collect(node, sets);
        return new Alphabet(sets);
    }

    private static void collect(Node node, Set<CharSet> sets) {
        switch (node) {
            case Node.One one -> sets.add(one.set());
            case Node.At at -> {}
            case Node.Again again -> {}
            case Node.Look look -> collect(look.inner(), sets);
            case Node.Group group -> collect(group.inner(), sets);
            case Node.Repeat repeat -> collect(repeat.inner(), sets);
            case Node.Sequence sequence -> sequence.items().forEach(item -> collect(item, sets));
            case Node.Choice choice -> choice.branches().forEach(item -> collect(item, sets));
        }
    }

    int size() {
        return size;
    }

    int kind(int codePoint) {
        return codePoint < TABLE ? table[codePoint] : look(codePoint);
    }

    private int look(int codePoint) {
        int at = Arrays.binarySearch(starts, codePoint);
        return kinds[at >= 0 ? at : -at - 2];
    }

    /** Of a set that the pattern has. */
    BitSet kindsOf(CharSet set) {
        BitSet found = kindsOf.get(set);
        if (found == null) {
            throw new IllegalArgumentException("not of this pattern");
        }
        return found;
    }
}
