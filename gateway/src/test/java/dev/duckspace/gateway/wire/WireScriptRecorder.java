package dev.duckspace.gateway.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what PostgreSQL really answers into scripts, below each {@code until} that expects nothing
 * yet: write the sends, record, then read what came with a critical eye.
 */
public final class WireScriptRecorder {
    private WireScriptRecorder() {}

    /** Arguments: script files. */
    public static void main(String[] files) throws IOException {
        try (PostgresServer server = PostgresServer.start()) {
            for (String file : files) {
                record(Path.of(file), server.target());
            }
        }
    }

    private static void record(Path file, WireTarget target) throws IOException {
        String text = Files.readString(file);
        Map<Integer, List<String>> answers = new HashMap<>();
        new WireScriptRunner(target)
                .observedBy(
                        (until, received) -> {
                            if (until.expected().isEmpty()) {
                                answers.put(until.line(), received);
                                received.forEach(
                                        line ->
                                                until.expected()
                                                        .add(new WireScript.Expected(0, line)));
                            }
                        })
                .run(WireScript.parse(file.toString(), text, target.kind()));
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            lines.add(line);
            for (String answer : answers.getOrDefault(++number, List.of())) {
                lines.add("  " + answer);
            }
        }
        Files.write(file, lines);
    }
}
