package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.types.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a macro whose comment holds what PostgreSQL knows of it. The rule that writes it is the
 * gateway's sql.Domain.
 *
 * @param base its type, as written
 * @param otherwise its default, as written; null for none
 * @param remark the user's comment
 */
record GivenDomain(
        String base,
        boolean notNull,
        @Nullable String otherwise,
        List<Check> checks,
        @Nullable String remark) {
    /** What the names of the macros begin with. */
    static final String MACRO = "pg$domain$";

    private static final String PART = "\u001F";
    private static final String ITEM = "\u001E";
    private static final String MARK = "pg_domain";
    private static final Pattern NUMBERS =
            Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");
    private static final Pattern VALUE = Pattern.compile("(?i)(?<![\\w.\"'$])value(?![\\w.\"'$(])");
    private static final int HEADER = 4;

    /**
     * @param expression with VALUE in it, as written
     */
    record Check(String name, String expression) {
        /** As pg_get_constraintdef gives it. */
        String definition() {
            return "CHECK ((" + VALUE.matcher(expression.strip()).replaceAll("VALUE") + "))";
        }
    }

    GivenDomain {
        checks = List.copyOf(checks);
    }

    static Optional<GivenDomain> of(@Nullable String comment) {
        String[] parts = comment == null ? new String[0] : comment.split(PART, -1);
        if (parts.length < 6 || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        List<Check> checks = new ArrayList<>();
        String[] items = parts[4].isEmpty() ? new String[0] : parts[4].split(ITEM, -1);
        for (int i = 0; i + 1 < items.length; i += 2) {
            checks.add(new Check(items[i], items[i + 1]));
        }
        return Optional.of(
                new GivenDomain(
                        parts[1],
                        parts[2].equals("t"),
                        parts[3].isEmpty() ? null : parts[3],
                        checks,
                        parts[5].isEmpty() ? null : parts[5]));
    }

    /** The OID of its type; that of text for one of the user's own. */
    long baseOid() {
        return PgType.ofName(base).orElse(PgType.TEXT).oid();
    }

    /** As pg_type.typtypmod. */
    int modifier() {
        Matcher numbers = NUMBERS.matcher(base);
        if (!numbers.find()) {
            return -1;
        }
        int first = Integer.parseInt(numbers.group(1));
        String second = numbers.group(2);
        return switch (PgType.ofName(base).map(PgType::name).orElse("")) {
            case "varchar", "bpchar" -> first + HEADER;
            case "numeric" ->
                    (first << 16 | (second == null ? 0 : Integer.parseInt(second))) + HEADER;
            default -> first;
        };
    }
}
