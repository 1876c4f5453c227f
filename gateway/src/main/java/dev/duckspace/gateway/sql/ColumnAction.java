package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.AlteredTable.Pass;
import dev.duckspace.gateway.sql.AlteredTable.Step;
import dev.duckspace.gateway.sql.Relations.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE ... ALTER COLUMN. */
final class ColumnAction {
    private final AlteredTable altered;
    private final Rewrite rewrite;
    private final Tokens tokens;

    ColumnAction(AlteredTable altered) {
        this.altered = altered;
        this.rewrite = altered.rewrite();
        this.tokens = rewrite.tokens();
    }

    Step step(SqlText action) {
        int at = action.from() + 1;
        if (rewrite.is(at, Keyword.COLUMN)) {
            at++;
        }
        String name = altered.identifier(at);
        int what = at + 1;
        Optional<Column> column = altered.table().column(name);
        if (rewrite.is(what, Keyword.ADD)) {
            return addIdentity(action, required(column, name), at);
        }
        if (rewrite.is(what, Keyword.DROP)) {
            return dropped(action, name, column, what + 1);
        }
        if (rewrite.is(what, Keyword.RESET)) {
            required(column, name);
            return AlteredTable.nothing();
        }
        if (rewrite.is(what, Keyword.RESTART)) {
            return restart(required(column, name), what, action.to());
        }
        if (rewrite.is(what, Keyword.TYPE)) {
            return type(action, required(column, name), what + 1);
        }
        return set(action, name, column, what + 1);
    }

    private Column required(Optional<Column> column, String name) {
        return column.orElseThrow(() -> Names.undefinedColumn(name, altered.relation().name()));
    }

    private Step dropped(SqlText action, String name, Optional<Column> column, int what) {
        if (rewrite.is(what, Keyword.IDENTITY)) {
            List<String> owned = OwnedSequences.of(rewrite, altered.table(), name);
            altered.later(_ -> owned);
            return defaulted(name, required(column, name), null, "DROP DEFAULT");
        }
        if (tokens.isWord(what, "expression")) {
            throw PgException.notSupported(
                    "ALTER COLUMN ... DROP EXPRESSION is not supported",
                    "Add a column and fill it with UPDATE.");
        }
        if (rewrite.is(what, Keyword.DEFAULT)) {
            return column.map(c -> defaulted(name, c, null, "DROP DEFAULT"))
                    .orElseGet(() -> notYetThere(action));
        }
        column.ifPresent(this::requireNoPrimaryKey);
        return nullable(action, name, column, false);
    }

    private void requireNoPrimaryKey(Column column) {
        boolean key =
                altered.table().constraints().stream()
                        .anyMatch(
                                c ->
                                        c.kind() == Relations.ConstraintKind.PRIMARY_KEY
                                                && c.columns().contains(column.name()));
        if (key) {
            throw new PgException(
                    SqlState.INVALID_TABLE_DEFINITION,
                    "column \"" + column.name() + "\" is in a primary key");
        }
    }

    private Step set(SqlText action, String name, Optional<Column> column, int what) {
        if (rewrite.is(what, Keyword.STATISTICS)
                || rewrite.is(what, Keyword.STORAGE)
                || tokens.isWord(what, "compression")
                || rewrite.is(what, TokenKind.LEFT_PAREN)) {
            return AlteredTable.nothing();
        }
        if (rewrite.is(what, Keyword.DATA)) {
            return type(action, required(column, name), what + 2);
        }
        if (rewrite.is(what, Keyword.NOT)) {
            return nullable(action, name, column, true);
        }
        if (!rewrite.is(what, Keyword.DEFAULT)) {
            Runnable engine = altered.engine(action);
            return new Step(Pass.ATTRIBUTE, engine, _ -> engine.run());
        }
        SqlText expression = rewrite.text().part(what + 1, action.to());
        if (column.isPresent()) {
            return defaulted(name, column.get(), expression, null);
        }
        return notYetThere(action);
    }

    /** Of a column that the same statement adds, or of none. */
    private Step notYetThere(SqlText action) {
        return new Step(
                Pass.ATTRIBUTE,
                altered.engine(action),
                family ->
                        family.afterwards(
                                "ALTER TABLE " + altered.written() + ' ' + rewrite.edited(action)));
    }

