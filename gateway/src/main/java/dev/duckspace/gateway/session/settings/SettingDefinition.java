package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL knows about one parameter.
 *
 * <p>A value is held as text in the parameter's own unit, without it: {@code 5000} for a
 * statement_timeout of {@code 5s}; booleans are {@code on} or {@code off}.
 *
 * @param name in its canonical spelling; lookups ignore case
 * @param minimum of a number, as PostgreSQL prints it; empty for others
 * @param enumValues those that PostgreSQL names in hints
 * @param enumAliases further spellings that it takes, in lower case
 * @param bootValue before any configuration
 */
public record SettingDefinition(
        String name,
        SettingType type,
        @Nullable SettingUnit unit,
        SettingContext context,
        String minimum,
        String maximum,
        List<String> enumValues,
        Map<String, String> enumAliases,
        String bootValue,
        Set<SettingFlag> flags,
        String category) {

    static final String CUSTOM_CATEGORY = "Customized Options";
    static final int CUSTOM_NAME_LENGTH_MAX = 255;
    private static final Pattern CUSTOM_NAME =
            Pattern.compile(
                    "[A-Za-z_\\x{80}-\\x{10FFFF}][\\w$\\x{80}-\\x{10FFFF}]*"
                            + "(?:\\.[A-Za-z_\\x{80}-\\x{10FFFF}][\\w$\\x{80}-\\x{10FFFF}]*)+");
    private static final int OCTAL_DIGITS = 4;

    public SettingDefinition {
        enumValues = List.copyOf(enumValues);
        enumAliases = Map.copyOf(enumAliases);
        flags = Set.copyOf(flags);
    }

    /** A name with a dot that nobody knows yet. Errors: 42704, 42602, 42622. */
    static SettingDefinition namedBySession(String name) {
        if (name.indexOf('.') < 0) {
            throw SettingErrors.unrecognized(name);
        }
        if (name.length() > CUSTOM_NAME_LENGTH_MAX) {
            throw new PgException(SqlState.NAME_TOO_LONG, "parameter name is too long");
        }
        if (!CUSTOM_NAME.matcher(name).matches()) {
            throw SettingErrors.invalidCustomName(name);
        }
        return custom(name);
    }

    static SettingDefinition custom(String name) {
        return new SettingDefinition(
                name,
                SettingType.STRING,
                null,
                SettingContext.USER,
                "",
                "",
                List.of(),
                Map.of(),
                "",
                Set.of(SettingFlag.CUSTOM, SettingFlag.NO_SHOW_ALL),
                CUSTOM_CATEGORY);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    String key() {
        return key(name);
    }

    boolean is(SettingFlag flag) {
        return flags.contains(flag);
    }

    /** The value to hold for a client's text. Errors: 22023. */
    String parse(String text) {
        return switch (type) {
            case BOOL -> parseBoolean(text);
            case INTEGER -> parseInteger(text);
            case REAL -> parseReal(text);
            case STRING -> text;
            case ENUM -> parseEnum(text);
        };
    }

    /** As SHOW prints it: with its unit. */
    String display(String value) {
        if (is(SettingFlag.NO_UNIT)) {
            return plain(value);
        }
        if (type == SettingType.INTEGER && unit != null && Long.parseLong(value) > 0) {
            return unit.display(Long.parseLong(value));
        }
        if (type == SettingType.REAL && unit != null && Double.parseDouble(value) > 0) {
            return unit.display(Double.parseDouble(value));
        }
        return plain(value);
    }

    /** As pg_settings.setting holds it: without its unit. */
    public String plain(String value) {
        if (is(SettingFlag.OCTAL)) {
            String digits = Integer.toOctalString(Integer.parseInt(value));
            return "0".repeat(Math.max(0, OCTAL_DIGITS - digits.length())) + digits;
        }
        if (type == SettingType.REAL) {
            return SettingNumbers.shortReal(Double.parseDouble(value));
        }
        return value;
    }

    private String parseBoolean(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            throw SettingErrors.notBoolean(this);
        }
        boolean atLeastTwo = value.length() > 1;
        if ("true".startsWith(value) || "yes".startsWith(value) || value.equals("1")) {
            return "on";
        }
        if ("false".startsWith(value) || "no".startsWith(value) || value.equals("0")) {
            return "off";
        }
        if (value.equals("on")) {
            return "on";
        }
        if (atLeastTwo && "off".startsWith(value)) {
            return "off";
        }
        throw SettingErrors.notBoolean(this);
    }

    private String parseInteger(String text) {
        double value = Math.rint(SettingNumbers.parse(this, text));
        if (value > Integer.MAX_VALUE || value < Integer.MIN_VALUE) {
            throw SettingErrors.invalidWithHint(this, text, "Value exceeds integer range.");
        }
        long whole = (long) value;
        if (whole < Long.parseLong(minimum) || whole > Long.parseLong(maximum)) {
            throw SettingErrors.outOfRange(this, Long.toString(whole));
        }
        return Long.toString(whole);
    }

    private String parseReal(String text) {
        double value = SettingNumbers.parse(this, text);
        if (value < Double.parseDouble(minimum) || value > realMaximum()) {
            throw SettingErrors.outOfRange(this, SettingNumbers.shortReal(value));
        }
        return Double.toString(value);
    }

    /** The facts hold six digits, which are a little less than the largest double. */
    private double realMaximum() {
        return maximum.startsWith("1.79769e+308") ? Double.MAX_VALUE : Double.parseDouble(maximum);
    }

    private String parseEnum(String text) {
        for (String allowed : enumValues) {
            if (allowed.equalsIgnoreCase(text)) {
                return enumAliases.getOrDefault(allowed, allowed);
            }
        }
        String alias = enumAliases.get(text.toLowerCase(Locale.ROOT));
        if (alias == null) {
            throw SettingErrors.invalidWithHint(
                    this, text, "Available values: " + String.join(", ", enumValues) + ".");
        }
        return alias;
    }
}
