package dev.duckspace.gateway.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the engine tells of a constraint that does not hold. It does not tell its name. */
sealed interface ConstraintViolation {
    Pattern DUPLICATE = Pattern.compile("[Dd]uplicate key \"(.*)\"(?: violates|\\.|$)");
    Pattern KEY =
            Pattern.compile("^Violates foreign key constraint because key \"(.*)\" (does|is)");
    Pattern NULL = Pattern.compile("^NOT NULL constraint failed: (.+)\\.([^.\\n]+)$");
    Pattern CHECK =
            Pattern.compile(
                    "^CHECK constraint failed on table \"?(.+?)\"? with expression (.+)$",
                    Pattern.DOTALL);

    /** A key with its columns, as not all are told. */
    Pattern NAMED = Pattern.compile("^[^,]+: ");

    /**
     * @param key each column or expression with its value: {@code a: 1, b: x}; only the values of
     *     rows of the same transaction
     */
    record DuplicateKey(String key) implements ConstraintViolation {}

    /**
     * @param key the columns of the table referred to, with values
     */
    record MissingKey(String key) implements ConstraintViolation {}

    /**
     * @param key the columns of the table that refers, with values
     */
    record KeyInUse(String key) implements ConstraintViolation {}

    record MissingValue(String table, String column) implements ConstraintViolation {}

    /**
     * @param text of the constraint, as the engine prints it
     */
    record FailedCheck(String table, String text) implements ConstraintViolation {}

    static Optional<ConstraintViolation> of(String engineMessage) {
        Matcher found = DUPLICATE.matcher(engineMessage);
        if (found.find()) {
            return Optional.of(new DuplicateKey(found.group(1)));
        }
        found = KEY.matcher(engineMessage);
        if (found.find()) {
            String key = found.group(1);
            return Optional.of(
                    found.group(2).equals("does") ? new MissingKey(key) : new KeyInUse(key));
        }
        found = NULL.matcher(engineMessage);
        if (found.find()) {
            return Optional.of(new MissingValue(found.group(1), found.group(2)));
        }
        found = CHECK.matcher(engineMessage);
        return found.find()
                ? Optional.of(new FailedCheck(found.group(1), found.group(2)))
                : Optional.empty();
    }

    /**
     * The values of a key, if it is one of these columns; empty if it is not.
     *
     * @param columns names, or expressions
     */
    static List<String> values(String key, List<String> columns) {
        List<String> named = matched(key, columns, column -> Pattern.quote(column) + ": (.*)");
        return named.isEmpty() && !NAMED.matcher(key).find()
                ? matched(key, columns, column -> "(.*)")
                : named;
    }

    private static List<String> matched(
            String key, List<String> columns, UnaryOperator<String> part) {
        Pattern pattern =
                Pattern.compile(
                        columns.stream().map(part).collect(Collectors.joining(", ")),
                        Pattern.DOTALL);
        Matcher found = pattern.matcher(key);
        return found.matches()
                ? IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toList()
                : List.of();
    }
}
