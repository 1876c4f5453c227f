package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import dev.duckspace.gateway.catalog.ReservedNames;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses writes to anything but the workspace's own schemas: it finds the name that a statement
 * writes to, wherever in the statement it stands, and fails closed where it finds none.
 */
final class WriteGuard {
    private static final Set<String> CREATE_MODIFIERS =
            Set.of(
                    "or",
                    "replace",
                    "temp",
                    "temporary",
                    "local",
                    "global",
                    "persistent",
                    "unique",
                    "unlogged",
                    "recursive");
    private static final Set<String> KINDS =
            Set.of("table", "view", "schema", "index", "sequence", "type", "macro", "function");
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Set<String> FOREIGN_SCHEMAS =
            Set.of("pg_catalog", "information_schema", "system", HiddenNames.CATALOG);

    private final List<GuardToken> tokens;
    private final GuardContext context;

    WriteGuard(List<GuardToken> tokens, GuardContext context) {
        this.tokens = tokens;
        this.context = context;
    }

    /** A qualified name, its parts as written, and where it ends. */
    private record Target(List<String> parts, int end) {
        String name() {
            return parts.getLast();
        }

        Optional<String> schema() {
            return parts.size() < 2 ? Optional.empty() : Optional.of(parts.get(parts.size() - 2));
        }

        /** The first of three parts. */
        Optional<String> catalog() {
            return parts.size() < 3 ? Optional.empty() : Optional.of(parts.getFirst());
        }

        String shown() {
            return String.join(".", parts);
        }
    }

    void check() {
        if (tokens.isEmpty()) {
            return;
        }
        switch (tokens.getFirst().text()) {
            case "create" -> checkCreate();
            case "drop" -> checkDrop();
            case "alter" -> checkAlter();
            case "comment" -> checkComment();
            default -> {}
        }
        for (int i = 0; i < tokens.size(); i++) {
            checkRowsAt(i);
        }
    }

    /** INSERT INTO, MERGE INTO, SELECT INTO, UPDATE and DELETE FROM, also in a CTE. */
    private void checkRowsAt(int at) {
        GuardToken token = tokens.get(at);
        if (token.kind() != GuardToken.Kind.WORD) {
            return;
        }
        switch (token.text()) {
            case "into" -> checkRows(verbBefore(at), skipWords(at + 1, "table"));
            case "truncate" -> {
                if (at == 0 || tokens.get(at - 1).isSign('(')) {
                    checkRows("TRUNCATE TABLE", skipWords(at + 1, "table", "only"));
                }
            }
            case "delete" -> {
                if (wordAt(at + 1, "from")) {
                    checkRows("DELETE", skipWords(at + 2, "only"));
                }
            }
            case "update" -> {
                if (startsUpdate(at)) {
                    checkRows("UPDATE", skipWords(at + 1, "only"));
                }
            }
            default -> {}
        }
    }

    /** Not {@code FOR UPDATE}, {@code ON UPDATE}, {@code DO UPDATE} or {@code THEN UPDATE}. */
    private boolean startsUpdate(int at) {
        boolean first = at == 0 || tokens.get(at - 1).isSign('(') || tokens.get(at - 1).isSign(')');
        return first && !wordAt(at + 1, "set") && identifierAt(at + 1);
    }

    private String verbBefore(int into) {
        for (int i = into - 1; i >= 0 && i >= into - 3; i--) {
            if (tokens.get(i).isWord("merge")) {
                return "MERGE";
            }
            if (tokens.get(i).isWord("insert")) {
                return "INSERT";
            }
        }
        return "SELECT INTO";
    }

