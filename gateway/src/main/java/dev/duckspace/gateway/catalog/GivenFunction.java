package dev.duckspace.gateway.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function that CREATE FUNCTION made: a macro, whose comment holds what PostgreSQL knows of it.
 * The rule that writes it is the gateway's sql.CreateFunctionRule.
 *
 * @param types of the parameters, as written
 * @param defaults empty texts where there are none
 * @param columns of RETURNS TABLE, name and type; empty for others
 * @param expression whether the source is that of a RETURN
 * @param comment the user's own
 */
record GivenFunction(
        List<String> names,
        List<String> types,
        List<String> defaults,
        String result,
        boolean set,
        List<String> columns,
        String volatility,
        boolean strict,
        String parallel,
        boolean expression,
        String source,
        @Nullable String comment) {
    private static final long TEXT = 25;
    private static final long RECORD = 2249;
    private static final String PART = "\u001F";
    private static final String ITEM = "\u001E";
    private static final String MARK = "pg_function" + PART;

    static Optional<GivenFunction> of(@Nullable String comment) {
        if (comment == null || !comment.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] parts = comment.split(PART, 13);
        return parts.length < 13
                ? Optional.empty()
                : Optional.of(
                        new GivenFunction(
                                items(parts[1], parts[2]),
                                items(parts[2], parts[2]),
                                items(parts[3], parts[2]),
                                parts[4],
                                parts[5].equals("true"),
                                items(parts[6], parts[6]),
                                parts[7],
                                parts[8].equals("true"),
                                parts[9],
                                parts[10].equals("e"),
                                parts[11],
                                parts[12].isEmpty() ? null : parts[12]));
    }

    private static List<String> items(String joined, String present) {
        return present.isEmpty() ? List.of() : Arrays.asList(joined.split(ITEM, -1));
    }

    /** The OID of a type by PostgreSQL's name for it. */
    static long oid(String written, CatalogSnapshot snapshot) {
        String text = written.strip().replaceAll("\\s+", " ");
        boolean array = text.endsWith("]");
        String bare = text.replaceAll("\\[.*$", "").replaceAll("\\s*\\([\\d, ]*\\)", "").strip();
        String lower = bare.toLowerCase(Locale.ROOT);
        String name = CatalogView.TYPE_SYNONYMS.getOrDefault(lower, lower);
        if (name.equals("record")) {
            return RECORD;
        }
        long oid = BuiltInTypes.oidOf(name);
        if (oid == TEXT && !name.equals("text")) {
            return snapshot.userTypes().stream()
                    .filter(type -> type.name().equals(lower))
                    .mapToLong(snapshot::typeOid)
                    .findFirst()
                    .orElse(0);
        }
        return array ? BuiltInTypes.ofOid(oid).array() : oid;
    }
}
