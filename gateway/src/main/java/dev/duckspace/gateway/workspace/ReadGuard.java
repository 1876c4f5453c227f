package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.functions.PostgresFunctions;
import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses reads of files, of the engine's settings and of SQL hidden in strings: functions outside
 * an allow-list, views that show paths, and a string in the place of a table, which the engine
 * would open as a file.
 */
final class ReadGuard {
    /** The engine's own; that of the system catalog is asked by its short name or through it. */
    private static final Set<String> ONLY_FROM_CATALOG = Set.of("current_setting", "pg_settings");

    private static final Set<String> BEFORE_TABLES =
            Set.of("from", "join", "lateral", "using", "into", "table");

    /** TABLE after one of these names an object, otherwise it is a query. */
    private static final Set<String> BEFORE_TABLE_NAME =
            Set.of(
                    "create",
                    "temp",
                    "temporary",
                    "local",
                    "global",
                    "persistent",
                    "unlogged",
                    "replace",
                    "alter",
                    "drop",
                    "truncate",
                    "on",
                    "macro",
                    "function");

    private static final Set<String> TABLE_LIST_ENDS =
            Set.of(
                    "where",
                    "group",
                    "order",
                    "having",
                    "limit",
                    "offset",
                    "window",
                    "qualify",
                    "union",
                    "except",
                    "intersect",
                    "select",
                    "set",
                    "values",
                    "returning",
                    "fetch",
                    "when",
                    "default");

    private final List<GuardToken> tokens;
    private final GuardContext context;

    /** Whether the tables that are read last are those of a FROM, not what a statement changes. */
    private boolean listed;

    private ReadGuard(List<GuardToken> tokens, GuardContext context) {
        this.tokens = tokens;
        this.context = context;
    }

    static void check(List<GuardToken> tokens, GuardContext context) {
        ReadGuard guard = new ReadGuard(tokens, context);
        guard.checkNames();
        guard.checkHiddenStatements();
        guard.checkTablePlaces();
    }

