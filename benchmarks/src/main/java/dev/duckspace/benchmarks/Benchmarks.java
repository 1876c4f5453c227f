package dev.duckspace.benchmarks;

import dev.duckspace.benchmarks.extract.ExtractComparison;
import dev.duckspace.benchmarks.extract.ExtractOptions;
import dev.duckspace.benchmarks.micro.MicroBenchmarks;
import java.util.Arrays;

/** What {@code ./duckspace benchmarks} runs. */
public final class Benchmarks {
    private static final String USAGE =
            """
            Usage: ./duckspace benchmarks [options]
                   ./duckspace benchmarks render [--output DIRECTORY]
                   ./duckspace benchmarks extract [options]
                   ./duckspace benchmarks micro [JMH options]

            Without a word before the options, measures everything beside PostgreSQL 15 and beside
            DuckDB in process, and writes docs/performance.md with its plots and figures. Needs what
            .ci/clients installs.
            """
                    + RunOptions.USAGE
                    + """

            render    writes the page again from the figures of the last run

            extract   reads a table of 10 columns through the gateway and from a PostgreSQL 15 that
                      it starts, over TLS, with the same reader, in turns; prints rates and ratios
            """
                    + ExtractOptions.USAGE
                    + """

            micro     JMH: decoding messages, reading SQL texts, encoding rows. Takes JMH's options:
                      -l lists, a regular expression selects, -p columns=price encodes one column
            """;

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        boolean isNamed = args.length > 0 && !args[0].startsWith("--");
        String command = isNamed ? args[0] : "all";
        System.exit(run(command, isNamed ? Arrays.copyOfRange(args, 1, args.length) : args));
    }

    private static int run(String command, String[] options) throws Exception {
        if (command.equals("help")
                || (!command.equals("micro") && Arrays.asList(options).contains("--help"))) {
            System.out.print(USAGE);
            return 0;
        }
        try {
            return switch (command) {
                case "all" -> Suite.of(RunOptions.parse(options)).run(Suite.machine());
                case "render" -> Suite.of(RunOptions.parse(options)).render();
                case "extract" -> ExtractComparison.run(ExtractOptions.parse(options));
                case "micro" -> MicroBenchmarks.run(options);
                default -> throw new IllegalArgumentException("no command " + command);
            };
        } catch (IllegalArgumentException e) {
            System.err.println("duckspace: " + e.getMessage());
            return 2;
        }
    }
}
