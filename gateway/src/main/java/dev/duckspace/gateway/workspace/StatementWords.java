package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.CatalogFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the words of a statement tell before the engine reads it: nothing is missed, but a word may
 * also be something else.
 */
final class StatementWords {
    /** Words of statements that store rows. */
    private static final Set<String> STORING = Set.of("insert", "update", "merge", "copy", "alter");

    private StatementWords() {}

    static List<String> of(List<GuardToken> tokens) {
        return tokens.stream().filter(GuardToken::isIdentifier).map(GuardToken::text).toList();
    }

    static boolean makesType(List<GuardToken> tokens) {
        return tokens.size() > 4
                && tokens.get(0).text().equalsIgnoreCase("create")
                && tokens.get(1).text().equalsIgnoreCase("type");
    }

    /** Whether values must fit the columns that they are cast to. */
    static boolean storesWhatItMakes(List<GuardToken> tokens) {
        return tokens.stream()
                .filter(GuardToken::isIdentifier)
                .map(token -> token.text().toLowerCase(Locale.ROOT))
                .anyMatch(STORING::contains);
    }

    static boolean namesCatalog(List<GuardToken> tokens) {
        return tokens.stream()
                .anyMatch(token -> token.isIdentifier() && CatalogFile.has(token.text()));
    }

    /** Project tables whose names stand in the statement, qualified or along the search path. */
    static List<TableFile> projectTables(
            List<GuardToken> tokens, ProjectFiles.Listing listing, List<String> searchPath) {
        Set<TableFile> found = new LinkedHashSet<>();
        List<String> buckets = searchPath.stream().filter(listing::hasSchema).toList();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).isIdentifier()) {
                continue;
            }
            String word = tokens.get(i).text();
            if (i + 2 < tokens.size()
                    && tokens.get(i + 1).isSign('.')
                    && tokens.get(i + 2).isIdentifier()) {
                listing.table(word, tokens.get(i + 2).text()).ifPresent(found::add);
            }
            buckets.forEach(bucket -> listing.table(bucket, word).ifPresent(found::add));
        }
        return List.copyOf(found);
    }
}
