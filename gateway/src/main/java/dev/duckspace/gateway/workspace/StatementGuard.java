package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.engine.StatementType;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.List;
import java.util.Set;

/**
 * What a client's statement may do: an allow-list on its first word before the engine sees it (some
 * statements act while they are parsed), on its words, and on the engine's own statement type
 * afterwards. The second wall are the instance's locked settings.
 */
final class StatementGuard {
    private static final int SET_OPERATIONS_MAX = 2_000;

    private static final Set<String> ALLOWED_WORDS =
            Set.of(
                    "select",
                    "with",
                    "values",
                    "from",
                    "table",
                    "insert",
                    "update",
                    "delete",
                    "truncate",
                    "merge",
                    "create",
                    "alter",
                    "drop",
                    "comment",
                    "analyze",
                    "vacuum",
                    "explain",
                    "describe",
                    "desc",
                    "show",
                    "summarize",
                    "pivot",
                    "pivot_wider",
                    "unpivot",
                    "pivot_longer");

    /** Statements that the session answers; one that comes here is in a form it does not know. */
    private static final Set<String> SESSION_WORDS =
            Set.of(
                    "begin",
                    "start",
                    "commit",
                    "end",
                    "rollback",
                    "abort",
                    "savepoint",
                    "release",
                    "prepare",
                    "execute",
                    "deallocate",
                    "declare",
                    "fetch",
                    "move",
                    "close",
                    "discard",
                    "listen",
                    "notify",
                    "unlisten",
                    "lock",
                    "do",
                    "grant",
                    "revoke",
                    "reindex",
                    "cluster",
                    "refresh",
                    "security",
                    "reassign");

    private StatementGuard() {}

    /**
     * Refuses a text before the engine parses it.
     *
     * @return the words of the statement itself, without an EXPLAIN before it
     * @throws PgException 42501, 25006, 42601 or 0A000
     */
    static List<GuardToken> checkText(List<GuardToken> tokens, GuardContext context) {
        List<GuardToken> statement = withoutExplain(tokens);
        checkFirstWord(statement);
        checkReservedNames(statement);
        checkSetOperations(statement);
        PlannedSize.check(statement, context.definitions());
        ReadGuard.check(statement, context);
        new WriteGuard(statement, context).check();
        context.definitions().learn(statement);
        return statement;
    }

    /** Refuses what the engine takes the statement for, unless it is one of the allowed kinds. */
    static void checkType(StatementType type, List<GuardToken> statement) {
        switch (type) {
            case SELECT,
                    INSERT,
                    UPDATE,
                    EXPLAIN,
                    DELETE,
                    CREATE,
                    ALTER,
                    CREATE_FUNC,
                    DROP,
                    ANALYZE,
                    VACUUM,
                    MERGE_INTO -> {}
            case MULTI -> {
                // A PIVOT whose columns depend on the data is two statements.
                if (statement.stream().noneMatch(StatementGuard::isPivot)) {
                    throw denied("permission denied for a statement of type " + type);
                }
            }
            case INVALID,
                    PREPARE,
                    EXECUTE,
                    TRANSACTION,
                    COPY,
                    VARIABLE_SET,
                    EXPORT,
                    PRAGMA,
                    CALL,
                    SET,
                    LOAD,
                    RELATION,
                    EXTENSION,
                    LOGICAL_PLAN,
                    ATTACH,
                    DETACH,
                    COPY_DATABASE,
                    UPDATE_EXTENSIONS,
                    OTHER ->
                    throw denied("permission denied for a statement of type " + type);
        }
    }

    private static boolean isPivot(GuardToken token) {
        return token.isWord("pivot") || token.isWord("pivot_wider");
    }

    static PgException denied(String message) {
        return new PgException(SqlState.INSUFFICIENT_PRIVILEGE, message);
    }

    private static void checkFirstWord(List<GuardToken> statement) {
        if (statement.isEmpty()) {
            return;
        }
        GuardToken first = statement.getFirst();
        if (first.isSign('(')) {
            return;
        }
        if (first.kind() != GuardToken.Kind.WORD) {
            throw new PgException(
                    SqlState.SYNTAX_ERROR,
                    "syntax error at or near \"" + shortened(first.text()) + "\"");
        }
        String word = first.text();
        if (!ALLOWED_WORDS.contains(word)) {
            throw refused(word);
        }
    }

