package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Constraint;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The actions of one ALTER TABLE, sorted into what the engine does and what a rebuild does. */
final class AlterTableActions {
    private final Rewrite rewrite;
    private final Tokens tokens;
    private final String written;
    private final Optional<Table> table;
    private final List<String> name;
    private final List<SqlText> addedConstraints = new ArrayList<>();
    private final List<String> columnConstraints = new ArrayList<>();
    private final List<SqlText> addedColumns = new ArrayList<>();
    private final Set<String> droppedConstraints = new HashSet<>();
    private final Map<String, String> renamedConstraints = new HashMap<>();
    private final List<String> ownedAfterwards = new ArrayList<>();
    private final List<String> droppedColumns = new ArrayList<>();
    private final List<TypeChange> typeChanges = new ArrayList<>();
    private final List<SqlText> unknown = new ArrayList<>();
    private boolean anyConstrained;
    private String schema = "";
    private String firstRebuilt = "";

    /**
     * @param using null for a plain cast
     */
    private record TypeChange(String column, SqlText type, Optional<SqlText> using) {}

    /**
     * @param written the table's name as the client wrote it
     * @param table empty when it is not one of the workspace, or nobody knows
     */
    AlterTableActions(Rewrite rewrite, String written, Optional<Table> table, List<String> name) {
        this.rewrite = rewrite;
        this.tokens = rewrite.tokens();
        this.written = written;
        this.table = table;
        this.name = name;
    }

    /** All columns that one statement adds come in its order: by the engine, or by a rebuild. */
    void addAll(List<SqlText> actions) {
        anyConstrained =
                table.isPresent()
                        && actions.stream()
                                .filter(action -> rewrite.is(action.from(), Keyword.ADD))
                                .anyMatch(this::isConstrained);
        actions.forEach(this::add);
    }

    private void add(SqlText action) {
        int at = action.from();
        Keyword verb = at < action.to() ? tokens.keyword(at) : null;
        if (table.isEmpty() || verb == null) {
            types(action);
            inert(action, verb == null ? "" : verb.word());
            return;
        }
        switch (verb) {
            case ADD -> added(action);
            case DROP -> dropped(action);
            case ALTER -> altered(action);
            case RENAME -> renamed(action);
            case SET -> set(action);
            case OWNER -> Names.requireSelf(rewrite, at + 2);
            case RESET, CLUSTER -> {}
            default -> inert(action, verb.word());
        }
    }

    private void inert(SqlText action, String verb) {
        int at = action.from();
        String next = at + 1 < action.to() ? tokens.text(at + 1).toLowerCase(Locale.ROOT) : "";
        String word = at < action.to() ? tokens.text(at).toLowerCase(Locale.ROOT) : verb;
        if (table.isEmpty()) {
            engine(action);
            return;
        }
        switch (word) {
            case "replica" -> {}
            case "validate" -> requireConstraint(Literals.identifier(tokens, at + 2));
            case "enable", "disable" -> trigger(at, next, word);
            case "force", "inherit", "of", "attach", "detach", "not", "no" -> {
                if (!(word.equals("no") && next.equals("force"))) {
                    throw PgException.notSupported(
                            "ALTER TABLE ... " + upper(word + ' ' + next) + " is not supported",
                            "Tables here have no parents, partitions, types or row policies.");
                }
            }
            default -> engine(action);
        }
    }

    private void trigger(int at, String next, String word) {
        boolean rows = next.equals("row");
        boolean all =
                next.equals("trigger")
                        && (rewrite.is(at + 2, Keyword.ALL) || rewrite.is(at + 2, Keyword.USER));
        if (rows || all) {
            return; // the owner passes row security by, and there are no triggers
        }
        if (next.equals("trigger")) {
            throw Names.undefined(
                    SqlState.UNDEFINED_OBJECT,
                    "trigger \"%s\" for table \"%s\" does not exist"
                            .formatted(Literals.identifier(tokens, at + 2), self().name()));
        }
        throw PgException.notSupported(
                "ALTER TABLE ... " + upper(word + ' ' + next) + " is not supported",
                "Tables here have no triggers and no rules.");
    }