    private Step defaulted(
            String name, Column column, @Nullable SqlText expression, @Nullable String drop) {
        if (column.generated()) {
            throw new PgException(
                    SqlState.SYNTAX_ERROR,
                    "column \"%s\" of relation \"%s\" is a generated column"
                            .formatted(name, altered.relation().name()));
        }
        String start =
                "ALTER TABLE "
                        + altered.written()
                        + " ALTER COLUMN "
                        + Literals.quoteIdentifier(name)
                        + ' ';
        return new Step(
                Pass.ATTRIBUTE,
                () -> {
                    if (expression == null) {
                        rewrite.prelude(start + drop);
                    } else {
                        rewrite.prelude(start + "SET DEFAULT ", expression, "");
                    }
                },
                family ->
                        family.changed()
                                .change(
                                        name,
                                        c ->
                                                c.withExpression(
                                                        expression == null
                                                                ? null
                                                                : rewrite.edited(expression))));
    }

    private Step nullable(SqlText action, String name, Optional<Column> column, boolean notNull) {
        if (column.isEmpty()) {
            return notYetThere(action);
        }
        String change = notNull ? "SET NOT NULL" : "DROP NOT NULL";
        if (column.get().notNull() == notNull) {
            return AlteredTable.nothing();
        }
        return new Step(
                Pass.ATTRIBUTE,
                altered.isPlain()
                        ? altered.engine(
                                "ALTER COLUMN " + Literals.quoteIdentifier(name) + ' ' + change)
                        : null,
                family -> family.changed().change(name, c -> c.withNotNull(notNull)));
    }

    private Step type(SqlText action, Column column, int type) {
        TypeNames.rewrite(rewrite, type);
        altered.readers().stream()
                .filter(view -> DropAction.mentions(view, column.name()))
                .findFirst()
                .ifPresent(
                        view -> {
                            throw new PgException(
                                    ErrorInfo.error(
                                                    SqlState.FEATURE_NOT_SUPPORTED,
                                                    "cannot alter type of a column used by a view"
                                                            + " or rule")
                                            .withDetail(
                                                    "rule _RETURN on view %s depends on column \"%s\""
                                                            .formatted(
                                                                    view.view().name(),
                                                                    column.name())));
                        });
        int past = type;
        while (past < action.to() && !rewrite.is(past, Keyword.USING)) {
            past = rewrite.past(past);
        }
        SqlText written = rewrite.text().part(type, past);
        Optional<SqlText> using =
                past < action.to()
                        ? Optional.of(rewrite.text().part(past + 1, action.to()))
                        : Optional.empty();
        boolean engine = altered.isPlain() && !altered.isConstrained(column.name());
        return new Step(
                Pass.TYPE,
                engine ? altered.engine(action) : null,
                family ->
                        family.changed()
                                .retype(
                                        column.name(),
                                        rewrite.edited(written),
                                        using.map(rewrite::edited).orElse(null)));
    }

    private Step restart(Column column, int from, int to) {
        SequenceDefinition options = new SequenceDefinition(rewrite).read(from, to);
        altered.later(
                relations -> {
                    List<String> statements = new ArrayList<>();
                    Relations.Table now = relations.table(altered.name()).orElseThrow();
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
        return AlteredTable.nothing();
    }

    private Step addIdentity(SqlText action, Column column, int name) {
        String table = altered.relation().name();
        if (!column.notNull()) {
            throw new PgException(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "column \"%s\" of relation \"%s\" must be declared NOT NULL before identity can be added"
                            .formatted(column.name(), table));
        }
        if (column.expression() != null) {
            throw new PgException(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "column \"%s\" of relation \"%s\" already has a default value"
                            .formatted(column.name(), table));
        }
        String expression =
                altered.definitions()
                        .fresh()
                        .identity(rewrite.text().part(name, action.to()), name + 2);
        return new Step(
                Pass.ATTRIBUTE,
                altered.engine(
                        "ALTER COLUMN %s SET DEFAULT %s"
                                .formatted(Literals.quoteIdentifier(column.name()), expression)),
                family ->
                        family.changed().change(column.name(), c -> c.withExpression(expression)));
    }
}