    private void checkNames() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).isIdentifier()) {
                continue;
            }
            String name = tokens.get(i).text().toLowerCase(Locale.ROOT);
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isSign('(');
            if (called && isDeniedFunction(name)) {
                throw StatementGuard.denied("permission denied for function " + name);
            }
            boolean ofEngine = ONLY_FROM_CATALOG.contains(name) && qualifiedByOthers(i);
            if (ofEngine || isDeniedRelation(name)) {
                throw StatementGuard.denied("permission denied for relation " + name);
            }
        }
    }

    /** Also those of extensions that are not there, and what reaches out of the server. */
    private boolean isDeniedFunction(String name) {
        return context.engine().isRefused(name)
                || PostgresFunctions.isForbidden(name)
                || (!EngineNames.isAllowed(name)
                        && (name.startsWith("read_")
                                || name.startsWith("parquet_")
                                || name.startsWith("pragma_")
                                || name.startsWith("duckdb_")
                                || name.startsWith("__")));
    }

    /** Names of the engine's views and functions that show paths or settings, called or not. */
    private boolean isDeniedRelation(String name) {
        return name.startsWith("pragma_")
                || (name.startsWith("duckdb_")
                        && context.engine().functions().contains(name)
                        && !EngineNames.isAllowed(name));
    }

    private boolean qualifiedByOthers(int at) {
        return at >= 2
                && tokens.get(at - 1).isSign('.')
                && !(at >= 4
                        && tokens.get(at - 3).isSign('.')
                        && isSystemCatalog(tokens.get(at - 4).text()));
    }

    private static boolean isSystemCatalog(String name) {
        return name.equalsIgnoreCase(HiddenNames.CATALOG)
                || name.equalsIgnoreCase(HiddenNames.CATALOG_FILE);
    }

    /**
     * {@code WITH x AS (COPY t TO 'file')} is a query to the engine, and {@code SHOW name} tells a
     * setting where there is no table of that name.
     */
    private void checkHiddenStatements() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            GuardToken next = tokens.get(i + 1);
            if (tokens.get(i).isWord("copy")
                    && i > 0
                    && tokens.get(i - 1).isSign('(')
                    && (next.isIdentifier() || next.isSign('('))) {
                throw StatementGuard.denied("permission denied to COPY to a file");
            }
            if (isShow(i)
                    && context.engine().settings().contains(next.text().toLowerCase(Locale.ROOT))) {
                throw StatementGuard.denied("permission denied to show an engine setting");
            }
        }
    }

    private boolean isShow(int at) {
        return switch (tokens.get(at).text()) {
            case "show", "describe", "desc", "summarize" -> startsStatement(at);
            default -> false;
        };
    }

    /** How the words between two brackets are read. */
    private enum Place {
        /** Expressions: a string is a value. */
        EXPRESSION,
        /** A list of tables: a string is a file. */
        TABLES,
        /** A join's condition: a comma leads back to the list of tables. */
        CONDITION,
        /** {@code extract(x from y)} and its like: FROM names no table. */
        CALL
    }

    private void checkTablePlaces() {
        var places = new java.util.ArrayDeque<Place>();
        Place place = Place.EXPRESSION;
        for (int i = 0; i < tokens.size(); i++) {
            GuardToken token = tokens.get(i);
            if (token.isSign('(')) {
                places.push(place);
                place = insideBrackets(i, place);
            } else if (token.isSign(')')) {
                place = places.isEmpty() ? Place.EXPRESSION : places.pop();
            } else if (token.isSign(',') && place == Place.CONDITION) {
                place = Place.TABLES;
            } else if (token.kind() == GuardToken.Kind.WORD) {
                place = after(i, place);
            } else if (place == Place.TABLES) {
                checkTable(i);
            }
        }
    }

    /** {@code FROM ('x')} is as {@code FROM 'x'}; {@code FROM f('x')} is a call. */
    private Place insideBrackets(int at, Place place) {
        GuardToken before = at == 0 ? null : tokens.get(at - 1);
        if (before == null || place == Place.CALL) {
            return Place.EXPRESSION;
        }
        if (before.kind() == GuardToken.Kind.WORD && isFromCall(before.text())) {
            return Place.CALL;
        }
        boolean name =
                before.kind() == GuardToken.Kind.QUOTED
                        || before.isSign(')')
                        || (before.kind() == GuardToken.Kind.WORD
                                && !BEFORE_TABLES.contains(before.text()));
        return place == Place.TABLES && !name ? Place.TABLES : Place.EXPRESSION;
    }

    private static boolean isFromCall(String function) {
        return switch (function) {
            case "extract", "trim", "substring", "overlay", "position" -> true;
            default -> false;
        };
    }

    private Place after(int at, Place place) {
        String word = tokens.get(at).text();
        switch (word) {
            case "from" -> {
                boolean comparison =
                        at > 0 && tokens.get(at - 1).isWord("distinct") && isValue(at - 2);
                if (place == Place.CALL || comparison) {
                    return place;
                }
                listed = true;
                return Place.TABLES;
            }
            case "join" -> {
                listed = true;
                return Place.TABLES;
            }
            case "into" -> {
                listed = false;
                return Place.TABLES;
            }
            case "describe",
                    "desc",
                    "summarize",
                    "show",
                    "pivot",
                    "unpivot",
                    "pivot_wider",
                    "pivot_longer" -> {
                return startsStatement(at) ? Place.TABLES : place;
            }
            case "table" -> {
                return at > 0 && BEFORE_TABLE_NAME.contains(tokens.get(at - 1).text())
                        ? place
                        : Place.TABLES;
            }
            case "update" -> {
                return at == 0 ? Place.TABLES : place;
            }
            case "using" -> {
                if (tokens.getFirst().isWord("alter")) {
                    return place; // ALTER COLUMN .. TYPE .. USING expression
                }
                boolean columns = at + 1 < tokens.size() && tokens.get(at + 1).isSign('(');
                return columns && place != Place.EXPRESSION ? place : Place.TABLES;
            }
            case "on" -> {
                return place == Place.TABLES ? Place.CONDITION : place;
            }
            default -> {
                return TABLE_LIST_ENDS.contains(word) && !isName(at, word)
                        ? Place.EXPRESSION
                        : place;
            }
        }
    }

    /** A table's name or alias may be such a word, and the list of tables goes on. */
    private boolean isName(int at, String word) {
        GuardToken before = at == 0 ? null : tokens.get(at - 1);
        if (before == null) {
            return false;
        }
        return before.isSign('.')
                || before.isWord("as")
                || (word.equals("set") && listed && !before.isWord("update"))
                || (word.equals("values") && listed && !before.isSign('('));
    }

    private boolean startsStatement(int at) {
        return at == 0 || tokens.get(at - 1).isSign('(') || tokens.get(at - 1).isWord("as");
    }

    /** Whether IS or NOT stands there, as in {@code a IS NOT DISTINCT FROM 'x'}. */
    private boolean isValue(int at) {
        return at >= 0 && (tokens.get(at).isWord("is") || tokens.get(at).isWord("not"));
    }

    private void checkTable(int at) {
        GuardToken token = tokens.get(at);
        boolean file =
                token.kind() == GuardToken.Kind.STRING
                        || (token.kind() == GuardToken.Kind.QUOTED && looksLikeFile(at));
        if (file) {
            throw filesDenied();
        }
    }

    /** A name with a slash, or one the engine's readers know by its end. */
    private boolean looksLikeFile(int at) {
        String name = tokens.get(at).text();
        return name.indexOf('/') >= 0 || name.indexOf('\\') >= 0;
    }

    private static PgException filesDenied() {
        return StatementGuard.denied("permission denied to read files");
    }
}
