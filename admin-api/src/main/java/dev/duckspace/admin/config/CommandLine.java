package dev.duckspace.admin.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was typed after {@code duckspace}, parsed and joined with file and environment. */
public sealed interface CommandLine {

    /** Runs for real. */
    record Serve(DuckspaceConfig config) implements CommandLine {}

    /**
     * Runs serve in a process of its own, and starts it again when it dies or no longer answers.
     *
     * @param arguments those of serve
     */
    record Supervise(DuckspaceConfig config, List<String> arguments) implements CommandLine {}

    /**
     * Runs with a sample project; a port that is taken is passed over for the next free one.
     *
     * @param load a folder whose CSV and Parquet files become tables as well
     */
    record Demo(DuckspaceConfig config, @Nullable Path load) implements CommandLine {}

    /** Compares metadata and files, and repairs unless it is a dry run. */
    record Check(DuckspaceConfig config, boolean dryRun) implements CommandLine {}

    /**
     * Makes workspaces or tables of a database file, which stays as it is.
     *
     * @param branch null: main
     */
    record Adopt(
            DuckspaceConfig config,
            Path file,
            String project,
            @Nullable String branch,
            Adopted what,
            boolean dryRun)
            implements CommandLine {}

    /** What a file is to become. */
    sealed interface Adopted {
        /**
         * @param name null: that of the file
         */
        record AsWorkspace(@Nullable String name) implements Adopted {}

        /**
         * @param table null: the names in the file
         * @param source the only table to take, as {@code main.orders}; null: all
         */
        record AsTables(String bucket, @Nullable String table, @Nullable String source)
                implements Adopted {}
    }

    record Help() implements CommandLine {}

    record Version() implements CommandLine {}

    String HELP =
            """
            Usage: duckspace serve [options]
                   duckspace supervise [options]
                   duckspace demo [options]
                   duckspace check [--dry-run] [options]
                   duckspace adopt workspace FILE --project P [--branch B] [--name N] [--dry-run]
                   duckspace adopt table FILE --project P [--branch B] --bucket in.c-sales
                                   [--table T] [--source main.orders] [--dry-run]

            serve   serves the projects and workspaces of a data directory
            supervise   the same in a process beside, started again when it dies or hangs
            demo    the same with a sample project and a workspace, ready to connect to
            check   compares metadata and files while nothing serves them, and repairs what is safe
            adopt   makes a workspace, or tables, of a .duckdb file, which stays as it is

            Options:
              --data DIR         what the process keeps (default ./data)
              --host HOST        address to listen on (default 127.0.0.1)
              --port PORT        for PostgreSQL clients (default 5432)
              --admin-port PORT  for the admin API (default 8080)
              --config FILE      settings in YAML; DUCKSPACE_* variables win over it, options over both
              --load DIR         demo: publish the CSV and Parquet files of DIR as tables of in.c-files
              --dry-run          check, adopt: tell what would be done, and change nothing
              --help, --version

            All settings: docs/configuration.md
            """;

    /** The flags that stand for settings. */
    Map<String, Setting> SETTING_FLAGS =
            Map.of(
                    "--data", Setting.DATA,
                    "--host", Setting.HOST,
                    "--port", Setting.PORT,
                    "--admin-port", Setting.ADMIN_PORT);

    /** Where the data and the settings are: what every command takes. */
    List<String> COMMON_FLAGS = List.of("--data", "--config");

    List<String> SERVING_FLAGS = List.of("--data", "--config", "--host", "--port", "--admin-port");

    List<String> FLAGS =
            List.of(
                    "--data",
                    "--host",
                    "--port",
                    "--admin-port",
                    "--config",
                    "--load",
                    "--dry-run",
                    "--project",
                    "--branch",
                    "--name",
                    "--bucket",
                    "--table",
                    "--source",
                    "--help",
                    "--version");

