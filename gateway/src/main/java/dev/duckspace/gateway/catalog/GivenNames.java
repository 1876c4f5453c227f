package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogObjects.TableKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that users have given to constraints: a table's definition carries them in checks that
 * are always true. The rules that write them are the gateway's sql.ConstraintNames.
 */
final class GivenNames {
    private static final String TEXT = "'((?:[^']|'')*)'";

    private static final Pattern BESIDE =
            Pattern.compile(
                    "\\(\"row\"\\('pg_constraint', " + TEXT + ", " + TEXT + "\\) IS NOT NULL\\)");

    private static final Pattern WITHIN =
            Pattern.compile(
                    "\\(\\(\"row\"\\('pg_constraint', " + TEXT + "\\) IS NOT NULL\\) AND (.*)\\)",
                    Pattern.DOTALL);

    private GivenNames() {}

    /** The constraints with their names, without what carries those. */
    static List<TableKey> resolve(List<TableKey> keys) {
        Map<String, String> names = new HashMap<>();
        for (TableKey key : keys) {
            Matcher beside = BESIDE.matcher(String.valueOf(key.expression()));
            if (beside.matches()) {
                names.put(place(key) + plain(beside.group(2)), plain(beside.group(1)));
            }
        }
        return keys.stream()
                .filter(key -> !BESIDE.matcher(String.valueOf(key.expression())).matches())
                .map(key -> named(key, names))
                .toList();
    }

    private static TableKey named(TableKey key, Map<String, String> names) {
        Matcher within = WITHIN.matcher(String.valueOf(key.expression()));
        if (within.matches()) {
            return key.named(plain(within.group(1)), within.group(2));
        }
        String name = names.get(place(key) + key.kind() + ':' + String.join(",", key.columns()));
        return name == null ? key : key.named(name, key.expression());
    }

    private static String place(TableKey key) {
        return key.temporary() + "." + key.schema() + '.' + key.table() + '.';
    }

    private static String plain(String quoted) {
        return quoted.replace("''", "'");
    }
}
