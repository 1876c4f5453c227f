package dev.duckspace.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What of a process is in memory, as Linux tells it. */
public record ProcessMemory(long processId) {
    private static final int KILOBYTE = 1024;

    /** Resident bytes that are the process's own or a file's; without those shared with others. */
    public long residentBytes() throws IOException {
        return field("RssAnon:") + field("RssFile:");
    }

    private long field(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(processId), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILOBYTE)
                .sum();
    }
}
