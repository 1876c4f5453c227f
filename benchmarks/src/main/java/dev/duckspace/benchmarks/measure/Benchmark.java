package dev.duckspace.benchmarks.measure;

import dev.duckspace.benchmarks.report.Part;
import java.util.List;

/** One thing worth measuring. */
public interface Benchmark {
    /** How {@code --only} names it, and its section's file of notes. */
    String name();

    String title();

    /** What is measured and how, as Markdown. */
    String about();

    /**
     * Measures, and adds samples to the arena as they come.
     *
     * @throws Exception fails this benchmark only; what was added stays
     */
    void measure(Arena arena) throws Exception;

    /** What the samples say, also when not all could be measured. */
    List<Part> present(Samples samples);
}
