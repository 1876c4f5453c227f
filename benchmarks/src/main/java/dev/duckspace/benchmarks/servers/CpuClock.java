package dev.duckspace.benchmarks.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a process has used of the processors, as Linux tells it, in steps of 10 ms. */
public record CpuClock(long processId) {
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final long TICK_MILLIS = 10;

    /** Zero where there is no /proc, or no such process. */
    public Duration read() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(processId), "stat"));
            // The command's name, in brackets, may hold blanks: count from behind it.
            List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            long ticks =
                    Long.parseLong(fields.get(USER_TICKS))
                            + Long.parseLong(fields.get(SYSTEM_TICKS));
            return Duration.ofMillis(ticks * TICK_MILLIS);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }
}