    private void checkRows(String verb, int at) {
        Target target = target(at, verb);
        checkCatalog(target);
        Optional<String> bucket = bucketOf(target, verb.equals("SELECT INTO"));
        if (bucket.isPresent()) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.READ_ONLY_SQL_TRANSACTION,
                                    "cannot execute %s on project table \"%s\""
                                            .formatted(verb, target.shown()))
                            .withDetail("Project tables are read-only.")
                            .withHint(
                                    "Copy the rows into a table of your own:"
                                            + " CREATE TABLE public.my_copy AS SELECT ..."));
        }
    }

    private void checkCreate() {
        int at = 1;
        boolean replace = false;
        while (at < tokens.size()
                && tokens.get(at).kind() == GuardToken.Kind.WORD
                && CREATE_MODIFIERS.contains(tokens.get(at).text())) {
            replace |= tokens.get(at).isWord("replace");
            at++;
        }
        String kind = kind(at, "CREATE");
        boolean ifNotExists = wordAt(at + 1, "if");
        int name = skipWords(at + 1, "if", "not", "exists", "concurrently");
        switch (kind) {
            case "schema" ->
                    checkCreateSchema(target(name, "CREATE SCHEMA"), ifNotExists && !replace);
            case "index" -> checkDdl(indexTable(name), false);
            default -> {
                Target target = target(name, "CREATE");
                checkDdl(target, true);
                checkNewName(kind, target.name());
            }
        }
    }

    /** {@code CREATE INDEX [name] ON table}. */
    private Target indexTable(int at) {
        for (int i = at; i < tokens.size() && i <= at + 5; i++) {
            if (tokens.get(i).isWord("on")) {
                return target(skipWords(i + 1, "only"), "CREATE INDEX");
            }
        }
        throw noTarget("CREATE INDEX");
    }

    /** What would answer in the place of the system's own, also to the gateway itself. */
    private void checkNewName(String kind, String name) {
        EngineNames engine = context.engine();
        String folded = name.toLowerCase(Locale.ROOT);
        boolean reserved =
                switch (kind) {
                    case "macro", "function" ->
                            !PLAIN_NAME.matcher(folded).matches()
                                    || engine.isTaken(folded)
                                    || ReservedNames.isFunction(folded);
                    case "table", "view" ->
                            engine.relations().contains(folded) || ReservedNames.isRelation(folded);
                    case "type" -> ReservedNames.isType(folded);
                    default -> false;
                };
        if (reserved) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.RESERVED_NAME,
                                    "unacceptable %s name \"%s\"".formatted(kind, name))
                            .withDetail("The name is reserved for the system.")
                            .withHint("Choose another name."));
        }
    }

    private void checkCreateSchema(Target target, boolean harmless) {
        String schema = target.name();
        String folded = schema.toLowerCase(Locale.ROOT);
        if (folded.startsWith("pg_")
                || folded.equals("temp")
                || folded.equals("memory")
                || folded.startsWith(HiddenNames.CATALOG)
                || FOREIGN_SCHEMAS.contains(folded)
                || folded.equals(context.catalog().toLowerCase(Locale.ROOT))) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.RESERVED_NAME,
                                    "unacceptable schema name \"" + schema + "\"")
                            .withDetail("The name is reserved for the system."));
        }
        if (target.schema().isPresent() && !context.isOwnCatalog(target.schema().get())) {
            throw StatementGuard.denied("permission denied for database");
        }
        boolean exists = context.tables().hasSchema(schema);
        if (context.isBucket(schema) && !(exists && harmless)) {
            throw bucketDenied(schema);
        }
    }

    private void checkDrop() {
        String kind = kind(1, "DROP");
        int at = skipWords(2, "table", "if", "exists", "concurrently");
        while (true) {
            Target target = target(at, "DROP");
            if (kind.equals("schema")) {
                checkSchema(target);
            } else {
                checkDdl(target, false);
            }
            if (target.end() >= tokens.size() || !tokens.get(target.end()).isSign(',')) {
                return;
            }
            at = target.end() + 1;
        }
    }

    private void checkAlter() {
        String kind = kind(1, "ALTER");
        Target target = target(skipWords(2, "if", "exists", "only"), "ALTER");
        if (kind.equals("schema")) {
            checkSchema(target);
            return;
        }
        checkDdl(target, false);
        if (wordAt(target.end(), "rename")
                && wordAt(target.end() + 1, "to")
                && identifierAt(target.end() + 2)) {
            checkNewName(kind, tokens.get(target.end() + 2).text());
        }
        for (int i = target.end(); i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isWord("set") && tokens.get(i + 1).isWord("schema")) {
                checkSchema(target(i + 2, "ALTER"));
            }
        }
    }

    private void checkComment() {
        if (!wordAt(1, "on") || tokens.size() < 4) {
            throw noTarget("COMMENT");
        }
        String kind = tokens.get(2).text();
        switch (kind) {
            case "schema" -> checkSchema(target(3, "COMMENT"));
            case "column" -> {
                Target column = target(3, "COMMENT");
                List<String> table = column.parts().subList(0, column.parts().size() - 1);
                if (!table.isEmpty()) {
                    checkDdl(new Target(table, column.end()), false);
                }
            }
            case "macro" -> checkDdl(target(skipWords(3, "table"), "COMMENT"), false);
            default -> {
                kind(2, "COMMENT ON");
                checkDdl(target(3, "COMMENT"), false);
            }
        }
    }

    private void checkSchema(Target target) {
        if (FOREIGN_SCHEMAS.contains(target.name().toLowerCase(Locale.ROOT))) {
            throw schemaDenied(target.name());
        }
        if (target.schema().isPresent() && !context.isOwnCatalog(target.schema().get())) {
            throw schemaDenied(target.schema().get());
        }
        if (context.isBucket(target.name())) {
            throw bucketDenied(target.name());
        }
    }

    private void checkDdl(Target target, boolean creates) {
        checkCatalog(target);
        Optional<String> bucket = bucketOf(target, creates);
        if (bucket.isPresent()) {
            throw bucketDenied(bucket.get());
        }
    }

    private void checkCatalog(Target target) {
        if (target.catalog().isPresent() && !context.isOwnCatalog(target.catalog().get())) {
            throw schemaDenied(target.shown());
        }
        if (target.schema().isPresent()
                && FOREIGN_SCHEMAS.contains(target.schema().get().toLowerCase(Locale.ROOT))) {
            throw schemaDenied(target.schema().get());
        }
    }

    /**
     * The bucket that the target lies in, or could. A bare name is looked for along the search
     * path: one that is created goes to its first schema, another may be any project table on it.
     */
    private Optional<String> bucketOf(Target target, boolean creates) {
        if (target.schema().isPresent()) {
            return target.schema().filter(context::isBucket);
        }
        List<String> path = context.searchPath();
        if (creates && path.isEmpty()) {
            throw new PgException(
                    SqlState.INVALID_SCHEMA_NAME, "no schema has been selected to create in");
        }
        if (creates) {
            return Optional.of(path.getFirst()).filter(context::isBucket);
        }
        return path.stream()
                .filter(schema -> context.isProjectTable(schema, target.name()))
                .findFirst();
    }

    private String kind(int at, String verb) {
        String kind = at < tokens.size() ? tokens.get(at).text() : "";
        if (kind.equals("secret") || kind.equals("database")) {
            throw StatementGuard.denied("permission denied to " + verb + " " + kind);
        }
        if (at >= tokens.size()
                || tokens.get(at).kind() != GuardToken.Kind.WORD
                || !KINDS.contains(kind)) {
            throw PgException.notSupported(
                    verb + " of this kind of object is not supported",
                    "Supported are tables, views, schemas, indexes, sequences, types and macros.");
        }
        return kind;
    }

    private Target target(int at, String verb) {
        List<String> parts = new ArrayList<>();
        int i = at;
        while (identifierAt(i)) {
            parts.add(tokens.get(i).text());
            i++;
            if (i >= tokens.size() || !tokens.get(i).isSign('.')) {
                break;
            }
            i++;
        }
        if (parts.isEmpty() || parts.size() > 4) {
            throw noTarget(verb);
        }
        return new Target(List.copyOf(parts), i);
    }

    private boolean identifierAt(int at) {
        return at < tokens.size() && tokens.get(at).isIdentifier();
    }

    private boolean wordAt(int at, String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }

    private int skipWords(int from, String... words) {
        int at = from;
        while (at < tokens.size()
                && tokens.get(at).kind() == GuardToken.Kind.WORD
                && List.of(words).contains(tokens.get(at).text())) {
            at++;
        }
        return at;
    }

    private static PgException noTarget(String verb) {
        return new PgException(SqlState.SYNTAX_ERROR, "syntax error: " + verb + " names no object");
    }

    private static PgException schemaDenied(String schema) {
        return StatementGuard.denied("permission denied for schema " + schema);
    }

    private static PgException bucketDenied(String schema) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.INSUFFICIENT_PRIVILEGE,
                                "permission denied for schema " + schema)
                        .withDetail("Its tables are those of the project, which are read-only."));
    }
}
