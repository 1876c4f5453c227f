package dev.duckspace.gateway.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * PostgreSQL's functions of one value, which may stand among the tables: {@code FROM upper(x) u}.
 */
final class ValueFunctions {
    private static final Set<String> NAMES = names();

    private ValueFunctions() {}

    private static Set<String> names() {
        String resource = "value-functions.txt";
        try (InputStream stream = ValueFunctions.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read", e);
        }
    }

    static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** The call at {@code first}, among the tables, becomes a query of one row. */
    static void read(Rewrite rewrite, int first) {
        int open = rewrite.pastName(first);
        int name = open - 1;
        boolean builtIn = name == first || CatalogQualifierRule.qualifies(rewrite, first);
        if (!builtIn
                || !NAMES.contains(rewrite.tokens().text(name).toLowerCase(Locale.ROOT))
                || ResultTypes.of(rewrite.tokens(), name) != null
                || SetFunctions.at(rewrite.tokens(), name) != null
                || SetPlace.of(rewrite, first) != SetPlace.TABLE) {
            return;
        }
        int past = rewrite.pastGroup(open);
        SetCallRule.SetAlias alias = SetCallRule.SetAlias.read(rewrite, past);
        String function = rewrite.tokens().text(name).toLowerCase(Locale.ROOT);
        String label = alias.name() == null ? function : alias.name();
        rewrite.insertBefore(first, "(SELECT ");
        rewrite.insertAfter(
                past - 1,
                " AS "
                        + label
                        + (alias.ordinality() ? ", 1::BIGINT AS ordinality)" : ")")
                        + (alias.name() == null ? " AS " + function : ""));
        if (alias.ordinality()) {
            rewrite.remove(past, past + 2);
        }
    }
}
