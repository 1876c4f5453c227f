package dev.duckspace.gateway.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The sets of code points that SASLprep is made of; read once, on first use. */
record SaslPrepTables(
        BitSet unassigned,
        BitSet mappedToNothing,
        BitSet nonAsciiSpace,
        BitSet prohibited,
        BitSet rightToLeft,
        BitSet leftToRight) {
    private static final String RESOURCE = "saslprep.txt";
    private static final int HEX = 16;

    private static final class Loaded {
        static final SaslPrepTables TABLES = load();
    }

    static SaslPrepTables tables() {
        return Loaded.TABLES;
    }

    private static SaslPrepTables load() {
        Map<String, BitSet> tables = new HashMap<>();
        try (InputStream resource =
                        Objects.requireNonNull(
                                SaslPrepTables.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            BitSet current = new BitSet();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    current = new BitSet();
                    tables.put(line.substring(1, line.length() - 1), current);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    addRanges(line, current);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SaslPrepTables(
                table(tables, "unassigned"),
                table(tables, "mapped-to-nothing"),
                table(tables, "non-ascii-space"),
                table(tables, "prohibited"),
                table(tables, "right-to-left"),
                table(tables, "left-to-right"));
    }

    private static void addRanges(String line, BitSet table) {
        for (String range : line.split(" ")) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), HEX);
            int last = Integer.parseInt(range.substring(dash + 1), HEX);
            table.set(first, last + 1);
        }
    }

    private static BitSet table(Map<String, BitSet> tables, String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }
}