    private void added(SqlText action) {
        int at = action.from() + 1;
        boolean constraint =
                rewrite.is(at, Keyword.CONSTRAINT)
                        || rewrite.is(at, Keyword.CHECK)
                        || rewrite.is(at, Keyword.UNIQUE)
                        || rewrite.is(at, Keyword.PRIMARY)
                        || rewrite.is(at, Keyword.FOREIGN)
                        || (tokens.isWord(at, "exclude") && rewrite.is(at + 1, Keyword.USING));
        if (constraint) {
            addedConstraint(action);
            return;
        }
        if (rewrite.is(at, Keyword.COLUMN)) {
            at++;
        }
        if (rewrite.is(at, Keyword.IF)) {
            at += 3;
            if (table.orElseThrow().column(Literals.identifier(tokens, at)).isPresent()) {
                rewrite.notice(
                        SqlState.DUPLICATE_COLUMN,
                        "column \"%s\" of relation \"%s\" already exists, skipping"
                                .formatted(Literals.identifier(tokens, at), self().name()));
                return;
            }
        }
        addedColumn(rewrite.text().part(at, action.to()));
    }

    private void addedConstraint(SqlText action) {
        int at = action.from() + 1;
        Optional<String> carrier = Optional.empty();
        if (rewrite.is(at, Keyword.CONSTRAINT)) {
            carrier = new NamedConstraint(rewrite, self().name()).apply(at, Optional.empty());
            String wanted = Literals.identifier(tokens, at + 1);
            if (table.orElseThrow().constraint(wanted).isPresent()) {
                throw Names.undefined(
                        SqlState.DUPLICATE_OBJECT,
                        "constraint \"%s\" for relation \"%s\" already exists"
                                .formatted(wanted, self().name()));
            }
            at += 2;
        }
        new ConstraintClauses(rewrite).apply(at, action.to());
        SqlText body = rewrite.text().part(at, action.to());
        boolean key = rewrite.is(at, Keyword.UNIQUE) || rewrite.is(at, Keyword.PRIMARY);
        int keys = rewrite.is(at, Keyword.PRIMARY) ? at + 2 : at + 1;
        if (key && rewrite.is(keys, Keyword.USING)) {
            usingIndex(Literals.identifier(tokens, keys + 2), rewrite.source(at, keys));
        } else if (key && table.orElseThrow().referenced()) {
            rewrite.prelude("ALTER TABLE " + written + " ADD ", body, "");
        } else {
            rebuilt("ALTER TABLE ... ADD CONSTRAINT");
            addedConstraints.add(body);
            carrier.ifPresent(columnConstraints::add);
        }
    }

