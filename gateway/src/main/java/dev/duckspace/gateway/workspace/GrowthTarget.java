package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.engine.EngineConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out whether a statement writes to a temporary table, which takes no room. */
final class GrowthTarget {
    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");
    private static final Set<String> PASSED =
            Set.of("only", "table", "if", "not", "exists", "local", "global", "unlogged");

    private final List<GuardToken> tokens;

    private GrowthTarget(List<GuardToken> tokens) {
        this.tokens = tokens;
    }

    /** What is not understood is no temporary table: it is checked. */
    static boolean isTemporary(List<GuardToken> tokens, EngineConnection connection) {
        return new GrowthTarget(tokens).isTemporary(connection);
    }

    private boolean isTemporary(EngineConnection connection) {
        int at = nameAt();
        if (at < 0 || saidTemporary(at)) {
            return at >= 0;
        }
        List<String> name = name(at);
        if (name.isEmpty()) {
            return false;
        }
        if (name.size() > 1) {
            String schema = name.get(name.size() - 2).toLowerCase(Locale.ROOT);
            return TEMPORARY.contains(schema) || schema.startsWith("pg_temp");
        }
        return !creates()
                && !connection
                        .queryText(
                                "SELECT 1 FROM system.main.duckdb_tables() WHERE temporary"
                                        + " AND lower(table_name) = "
                                        + SqlText.literal(name.getFirst().toLowerCase(Locale.ROOT)))
                        .isEmpty();
    }

    /** A bare name that is created is not that of a temporary table of the same name. */
    private boolean creates() {
        return isWord(0, "create") && !hasWordBefore(tokens.size(), "index");
    }

    /** Between the word that begins the definition and its name. */
    private boolean saidTemporary(int nameAt) {
        for (int i = nameAt - 1; i >= 0 && i >= nameAt - 6; i--) {
            GuardToken token = tokens.get(i);
            if (token.kind() != GuardToken.Kind.WORD) {
                return false;
            }
            if (TEMPORARY.contains(token.text())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWordBefore(int end, String word) {
        for (int i = 0; i < end && i < 4; i++) {
            if (isWord(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** Where the name of what is written to begins; -1 when it is not found. */
    private int nameAt() {
        if (isWord(0, "create") && hasWordBefore(tokens.size(), "index")) {
            return after("on", 0);
        }
        if (isWord(0, "create") || isWord(0, "alter")) {
            return after("table", 0);
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (isWord(i, "into")) {
                return after("into", i);
            }
            if (isWord(i, "update") && (i == 0 || tokens.get(i - 1).isSign(')'))) {
                return after("update", i);
            }
        }
        return -1;
    }

    private int after(String word, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (isWord(i, word)) {
                int at = i + 1;
                while (at < tokens.size() && isPassed(at)) {
                    at++;
                }
                return at;
            }
        }
        return -1;
    }

    private boolean isPassed(int at) {
        GuardToken token = tokens.get(at);
        boolean qualifier = at + 1 < tokens.size() && tokens.get(at + 1).isSign('.');
        return token.kind() == GuardToken.Kind.WORD
                && !qualifier
                && (PASSED.contains(token.text()) || TEMPORARY.contains(token.text()));
    }

    private List<String> name(int at) {
        List<String> parts = new ArrayList<>();
        for (int i = at; i < tokens.size() && tokens.get(i).isIdentifier(); i += 2) {
            parts.add(tokens.get(i).text());
            if (i + 1 >= tokens.size() || !tokens.get(i + 1).isSign('.')) {
                break;
            }
        }
        return parts;
    }

    private boolean isWord(int at, String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }
}
