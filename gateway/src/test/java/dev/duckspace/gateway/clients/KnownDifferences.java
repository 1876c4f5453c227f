package dev.duckspace.gateway.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * How a script's output on Duckspace differs from that on PostgreSQL, and why: a file of
 *
 * <pre>
 * # why
 * label: what Duckspace prints in place of PostgreSQL's lines of that label
 * - label under which Duckspace prints nothing
 * </pre>
 */
record KnownDifferences(Answers printed, List<String> missing) {

    static KnownDifferences read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new KnownDifferences(Answers.of(List.of()), List.of());
        }
        List<String> printed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("- ")) {
                missing.add(line.substring(2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                printed.add(line);
            }
        }
        return new KnownDifferences(Answers.of(printed), missing);
    }

    /** Labels that are listed though their lines do not differ any more. */
    List<String> stale(Answers postgres, Answers duckspace) {
        return Stream.concat(printed.byLabel().keySet().stream(), missing.stream())
                .filter(label -> duckspace.of(label).equals(postgres.of(label)))
                .toList();
    }

    /** Every label whose lines differ in a way that is not known; the lines as a diff. */
    List<String> unexpected(Answers postgres, Answers duckspace) {
        SequencedSet<String> labels = new LinkedHashSet<>(postgres.byLabel().keySet());
        labels.addAll(duckspace.byLabel().keySet());
        List<String> unexpected = new ArrayList<>();
        for (String label : labels) {
            List<String> actual = duckspace.of(label);
            boolean known =
                    actual.equals(postgres.of(label))
                            || (actual.isEmpty()
                                    ? missing.contains(label)
                                    : actual.equals(printed.of(label)));
            if (!known) {
                postgres.of(label).forEach(line -> unexpected.add("postgres:  " + line));
                actual.forEach(line -> unexpected.add("duckspace: " + line));
            }
        }
        return unexpected;
    }
}
