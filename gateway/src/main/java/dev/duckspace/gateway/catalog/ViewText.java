package dev.duckspace.gateway.catalog;

import java.util.regex.Pattern;

/** The query of a view, from the engine's CREATE VIEW statement. */
final class ViewText {
    private static final Pattern CREATE =
            Pattern.compile(
                    "^CREATE (?:TEMP )?VIEW (?:\"(?:[^\"]|\"\")*\"|[^\" ])+(?:\\s?\\((?:\"(?:[^\"]|\"\")*\"|[^\")])*\\))? AS ");

    private ViewText() {}

    /** With a blank before it and a semicolon behind, as PostgreSQL has it. */
    static String of(String definition) {
        return ' '
                + CREATE.matcher(definition)
                        .replaceFirst("")
                        .replace(HiddenNames.CATALOG_FILE + ".pg.", "pg_catalog.")
                        .replace(HiddenNames.CATALOG_FILE + ".info.", "information_schema.");
    }
}