    /**
     * Parses the command line; reads the configuration file it names.
     *
     * @throws ConfigException for anything that is not exactly right
     */
    static CommandLine parse(List<String> arguments, Map<String, String> environment) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help();
        }
        if (arguments.contains("--version")) {
            return new Version();
        }
        Deque<String> rest = new ArrayDeque<>(arguments);
        String command = rest.isEmpty() ? "help" : rest.removeFirst();
        return switch (command) {
            case "serve" -> serve(flags(rest), environment);
            case "supervise" -> supervise(List.copyOf(rest), environment);
            case "demo" -> demo(flags(rest), environment);
            case "check" -> check(flags(rest), environment);
            case "adopt" -> adopt(rest, environment);
            case "help" -> new Help();
            default ->
                    throw new ConfigException(
                            "unknown command \""
                                    + command
                                    + "\""
                                    + NearestName.hint(
                                            command,
                                            List.of(
                                                    "serve",
                                                    "supervise",
                                                    "demo",
                                                    "check",
                                                    "adopt",
                                                    "help"))
                                    + " See duckspace --help.");
        };
    }

    private static CommandLine serve(Map<String, String> flags, Map<String, String> environment) {
        requireFlags("serve", flags, SERVING_FLAGS);
        return new Serve(DuckspaceConfig.of(settings(flags, environment)));
    }

    /** What serve would refuse is refused here, before a process is started. */
    private static CommandLine supervise(List<String> rest, Map<String, String> environment) {
        Map<String, String> flags = flags(new ArrayDeque<>(rest));
        requireFlags("supervise", flags, SERVING_FLAGS);
        return new Supervise(DuckspaceConfig.of(settings(flags, environment)), rest);
    }

    private static CommandLine check(Map<String, String> flags, Map<String, String> environment) {
        requireFlags("check", flags, List.of("--dry-run"));
        return new Check(
                DuckspaceConfig.of(settings(flags, environment)), flags.containsKey("--dry-run"));
    }

    private static CommandLine adopt(Deque<String> rest, Map<String, String> environment) {
        String what = rest.isEmpty() ? "" : rest.removeFirst();
        if (!what.equals("workspace") && !what.equals("table")) {
            throw new ConfigException("adopt workspace FILE ... or adopt table FILE ...");
        }
        if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
            throw new ConfigException("adopt " + what + " needs a FILE before its options");
        }
        Path file = Path.of(rest.removeFirst()).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new ConfigException("there is no file " + file);
        }
        Map<String, String> flags = flags(rest);
        return new Adopt(
                DuckspaceConfig.of(settings(flags, environment)),
                file,
                required(flags, "--project"),
                flags.get("--branch"),
                what.equals("workspace") ? asWorkspace(flags) : asTables(flags),
                flags.containsKey("--dry-run"));
    }

    private static Adopted asWorkspace(Map<String, String> flags) {
        requireFlags(
                "adopt workspace", flags, List.of("--project", "--branch", "--name", "--dry-run"));
        return new Adopted.AsWorkspace(flags.get("--name"));
    }

    private static Adopted asTables(Map<String, String> flags) {
        requireFlags(
                "adopt table",
                flags,
                List.of("--project", "--branch", "--bucket", "--table", "--source", "--dry-run"));
        return new Adopted.AsTables(
                required(flags, "--bucket"), flags.get("--table"), flags.get("--source"));
    }

    private static String required(Map<String, String> flags, String flag) {
        String value = flags.get(flag);
        if (value == null) {
            throw new ConfigException(flag + " is needed");
        }
        return value;
    }

    private static void requireFlags(
            String command, Map<String, String> flags, List<String> allowed) {
        for (String flag : flags.keySet()) {
            if (!allowed.contains(flag) && !COMMON_FLAGS.contains(flag)) {
                throw new ConfigException(flag + " does not belong to " + command);
            }
        }
    }

    private static CommandLine demo(Map<String, String> flags, Map<String, String> environment) {
        List<String> allowed = new ArrayList<>(SERVING_FLAGS);
        allowed.add("--load");
        requireFlags("demo", flags, allowed);
        Path load = null;
        String folder = flags.get("--load");
        if (folder != null) {
            load = Path.of(folder).toAbsolutePath().normalize();
            if (!Files.isDirectory(load)) {
                throw new ConfigException("--load names no folder: " + load);
            }
        }
        return new Demo(DuckspaceConfig.of(settings(flags, environment)), load);
    }

    private static Settings settings(Map<String, String> flags, Map<String, String> environment) {
        Settings settings = new Settings();
        String file = flags.getOrDefault("--config", environment.get("DUCKSPACE_CONFIG"));
        if (file != null) {
            settings.withFile(Path.of(file));
        }
        settings.withEnvironment(environment);
        SETTING_FLAGS.forEach(
                (flag, setting) -> {
                    String text = flags.get(flag);
                    if (text != null) {
                        settings.withFlag(setting, flag, text);
                    }
                });
        return settings;
    }

    private static Map<String, String> flags(Deque<String> rest) {
        Map<String, String> flags = new LinkedHashMap<>();
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            if (!FLAGS.contains(flag)) {
                throw new ConfigException(
                        "unknown option \"" + flag + "\"" + NearestName.hint(flag, FLAGS));
            }
            if (flag.equals("--dry-run") && equals < 0) {
                flags.put(flag, "");
                continue;
            }
            if (equals < 0 && rest.isEmpty()) {
                throw new ConfigException(flag + " needs a value");
            }
            String value = equals < 0 ? rest.removeFirst() : argument.substring(equals + 1);
            if (flags.put(flag, value) != null) {
                throw new ConfigException(flag + " is given twice");
            }
        }
        return flags;
    }
}
