package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One wording of the engine, and what PostgreSQL says then. In the texts {@code {1}} stands for the
 * pattern's first group, {@code {1:type}} for the PostgreSQL name of the engine type in it.
 */
record ErrorRule(
        Pattern pattern,
        SqlState sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable String table,
        @Nullable String column) {
    private static final Pattern HOLE = Pattern.compile("\\{(\\d)(:type)?}");

    static ErrorRule rule(String regex, SqlState sqlState, String message) {
        return new ErrorRule(
                Pattern.compile(regex, Pattern.DOTALL), sqlState, message, null, null, null, null);
    }

    ErrorRule detail(String newDetail) {
        return new ErrorRule(pattern, sqlState, message, newDetail, hint, table, column);
    }

    ErrorRule hint(String newHint) {
        return new ErrorRule(pattern, sqlState, message, detail, newHint, table, column);
    }

    ErrorRule object(@Nullable String newTable, @Nullable String newColumn) {
        return new ErrorRule(pattern, sqlState, message, detail, hint, newTable, newColumn);
    }

    Optional<ErrorInfo> apply(String engineMessage) {
        Matcher matcher = pattern.matcher(engineMessage);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                ErrorInfo.error(sqlState, fill(message, matcher))
                        .withDetail(detail == null ? null : fill(detail, matcher))
                        .withHint(hint == null ? null : fill(hint, matcher))
                        .withObject(
                                null,
                                table == null ? null : fill(table, matcher),
                                column == null ? null : fill(column, matcher),
                                null));
    }

    private static String fill(String template, Matcher groups) {
        return HOLE.matcher(template)
                .replaceAll(
                        hole -> {
                            String value = groups.group(Integer.parseInt(hole.group(1)));
                            String text = value == null ? "" : value;
                            return Matcher.quoteReplacement(
                                    hole.group(2) == null ? text : TypeNames.ofEngine(text));
                        });
    }
}