    private static PgException refused(String word) {
        return switch (word) {
            case "copy" ->
                    new PgException(
                            ErrorInfo.error(
                                            SqlState.INSUFFICIENT_PRIVILEGE,
                                            "permission denied to COPY to or from a file")
                                    .withHint(
                                            "Anyone can COPY to stdout or from stdin."
                                                    + " psql's \\copy command also works for anyone."));
            case "attach", "detach", "use", "connect" ->
                    denied("permission denied to " + word.toUpperCase(java.util.Locale.ROOT));
            case "install", "load", "update_extensions" ->
                    denied("permission denied to install or load extensions");
            case "export", "import" -> denied("permission denied to export or import a database");
            case "checkpoint" -> denied("permission denied to CHECKPOINT");
            case "force" -> denied("permission denied to CHECKPOINT or INSTALL by force");
            case "pragma", "set", "reset" -> denied("permission denied to change engine settings");
            case "call" -> denied("permission denied to CALL procedures");
            default ->
                    SESSION_WORDS.contains(word)
                            ? PgException.notSupported(
                                    "this form of "
                                            + word.toUpperCase(java.util.Locale.ROOT)
                                            + " is not supported",
                                    "See the documentation for the supported statements.")
                            : new PgException(
                                    SqlState.SYNTAX_ERROR,
                                    "syntax error at or near \"" + shortened(word) + "\"");
        };
    }

    /** The engine plans a chain of them in the square of its length, and nothing interrupts it. */
    private static void checkSetOperations(List<GuardToken> statement) {
        long operations =
                statement.stream()
                        .filter(
                                token ->
                                        token.isWord("union")
                                                || token.isWord("intersect")
                                                || token.isWord("except"))
                        .count();
        if (operations > SET_OPERATIONS_MAX) {
            throw PgException.refused(
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "stack depth limit exceeded",
                    "A statement combines at most %,d queries by UNION, INTERSECT and EXCEPT;"
                                    .formatted(SET_OPERATIONS_MAX)
                            + " put rows into VALUES or a table.");
        }
    }

    /** The aliases of attached files, and the gateway's own variables, are not for clients. */
    private static void checkReservedNames(List<GuardToken> statement) {
        for (GuardToken token : statement) {
            if (token.isIdentifier()
                    && token.text()
                            .regionMatches(
                                    true,
                                    0,
                                    HiddenNames.TABLE_PREFIX,
                                    0,
                                    HiddenNames.TABLE_PREFIX.length())) {
                throw denied("permission denied for an internal name");
            }
        }
    }

    /** Also of what stands behind EXPLAIN, with or without options. */
    private static List<GuardToken> withoutExplain(List<GuardToken> tokens) {
        int at = 0;
        while (at < tokens.size() && tokens.get(at).isWord("explain")) {
            at++;
            while (at < tokens.size()
                    && (tokens.get(at).isWord("analyze")
                            || tokens.get(at).isWord("analyse")
                            || tokens.get(at).isWord("verbose"))) {
                at++;
            }
            at = skipOptions(tokens, at);
        }
        if (at > 0 && at == tokens.size()) {
            throw new PgException(SqlState.SYNTAX_ERROR, "syntax error at end of input");
        }
        return tokens.subList(at, tokens.size());
    }

    /** Over {@code (ANALYZE, FORMAT JSON)}, but not over a bracketed query. */
    private static int skipOptions(List<GuardToken> tokens, int at) {
        boolean options =
                at + 1 < tokens.size()
                        && tokens.get(at).isSign('(')
                        && tokens.get(at + 1).kind() == GuardToken.Kind.WORD
                        && Set.of(
                                        "analyze",
                                        "analyse",
                                        "verbose",
                                        "format",
                                        "costs",
                                        "buffers",
                                        "timing",
                                        "summary",
                                        "settings",
                                        "wal")
                                .contains(tokens.get(at + 1).text());
        if (!options) {
            return at;
        }
        int end = at;
        while (end < tokens.size() && !tokens.get(end).isSign(')')) {
            end++;
        }
        return Math.min(end + 1, tokens.size());
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