    /** The index becomes the constraint's own: it goes, and the constraint makes another. */
    private void usingIndex(String index, String key) {
        Relations.Index found =
                table.orElseThrow().indexes().stream()
                        .filter(i -> i.relation().name().equals(index))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Names.undefined(
                                                SqlState.UNDEFINED_OBJECT,
                                                "index \"" + index + "\" does not exist"));
        if (!found.unique()) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE, "\"" + index + "\" is not a unique index");
        }
        rewrite.prelude("DROP INDEX " + found.relation().quoted());
        rewrite.prelude(
                "ALTER TABLE "
                        + written
                        + " ADD "
                        + key
                        + " ("
                        + String.join(", ", found.expressions())
                        + ')');
    }

    /** The engine adds a column with its default and NOT NULL; other constraints come behind. */
    private void addedColumn(SqlText column) {
        int name = column.from();
        String quoted = Literals.quoteIdentifier(Literals.identifier(tokens, name));
        for (int at = name + 1; at < column.to(); at++) {
            if (rewrite.is(at, Keyword.GENERATED) && !isIdentity(at)) {
                rebuilt("ALTER TABLE ... ADD COLUMN ... GENERATED");
                definitions().column(column);
                addedColumns.add(column);
                return;
            }
        }
        new ConstraintClauses(rewrite).apply(name, column.to());
        definitions().column(column);
        if (anyConstrained && !table.orElseThrow().referenced()) {
            rebuilt("ALTER TABLE ... ADD COLUMN with constraints");
            definitions().named(column, columnConstraints);
            addedColumns.add(column);
            return;
        }
        List<SqlText> kept = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        int from = name;
        for (int at = name + 1; at < column.to(); ) {
            int past = pastConstraint(at, quoted, keys);
            if (past > at) {
                kept.add(rewrite.text().part(from, at));
                from = past;
                at = past;
            } else {
                at = rewrite.past(at);
            }
        }
        kept.add(rewrite.text().part(from, column.to()));
        rewrite.prelude("ALTER TABLE " + written + " ADD COLUMN ", kept, "");
        keys.forEach(key -> rewrite.prelude("ALTER TABLE " + written + " ADD " + key));
    }

    private ColumnDefinitions definitions() {
        return new ColumnDefinitions(rewrite, tableToken(), -1, self().temporary(), false);
    }

    /** What the engine adds not at all, or not while rows are being changed. */
    private boolean isConstrained(SqlText column) {
        for (int at = column.from() + 1; at < column.to(); at = rewrite.past(at)) {
            if (tokens.text(at).toLowerCase(Locale.ROOT).contains("serial")
                    || rewrite.is(at, Keyword.GENERATED)
                    || rewrite.is(at, Keyword.CONSTRAINT)
                    || rewrite.is(at, Keyword.NOT)
                    || rewrite.is(at, Keyword.UNIQUE)
                    || rewrite.is(at, Keyword.PRIMARY)
                    || rewrite.is(at, Keyword.CHECK)
                    || rewrite.is(at, Keyword.REFERENCES)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIdentity(int generated) {
        int as = rewrite.is(generated + 1, Keyword.ALWAYS) ? generated + 2 : generated + 3;
        return rewrite.is(as + 1, Keyword.IDENTITY);
    }

    private int pastConstraint(int at, String column, List<String> keys) {
        if (rewrite.is(at, Keyword.CONSTRAINT)) {
            return at + 2;
        }
        if (rewrite.is(at, Keyword.PRIMARY)) {
            keys.add("PRIMARY KEY (" + column + ')');
            return at + 2;
        }
        if (rewrite.is(at, Keyword.UNIQUE)) {
            keys.add("UNIQUE (" + column + ')');
            return at + 1;
        }
        if (rewrite.is(at, Keyword.CHECK)) {
            rebuilt("ALTER TABLE ... ADD COLUMN ... CHECK");
            int past = rewrite.pastGroup(at + 1);
            addedConstraints.add(rewrite.text().part(at, past));
            return past;
        }
        if (rewrite.is(at, Keyword.REFERENCES)) {
            rebuilt("ALTER TABLE ... ADD COLUMN ... REFERENCES");
            int past = rewrite.pastName(at + 1);
            past = rewrite.is(past, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(past) : past;
            while (rewrite.is(past, Keyword.ON)) {
                past += rewrite.is(past + 2, Keyword.NO) ? 4 : 3;
            }
            columnConstraints.add("FOREIGN KEY (" + column + ") " + rewrite.source(at, past));
            return past;
        }
        return at;
    }

    private void dropped(SqlText action) {
        int at = action.from() + 1;
        if (!rewrite.is(at, Keyword.CONSTRAINT)) {
            droppedColumn(action, rewrite.is(at, Keyword.COLUMN) ? at + 1 : at);
            return;
        }
        at++;
        boolean ifExists = rewrite.is(at, Keyword.IF);
        String constraint = Literals.identifier(tokens, ifExists ? at + 2 : at);
        if (ifExists && table.orElseThrow().constraint(constraint).isEmpty()) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "constraint \"%s\" of relation \"%s\" does not exist, skipping"
                            .formatted(constraint, self().name()));
            return;
        }
        requireConstraint(constraint);
        rebuilt("ALTER TABLE ... DROP CONSTRAINT");
        droppedConstraints.add(constraint);
    }

    /** With the sequence of its own; the views that read it must not be there. */
    private void droppedColumn(SqlText action, int from) {
        int at = rewrite.is(from, Keyword.IF) ? from + 2 : from;
        String column = Literals.identifier(tokens, at);
        if (at > from && table.orElseThrow().column(column).isEmpty()) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "column \"%s\" of relation \"%s\" does not exist, skipping"
                            .formatted(column, self().name()));
            return;
        }
        List<String> owned = OwnedSequences.of(rewrite, table.orElseThrow(), column);
        if (stoodOn(column)) {
            rebuilt("ALTER TABLE ... DROP COLUMN with indexes or constraints");
            droppedColumns.add(column);
            ownedAfterwards.addAll(owned);
        } else {
            engine(action);
            owned.forEach(rewrite::prelude);
        }
    }

    /** The engine drops no column before or under an index. */
    private boolean stoodOn(String column) {
        Table present = table.orElseThrow();
        return present.column(column).isPresent()
                && !present.referenced()
                && (!present.indexes().isEmpty() || !present.constraints().isEmpty());
    }

    private void altered(SqlText action) {
        int at = action.from() + 1;
        if (rewrite.is(at, Keyword.COLUMN)) {
            at++;
        }
        String column = Literals.identifier(tokens, at);
        Relations.Column present =
                table.orElseThrow()
                        .column(column)
                        .orElseThrow(() -> Names.undefinedColumn(column, self().name()));
        int what = at + 1;
        if (rewrite.is(what, Keyword.ADD)) {
            addIdentity(action, present, at);
        } else if (rewrite.is(what, Keyword.DROP) && rewrite.is(what + 1, Keyword.IDENTITY)) {
            List<String> owned = OwnedSequences.of(rewrite, table.orElseThrow(), column);
            alterColumn(column, "DROP DEFAULT");
            owned.forEach(rewrite::prelude);
        } else if (rewrite.is(what, Keyword.DROP) && tokens.isWord(what + 1, "expression")) {
            throw PgException.notSupported(
                    "ALTER COLUMN ... DROP EXPRESSION is not supported",
                    "Add a column and fill it with UPDATE.");
        } else if (rewrite.is(what, Keyword.SET) && isInertSetting(what + 1)) {
            return;
        } else if (rewrite.is(what, Keyword.RESET)) {
            return;
        } else if (rewrite.is(what, Keyword.RESTART)) {
            restart(present, what, action.to());
        } else {
            typeOrDefault(action, present, what);
        }
    }

    private boolean isInertSetting(int at) {
        return rewrite.is(at, Keyword.STATISTICS)
                || rewrite.is(at, Keyword.STORAGE)
                || tokens.isWord(at, "compression")
                || rewrite.is(at, TokenKind.LEFT_PAREN);
    }

    private void typeOrDefault(SqlText action, Relations.Column column, int what) {
        int type = -1;
        if (rewrite.is(what, Keyword.TYPE)) {
            type = what + 1;
        } else if (rewrite.is(what, Keyword.SET) && rewrite.is(what + 1, Keyword.DATA)) {
            type = what + 3;
        }
        if (type < 0) {
            engine(action);
            return;
        }
        TypeNames.rewrite(rewrite, type);
        boolean constrained =
                table.orElseThrow().constraints().stream()
                        .anyMatch(constraint -> constraint.columns().contains(column.name()));
        if (!constrained) {
            engine(action);
            return;
        }
        int past = type;
        while (past < action.to() && !rewrite.is(past, Keyword.USING)) {
            past = rewrite.past(past);
        }
        rebuilt("ALTER COLUMN ... TYPE of a constrained column");
        typeChanges.add(
                new TypeChange(
                        column.name(),
                        rewrite.text().part(type, past),
                        past < action.to()
                                ? Optional.of(rewrite.text().part(past + 1, action.to()))
                                : Optional.empty()));
    }

    private void restart(Relations.Column column, int from, int to) {
        SequenceDefinition options = new SequenceDefinition(rewrite).read(from, to);
        rewrite.later(
                relations -> {
                    List<String> statements = new ArrayList<>();
                    Table now = relations.table(name).orElseThrow();
                    for (Relations.Sequence sequence :
                            OwnedSequences.find(relations, now, column.name())) {
                        statements.addAll(options.changed(sequence).statements());
                    }
                    if (statements.isEmpty() && column.expression() == null) {
                        throw new PgException(
                                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                                "column \"%s\" of relation \"%s\" is not an identity column"
                                        .formatted(column.name(), now.relation().name()));
                    }
                    return statements;
                });
    }

    private void addIdentity(SqlText action, Relations.Column column, int name) {
        if (!column.notNull()) {
            throw new PgException(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "column \"%s\" of relation \"%s\" must be declared NOT NULL before identity can be added"
                            .formatted(column.name(), self().name()));
        }
        if (column.expression() != null) {
            throw new PgException(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "column \"%s\" of relation \"%s\" already has a default value"
                            .formatted(column.name(), self().name()));
        }
        String expression =
                new ColumnDefinitions(rewrite, tableToken(), -1, self().temporary(), true)
                        .identity(rewrite.text().part(name, action.to()), name + 2);
        alterColumn(column.name(), "SET DEFAULT " + expression);
    }

    private void alterColumn(String column, String change) {
        rewrite.prelude(
                "ALTER TABLE "
                        + written
                        + " ALTER COLUMN "
                        + Literals.quoteIdentifier(column)
                        + ' '
                        + change);
    }

    private void renamed(SqlText action) {
        if (rewrite.is(action.from() + 1, Keyword.CONSTRAINT)) {
            String old = Literals.identifier(tokens, action.from() + 2);
            requireConstraint(old);
            rebuilt("ALTER TABLE ... RENAME CONSTRAINT");
            renamedConstraints.put(old, Literals.identifier(tokens, action.from() + 4));
            return;
        }
        engine(action);
    }

    private void set(SqlText action) {
        int at = action.from() + 1;
        if (rewrite.is(at, Keyword.SCHEMA)) {
            schema = Literals.identifier(tokens, at + 1);
            if (!rewrite.context().relations().hasSchema(schema)) {
                throw Names.undefined(
                        SqlState.INVALID_SCHEMA_NAME, "schema \"" + schema + "\" does not exist");
            }
            rebuilt("ALTER TABLE ... SET SCHEMA");
        }
        // The others say how the rows are stored.
    }

    /** As the engine does it itself, its types rewritten. */
    private void engine(SqlText action) {
        if (table.isEmpty()) {
            unknown.add(action);
            return;
        }
        rewrite.prelude("ALTER TABLE " + written + ' ', action, "");
    }

    private void types(SqlText action) {
        int at = action.from();
        if (rewrite.is(at, Keyword.ADD)) {
            int name = rewrite.is(at + 1, Keyword.COLUMN) ? at + 2 : at + 1;
            name = rewrite.is(name, Keyword.IF) ? name + 3 : name;
            if (table.isEmpty() && rewrite.isName(name)) {
                TypeNames.rewrite(rewrite, name + 1);
            }
            return;
        }
        for (int i = at; i + 1 < action.to() && table.isEmpty(); i = rewrite.past(i)) {
            if (rewrite.is(i, Keyword.TYPE) && i > at + 1) {
                TypeNames.rewrite(rewrite, i + 1);
                return;
            }
        }
    }

    private void rebuilt(String what) {
        if (firstRebuilt.isEmpty()) {
            firstRebuilt = what;
        }
    }

    void finish() {
        if (table.isEmpty()) {
            finishUnknown();
            return;
        }
        rewrite.nothingElse();
        if (!firstRebuilt.isEmpty()) {
            rewrite.later(relations -> rebuild(relations.table(name).orElseThrow()));
            rewrite.later(_ -> ownedAfterwards);
        }
    }

    private void finishUnknown() {
        for (SqlText action : unknown.subList(0, unknown.size() - 1)) {
            rewrite.prelude("ALTER TABLE " + written + ' ', action, "");
        }
        rewrite.omit(unknown.getFirst().from(), unknown.getLast().from());
    }

    private List<String> rebuild(Table now) {
        List<String> added = new ArrayList<>();
        addedColumns.forEach(column -> added.add(rewrite.edited(column)));
        addedConstraints.forEach(constraint -> added.add(rewrite.edited(constraint)));
        added.addAll(columnConstraints);
        Relation place =
                schema.isEmpty()
                        ? now.relation()
                        : new Relation(now.relation().kind(), false, schema, now.relation().name());
        TableRebuild rebuild =
                new TableRebuild(
                        now,
                        added,
                        constraint -> !droppedConstraints.contains(constraint.name()),
                        place,
                        firstRebuilt);
        for (var renamed : renamedConstraints.entrySet()) {
            rebuild = rebuild.withName(renamed.getKey(), renamed.getValue());
        }
        for (String column : droppedColumns) {
            rebuild = rebuild.without(column);
        }
        for (TypeChange change : typeChanges) {
            rebuild =
                    rebuild.withType(
                            change.column(),
                            rewrite.edited(change.type()),
                            change.using().map(rewrite::edited).orElse(null));
        }
        return rebuild.statements();
    }

    private void requireConstraint(String constraint) {
        Optional<Constraint> found = table.orElseThrow().constraint(constraint);
        if (found.isEmpty()) {
            throw TableRebuild.noConstraint(constraint, self().name());
        }
    }

    private Relation self() {
        return table.orElseThrow().relation();
    }

    private int tableToken() {
        int at = rewrite.from() + 2;
        if (rewrite.is(at, Keyword.IF)) {
            at += 2;
        }
        return rewrite.is(at, Keyword.ONLY) ? at + 1 : at;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT).strip();
    }
}
