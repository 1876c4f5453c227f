package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.catalog.ReservedNames;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineInstance;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The views and functions of one workspace: those that its file has, read when somebody first asks,
 * and those that statements make, from before they run. One that was dropped is remembered, and of
 * several of one name the largest counts: in whose transaction it is seen is not looked at.
 */
final class KnownDefinitions implements Definitions {
    /** Made since the workspace was opened, and those that were asked for. */
    private static final int NAMES_MAX = 100_000;

    private static final Set<String> FUNCTION_WORDS = Set.of("macro", "function");

    private final EngineInstance engine;
    private final String catalog;
    private final EngineNames names;
    private final Map<String, Long> views = new HashMap<>();
    private final Map<String, Body> functions = new HashMap<>();

    /** Read, and not looked into yet. Null until they are read. */
    private @Nullable Map<String, List<GuardToken>> viewTexts;

    private @Nullable Map<String, FunctionText> functionTexts;

    private record FunctionText(Set<String> parameters, List<GuardToken> text) {}

    KnownDefinitions(EngineInstance engine, String catalog, EngineNames names) {
        this.engine = engine;
        this.catalog = catalog;
        this.names = names;
    }

    @Override
    public synchronized long view(String name) {
        if (viewTexts == null) {
            viewTexts = readViews();
        }
        List<GuardToken> text = viewTexts.remove(name);
        if (text != null) {
            learnView(name, text);
        }
        return views.getOrDefault(name, 1L);
    }

    @Override
    public boolean mayDefine(String function) {
        return !names.isTaken(function) && !ReservedNames.isFunction(function);
    }

    @Override
    public synchronized Optional<Body> function(String name) {
        if (!mayDefine(name)) {
            return Optional.empty();
        }
        if (functionTexts == null) {
            functionTexts = readFunctions();
        }
        FunctionText text = functionTexts.remove(name);
        if (text != null) {
            learnFunction(name, text);
        }
        return Optional.ofNullable(functions.get(name));
    }

    /** Of a statement that may run now. */
    synchronized void learn(List<GuardToken> statement) {
        int kind = kindAt(statement);
        if (kind < 0) {
            return;
        }
        int name = nameAt(statement, kind + 1);
        if (name >= statement.size()) {
            return;
        }
        if (views.size() + functions.size() >= NAMES_MAX) {
            throw PgException.refused(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "too many views and functions have been made in this workspace",
                    "Close its connections for a while: it forgets those that are gone.");
        }
        String word = statement.get(kind).text();
        if (statement.getFirst().isWord("alter")) {
            renamed(word(statement, name), word(statement, statement.size() - 1));
        } else if (word.equals("view")) {
            learnView(word(statement, name), statement.subList(name + 1, statement.size()));
        } else {
            learnFunction(word(statement, name), functionText(statement, name + 1));
        }
    }

    /**
     * Of {@code CREATE .. VIEW}, {@code MACRO} or {@code FUNCTION}, or ALTER of a view; else -1.
     */
    private static int kindAt(List<GuardToken> statement) {
        if (statement.isEmpty()) {
            return -1;
        }
        boolean alters = statement.getFirst().isWord("alter");
        if (!alters && !statement.getFirst().isWord("create")) {
            return -1;
        }
        for (int i = 1; i < Math.min(statement.size(), 5); i++) {
            String word = statement.get(i).text();
            if (word.equals("view") || (!alters && FUNCTION_WORDS.contains(word))) {
                return i;
            }
        }
        return alters && statement.size() > 1 && statement.get(1).isWord("table") ? 1 : -1;
    }

    /** The last part of the name, behind IF [NOT] EXISTS. */
    private static int nameAt(List<GuardToken> statement, int from) {
        int at = from;
        while (at < statement.size()
                && (statement.get(at).isWord("if")
                        || statement.get(at).isWord("not")
                        || statement.get(at).isWord("exists"))) {
            at++;
        }
        while (at + 2 < statement.size() && statement.get(at + 1).isSign('.')) {
            at += 2;
        }
        return at;
    }

    private static String word(List<GuardToken> statement, int at) {
        return lower(statement.get(at).text());
    }

    private void renamed(String old, String now) {
        long size = view(old);
        if (size > 1) {
            views.merge(now, size, Math::max);
        }
    }

    private void learnView(String name, List<GuardToken> text) {
        long size = PlannedSize.of(text, this);
        views.merge(name, size, Math::max);
    }

    private void learnFunction(String name, FunctionText function) {
        Body body =
                new Body(
                        PlannedSize.of(function.text(), this),
                        PlannedSize.arguments(function.text(), function.parameters(), this));
        functions.merge(
                name,
                body,
                (one, other) ->
                        new Body(
                                Math.max(one.tokens(), other.tokens()),
                                Math.max(one.arguments(), other.arguments())));
    }

    /** From the bracket of its parameters. */
    private static FunctionText functionText(List<GuardToken> statement, int open) {
        Set<String> parameters = new HashSet<>();
        int at = open;
        for (; at < statement.size() && !statement.get(at).isSign(')'); at++) {
            if (statement.get(at).isIdentifier()) {
                parameters.add(word(statement, at));
            }
        }
        return new FunctionText(parameters, statement.subList(at, statement.size()));
    }

    private Map<String, List<GuardToken>> readViews() {
        Map<String, List<GuardToken>> read = new HashMap<>();
        for (List<@Nullable String> row :
                rows(
                        """
                        SELECT view_name, sql FROM system.main.duckdb_views()
                        WHERE NOT internal AND database_name = %s
                            AND NOT contains(sql, '"%s')
                        """,
                        SqlText.literal(catalog), HiddenNames.TABLE_PREFIX)) {
            read.merge(
                    lower(CatalogRows.text(row, 0)),
                    split(CatalogRows.text(row, 1)),
                    KnownDefinitions::longer);
        }
        return read;
    }

    private Map<String, FunctionText> readFunctions() {
        Map<String, FunctionText> read = new HashMap<>();
        for (List<@Nullable String> row :
                rows(
                        """
                        SELECT function_name, array_to_string(parameters, ','), macro_definition
                        FROM system.main.duckdb_functions()
                        WHERE NOT internal AND database_name = %s AND macro_definition IS NOT NULL
                        """,
                        SqlText.literal(catalog))) {
            Set<String> parameters =
                    Arrays.stream(CatalogRows.text(row, 1).split(","))
                            .map(KnownDefinitions::lower)
                            .collect(Collectors.toSet());
            FunctionText text = new FunctionText(parameters, split(CatalogRows.text(row, 2)));
            read.merge(
                    lower(CatalogRows.text(row, 0)),
                    text,
                    (one, other) -> one.text().size() < other.text().size() ? other : one);
        }
        return read;
    }

    /** Nothing of what no client can have made, in a file that was brought along. */
    private static List<GuardToken> split(String text) {
        try {
            return GuardLexer.split(text);
        } catch (PgException e) {
            return List.of();
        }
    }

    private List<List<@Nullable String>> rows(String query, String... holes) {
        try (EngineConnection connection = engine.connect()) {
            return new CatalogRows(connection, catalog).of(query, holes);
        }
    }

    private static List<GuardToken> longer(List<GuardToken> one, List<GuardToken> other) {
        return one.size() < other.size() ? other : one;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
