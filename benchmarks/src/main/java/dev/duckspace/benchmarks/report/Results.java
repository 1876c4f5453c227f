package dev.duckspace.benchmarks.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was measured, as it is kept beside the page.
 *
 * @param machine what it was measured on, by name
 */
public record Results(Map<String, String> machine, List<Outcome> outcomes) {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Results {
        machine = new LinkedHashMap<>(machine);
        outcomes = List.copyOf(outcomes);
    }

    public static final Results NONE = new Results(Map.of(), List.of());

    public Optional<Outcome> outcome(String name) {
        return outcomes.stream().filter(outcome -> outcome.name().equals(name)).findFirst();
    }

    /** With this outcome in place of an earlier one of the same benchmark. */
    public Results with(Map<String, String> itsMachine, Outcome outcome) {
        List<Outcome> all = new ArrayList<>(outcomes);
        all.removeIf(other -> other.name().equals(outcome.name()));
        all.add(outcome);
        return new Results(itsMachine, all);
    }

    /** Nothing where there is no file. */
    public static Results read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), Results.class) : NONE;
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }
}
