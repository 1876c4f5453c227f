package dev.duckspace.admin.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings as texts with where they came from. Later sources win: file, then environment, then
 * flags.
 */
public final class Settings {
    /** Read by the launcher, or by the process before there are settings. */
    private static final List<String> OTHER_VARIABLES =
            List.of("DUCKSPACE_CONFIG", "DUCKSPACE_JAVA_HOME", "DUCKSPACE_JAVA_OPTIONS");

    /** Kubernetes and Docker announce a service named "duckspace" by variables of this shape. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("DUCKSPACE_(SERVICE_.*|PORT_[0-9]+_.*|.*_SERVICE_(HOST|PORT.*))");

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private record Value(String text, String source) {}

    /** Adds the configuration file's entries. */
    Settings withFile(Path file) {
        ConfigFile.read(file)
                .forEach(
                        (key, text) -> {
                            Setting setting =
                                    Setting.ofKey(key).orElseThrow(() -> unknownKey(key, file));
                            values.put(setting, new Value(text, file + ": " + key));
                        });
        return this;
    }

    /** Adds every {@code DUCKSPACE_*} variable; refuses one that is no setting. */
    Settings withEnvironment(Map<String, String> environment) {
        environment.forEach(
                (name, text) -> {
                    if (!name.startsWith("DUCKSPACE_")
                            || OTHER_VARIABLES.contains(name)
                            || isServiceLink(name, text)) {
                        return;
                    }
                    Setting setting =
                            Setting.ofEnvironmentVariable(name)
                                    .orElseThrow(() -> unknownVariable(name));
                    values.put(setting, new Value(text, name));
                });
        return this;
    }

    Settings withFlag(Setting setting, String flag, String text) {
        values.put(setting, new Value(text, flag));
        return this;
    }

    boolean isSet(Setting setting) {
        return values.containsKey(setting);
    }

    /** Its text, trimmed, or its default; empty when it has neither. */
    Optional<String> text(Setting setting) {
        Value value = values.get(setting);
        String text = value == null ? setting.defaultText() : value.text();
        return Optional.ofNullable(text).map(String::trim).filter(t -> !t.isEmpty());
    }

    String required(Setting setting) {
        return text(setting).orElseThrow(() -> wrong(setting, "must not be empty"));
    }

    Path path(Setting setting) {
        return Path.of(required(setting)).toAbsolutePath().normalize();
    }

    int number(Setting setting, int min, int max) {
        String text = required(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw wrong(
                setting, "is a whole number from " + min + " to " + max + ", not \"" + text + "\"");
    }

    /** As {@link #number(Setting, int, int)}, with a default that follows from other settings. */
    int number(Setting setting, int min, int max, int byDefault) {
        return isSet(setting) ? number(setting, min, max) : byDefault;
    }

    boolean yesOrNo(Setting setting) {
        String text = required(setting).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong(setting, "is true or false, not \"" + text + "\"");
        };
    }

    /** A constant's name in any case. */
    <E extends Enum<E>> E oneOf(Setting setting, Class<E> type) {
        String text = required(setting);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        String known =
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        throw wrong(setting, "is one of " + known + ", not \"" + text + "\"");
    }

    ConfigException wrong(Setting setting, String reason) {
        Value value = values.get(setting);
        String source = value == null ? setting.key() : value.source();
        return new ConfigException(source + " " + reason);
    }

    private static boolean isServiceLink(String name, String text) {
        return SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT") && text.startsWith("tcp://"));
    }

    private static ConfigException unknownKey(String key, Path file) {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
        return new ConfigException(
                file + ": unknown setting \"" + key + "\"" + NearestName.hint(key, known));
    }

    private static ConfigException unknownVariable(String name) {
        List<String> known =
                Arrays.stream(Setting.values()).map(Setting::environmentVariable).toList();
        return new ConfigException(
                "the environment variable "
                        + name
                        + " is no setting"
                        + NearestName.hint(name, known));
    }
}
