package dev.duckspace.gateway.clients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client's script printed: its lines by label, which is what stands before the first colon
 * and blank. A line without a label is one of its own.
 */
record Answers(Map<String, List<String>> byLabel) {

    static Answers of(List<String> lines) {
        Map<String, List<String>> byLabel = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            String label = colon < 0 ? line : line.substring(0, colon);
            byLabel.computeIfAbsent(label, absent -> new ArrayList<>()).add(line);
        }
        return new Answers(byLabel);
    }

    /** The lines of a label; empty when nothing was printed under it. */
    List<String> of(String label) {
        return byLabel.getOrDefault(label, List.of());
    }
}
