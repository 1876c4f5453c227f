package dev.duckspace.admin.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
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
     * Runs with a sample project; a port that is taken is passed over for the next free one.
     *
     * @param load a folder whose CSV and Parquet files become tables as well
     */
    record Demo(DuckspaceConfig config, @Nullable Path load) implements CommandLine {}

    record Help() implements CommandLine {}

    record Version() implements CommandLine {}

    String HELP =
            """
            Usage: duckspace serve [options]
                   duckspace demo [options]

            serve   serves the projects and workspaces of a data directory
            demo    the same with a sample project and a workspace, ready to connect to

            Options:
              --data DIR         what the process keeps (default ./data)
              --host HOST        address to listen on (default 127.0.0.1)
              --port PORT        for PostgreSQL clients (default 5432)
              --admin-port PORT  for the admin API (default 8080)
              --config FILE      settings in YAML; DUCKSPACE_* variables win over it, options over both
              --load DIR         demo: publish the CSV and Parquet files of DIR as tables of in.c-files
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

    List<String> FLAGS =
            List.of(
                    "--data",
                    "--host",
                    "--port",
                    "--admin-port",
                    "--config",
                    "--load",
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
            case "demo" -> demo(flags(rest), environment);
            case "help" -> new Help();
            default ->
                    throw new ConfigException(
                            "unknown command \""
                                    + command
                                    + "\""
                                    + NearestName.hint(command, List.of("serve", "demo", "help"))
                                    + " See duckspace --help.");
        };
    }

    private static CommandLine serve(Map<String, String> flags, Map<String, String> environment) {
        if (flags.containsKey("--load")) {
            throw new ConfigException("--load belongs to demo");
        }
        return new Serve(DuckspaceConfig.of(settings(flags, environment)));
    }

    private static CommandLine demo(Map<String, String> flags, Map<String, String> environment) {
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
