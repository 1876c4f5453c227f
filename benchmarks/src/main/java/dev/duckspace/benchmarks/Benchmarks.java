package dev.duckspace.benchmarks;

import dev.duckspace.benchmarks.extract.ExtractBenchmark;
import dev.duckspace.benchmarks.extract.ExtractOptions;
import dev.duckspace.benchmarks.micro.MicroBenchmarks;
import java.util.Arrays;

/** What {@code ./duckspace benchmarks} runs. */
public final class Benchmarks {
    private static final String USAGE =
            """
            Usage: ./duckspace benchmarks [extract] [options]
                   ./duckspace benchmarks micro [JMH options]

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
        String command = args.length == 0 || args[0].startsWith("--") ? "extract" : args[0];
        String[] options =
                args.length > 0 && args[0].equals(command)
                        ? Arrays.copyOfRange(args, 1, args.length)
                        : args;
        System.exit(run(command, options));
    }

    private static int run(String command, String[] options) throws Exception {
        if (command.equals("micro")) {
            return MicroBenchmarks.run(options);
        }
        if (!command.equals("extract") || Arrays.asList(options).contains("--help")) {
            System.out.print(USAGE);
            return command.equals("extract") || command.equals("help") ? 0 : 2;
        }
        try {
            return ExtractBenchmark.run(ExtractOptions.parse(options));
        } catch (IllegalArgumentException e) {
            System.err.println("duckspace: " + e.getMessage());
            return 2;
        }
    }
}
