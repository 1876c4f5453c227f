package dev.duckspace.benchmarks.micro;

import org.openjdk.jmh.Main;

/** JMH's own command line over the benchmarks here, whose annotations hold short defaults. */
public final class MicroBenchmarks {
    private MicroBenchmarks() {}

    public static int run(String... args) throws Exception {
        Main.main(args);
        return 0;
    }
}
