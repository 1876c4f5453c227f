package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.ConstraintKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that users give to constraints, which the engine forgets: a check carries its own as a
 * condition that is always true, a key or foreign key has such a check beside it. They live in the
 * table's own definition, so that they go wherever it goes; the catalog does not show them.
 */
public final class ConstraintNames {
    private static final String MARK = "pg_constraint";
    private static final String TEXT = "'((?:[^']|'')*)'";

    /**
     * As the engine states it: {@code CHECK(("row"('pg_constraint', 'name', 'u:a') IS NOT NULL))}.
     */
    private static final Pattern BESIDE =
            Pattern.compile(
                    "CHECK\\(\\(\"row\"\\('%s', %s, %s\\) IS NOT NULL\\)\\)"
                            .formatted(MARK, TEXT, TEXT));

    private static final Pattern WITHIN =
            Pattern.compile(
                    "CHECK\\(\\(\\(\"row\"\\('%s', %s\\) IS NOT NULL\\) AND (.*)\\)\\)"
                            .formatted(MARK, TEXT),
                    Pattern.DOTALL);

    private ConstraintNames() {}

    /**
     * A name that stands beside its constraint.
     *
     * @param key kind and columns, as {@link #key} makes it
     */
    public record Beside(String name, String key) {}

    /**
     * A check with its own name in it.
     *
     * @param text without the name
     */
    public record Within(String name, String text) {}

    public static Optional<Beside> beside(String engineText) {
        Matcher matcher = BESIDE.matcher(engineText);
        return matcher.matches()
                ? Optional.of(new Beside(plain(matcher.group(1)), plain(matcher.group(2))))
                : Optional.empty();
    }

    public static Optional<Within> within(String engineText) {
        Matcher matcher = WITHIN.matcher(engineText);
        return matcher.matches()
                ? Optional.of(
                        new Within(plain(matcher.group(1)), "CHECK(" + matcher.group(2) + ')'))
                : Optional.empty();
    }

    private static String plain(String quoted) {
        return quoted.replace("''", "'");
    }

    /** What a key or foreign key is known by: {@code u:a,b}. */
    public static String key(ConstraintKind kind, List<String> columns) {
        String letter =
                switch (kind) {
                    case PRIMARY_KEY -> "p";
                    case UNIQUE -> "u";
                    case CHECK -> "c";
                    case FOREIGN_KEY -> "f";
                };
        return letter + ':' + String.join(",", columns);
    }

    /** The name that PostgreSQL makes for a constraint without one. */
    public static String generated(String table, ConstraintKind kind, List<String> columns) {
        String joined = String.join("_", columns);
        return switch (kind) {
            case PRIMARY_KEY -> table + "_pkey";
            case UNIQUE -> table + '_' + joined + "_key";
            case FOREIGN_KEY -> table + '_' + joined + "_fkey";
            case CHECK -> table + (columns.size() == 1 ? '_' + joined : "") + "_check";
        };
    }

    /** The check that carries the name of a key or foreign key. */
    static String carrier(String name, ConstraintKind kind, List<String> columns) {
        return "CHECK (('%s', %s, %s) IS NOT NULL)"
                .formatted(MARK, Literals.quote(name), Literals.quote(key(kind, columns)));
    }

    /** What stands behind the opening bracket of a check with a name; its closing one doubles. */
    static String opening(String name) {
        return "(('%s', %s) IS NOT NULL) AND (".formatted(MARK, Literals.quote(name));
    }

    /** The constraint with its name, for CREATE TABLE. */
    static List<String> elements(Constraint constraint) {
        if (!constraint.named()) {
            return List.of(constraint.text());
        }
        if (constraint.kind() == ConstraintKind.CHECK) {
            String expression = constraint.text().substring("CHECK".length());
            return List.of("CHECK (" + opening(constraint.name()) + expression + "))");
        }
        return List.of(
                constraint.text(),
                carrier(constraint.name(), constraint.kind(), constraint.columns()));
    }
}
