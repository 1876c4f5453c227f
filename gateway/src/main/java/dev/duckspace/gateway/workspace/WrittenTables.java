package dev.duckspace.gateway.workspace;

import java.util.ArrayList;
import java.util.List;

/** The tables that a statement inserts into, updates, deletes from or merges into. */
final class WrittenTables {
    private final List<GuardToken> tokens;

    private WrittenTables(List<GuardToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * @return the name of each as its parts
     */
    static List<List<String>> of(String sql) {
        WrittenTables statement = new WrittenTables(GuardLexer.split(sql));
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < statement.tokens.size(); i++) {
            int at = statement.afterVerb(i);
            List<String> name = at < 0 ? List.of() : statement.name(at);
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Where the name begins, if a verb ends here; otherwise -1. */
    private int afterVerb(int at) {
        GuardToken token = tokens.get(at);
        boolean into = token.isWord("into");
        boolean update = token.isWord("update");
        boolean from = token.isWord("from") && at > 0 && tokens.get(at - 1).isWord("delete");
        if (!into && !update && !from) {
            return -1;
        }
        return at + 1 < tokens.size() && tokens.get(at + 1).isWord("only") ? at + 2 : at + 1;
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
}
