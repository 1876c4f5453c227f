package dev.duckspace.gateway.workspace;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column of a CSV file with the type that its values are to have.
 *
 * @param type as the engine or PostgreSQL spells it: {@code DECIMAL(12,2)}, {@code double
 *     precision}
 */
public record CsvColumn(String name, String type) {
    private static final int TYPE_LENGTH_MAX = 100;

    /** Words, one pair of brackets with numbers, dimensions: nothing that could end an SQL type. */
    private static final Pattern TYPE =
            Pattern.compile(
                    "[a-zA-Z_]\\w*( \\w+)*( ?\\( ?\\d{1,5}( ?, ?\\d{1,5})? ?\\))?( \\w+)*(\\[\\d{0,5}])*");

    private static final Pattern NUMERIC_WITHOUT_SCALE =
            Pattern.compile("(numeric|decimal|dec)(\\[\\d{0,5}])*");

    public CsvColumn {
        type = type.strip();
        if (type.length() > TYPE_LENGTH_MAX || !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "column \"" + name + "\" has no type such as BIGINT or DECIMAL(12,2)");
        }
        if (NUMERIC_WITHOUT_SCALE.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException(
                    "column \"%s\": %s needs precision and scale here, as DECIMAL(18,3), or values would be rounded"
                            .formatted(name, type));
        }
        // The engine has one type for both.
        type = type.replaceFirst("(?i)^jsonb\\b", "JSON");
    }
}
