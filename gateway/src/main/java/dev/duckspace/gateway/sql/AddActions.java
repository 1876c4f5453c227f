package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.AlteredTable.Pass;
import dev.duckspace.gateway.sql.AlteredTable.Step;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** ALTER TABLE ... ADD: columns, which the engine adds only bare, and constraints. */
final class AddActions {
    private final AlteredTable altered;
    private final Rewrite rewrite;
    private final Tokens tokens;
    private final boolean constrained;
    private boolean addsColumns;

    /**
     * @param actions all of the statement: its columns come in its order, by whomever
     */
    AddActions(AlteredTable altered, List<SqlText> actions) {
        this.altered = altered;
        this.rewrite = altered.rewrite();
        this.tokens = rewrite.tokens();
        this.constrained =
                actions.stream()
                        .filter(action -> rewrite.is(action.from(), Keyword.ADD))
                        .anyMatch(this::isConstrained);
    }

    Step step(SqlText action) {
        int at = action.from() + 1;
        if (isConstraint(at)) {
            return constraint(action);
        }
        if (rewrite.is(at, Keyword.COLUMN)) {
            at++;
        }
        boolean unlessExists = rewrite.is(at, Keyword.IF);
        at = unlessExists ? at + 3 : at;
        String name = altered.identifier(at);
        if (altered.table().column(name).isPresent()) {
            if (!unlessExists) {
                throw Names.duplicateColumn(name, altered.relation().name());
            }
            rewrite.notice(
                    SqlState.DUPLICATE_COLUMN,
                    "column \"%s\" of relation \"%s\" already exists, skipping"
                            .formatted(name, altered.relation().name()));
            return AlteredTable.nothing();
        }
        return column(rewrite.text().part(at, action.to()));
    }

    private boolean isConstraint(int at) {
        return rewrite.is(at, Keyword.CONSTRAINT)
                || rewrite.is(at, Keyword.CHECK)
                || rewrite.is(at, Keyword.UNIQUE)
                || rewrite.is(at, Keyword.PRIMARY)
                || rewrite.is(at, Keyword.FOREIGN)
                || (tokens.isWord(at, "exclude")
                        && (rewrite.is(at + 1, Keyword.USING)
                                || rewrite.is(at + 1, TokenKind.LEFT_PAREN)));
    }

    private Step column(SqlText column) {
        addsColumns = true;
        new ConstraintClauses(rewrite).apply(column.from(), column.to());
        ColumnDefinitions definitions = altered.definitions();
        definitions.column(column);
        List<String> names = new ArrayList<>();
        definitions.named(column, names);
        return new Step(
                Pass.ADD_COLUMN,
                constrained
                        ? null
                        : () ->
                                rewrite.prelude(
                                        "ALTER TABLE " + altered.written() + " ADD COLUMN ",
                                        column,
                                        ""),
                family -> {
                    requireReachable(family, column);
                    family.changed().add(rewrite.edited(column));
                    names.forEach(family.changed()::addBehind);
                });
    }

    /** Views that read all columns go on without the new ones. */
    void keepReaders() {
        if (!addsColumns) {
            return;
        }
        altered.readers().stream()
                .filter(view -> DropAction.mentions(view, ""))
                .forEach(view -> altered.keepReader(view, name -> name));
    }

    /** What the engine adds not at all, or not while rows are being changed. */
    private boolean isConstrained(SqlText action) {
        for (int at = action.from() + 2; at < action.to(); at = rewrite.past(at)) {
            if (tokens.text(at).toLowerCase(Locale.ROOT).contains("serial")
                    || rewrite.is(at, Keyword.GENERATED)
                    || rewrite.is(at, Keyword.CONSTRAINT)
                    || (rewrite.is(at, Keyword.NOT) && !rewrite.is(at + 1, Keyword.EXISTS))
                    || rewrite.is(at, Keyword.UNIQUE)
                    || rewrite.is(at, Keyword.PRIMARY)
                    || rewrite.is(at, Keyword.CHECK)
                    || rewrite.is(at, Keyword.REFERENCES)) {
                return true;
            }
        }
        return false;
    }

    private Step constraint(SqlText action) {
        int at = action.from() + 1;
        Optional<String> carrier = Optional.empty();
        if (rewrite.is(at, Keyword.CONSTRAINT)) {
            String table = altered.relation().name();
            carrier =
                    new NamedConstraint(rewrite, table, new HashSet<>())
                            .apply(at, Optional.empty());
            requireNew(altered.identifier(at + 1), at + 2);
            at += 2;
        } else if (rewrite.is(at, Keyword.PRIMARY)) {
            requireNoPrimaryKey();
        }
        new ConstraintClauses(rewrite).apply(at, action.to());
        int keys = rewrite.is(at, Keyword.PRIMARY) ? at + 2 : at + 1;
        boolean key = rewrite.is(at, Keyword.UNIQUE) || rewrite.is(at, Keyword.PRIMARY);
        if (key && rewrite.is(keys, Keyword.USING)) {
            return usingIndex(
                    altered.identifier(keys + 2),
                    rewrite.source(at, keys),
                    rewrite.is(action.from() + 1, Keyword.CONSTRAINT)
                            ? Optional.of(altered.identifier(action.from() + 2))
                            : Optional.empty());
        }
        SqlText body = rewrite.text().part(at, action.to());
        Optional<String> name = carrier;
        return new Step(
                Pass.ADD_CONSTRAINT,
                null,
                family -> {
                    requireReachable(family, body);
                    family.changed().addBehind(rewrite.edited(body));
                    name.ifPresent(family.changed()::addBehind);
                });
    }

    /** Of the name of a constraint, which a key shares with its index. */
    private void requireNew(String name, int body) {
        if (rewrite.is(body, Keyword.PRIMARY)) {
            requireNoPrimaryKey();
        }
        boolean index = rewrite.is(body, Keyword.PRIMARY) || rewrite.is(body, Keyword.UNIQUE);
        boolean using =
                rewrite.is(rewrite.is(body, Keyword.PRIMARY) ? body + 2 : body + 1, Keyword.USING);
        if (index && !using && isRelation(name)) {
            throw Names.undefined(
                    SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists");
        }
        if (altered.table().constraint(name).isPresent()) {
            throw duplicateConstraint(name, altered.relation().name());
        }
    }

    /** A key of the table itself, or anything else in its schema. */
    private boolean isRelation(String name) {
        boolean key =
                altered.table()
                        .constraint(name)
                        .filter(
                                found ->
                                        found.kind() == Relations.ConstraintKind.PRIMARY_KEY
                                                || found.kind() == Relations.ConstraintKind.UNIQUE)
                        .isPresent();
        boolean index =
                altered.table().indexes().stream().anyMatch(i -> i.relation().name().equals(name));
        return key || index;
    }

    private void requireNoPrimaryKey() {
        boolean present =
                altered.table().constraints().stream()
                        .anyMatch(c -> c.kind() == Relations.ConstraintKind.PRIMARY_KEY);
        if (present) {
            throw new PgException(
                    SqlState.INVALID_TABLE_DEFINITION,
                    "multiple primary keys for table \"%s\" are not allowed"
                            .formatted(altered.relation().name()));
        }
    }

    /** The index becomes the constraint's own, under the constraint's name or its own. */
    private Step usingIndex(String index, String key, Optional<String> named) {
        Relations.Index found =
                altered.table().indexes().stream()
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
        String name = named.orElse(index);
        List<String> columns = found.expressions().stream().map(e -> e.replace("\"", "")).toList();
        Relations.ConstraintKind kind =
                key.toLowerCase(Locale.ROOT).startsWith("unique")
                        ? Relations.ConstraintKind.UNIQUE
                        : Relations.ConstraintKind.PRIMARY_KEY;
        return new Step(
                Pass.ADD_CONSTRAINT,
                null,
                family -> {
                    family.changed().dropIndex(index);
                    family.changed()
                            .addBehind(key + " (" + String.join(", ", found.expressions()) + ')');
                    family.changed().addBehind(ConstraintNames.carrier(name, kind, columns));
                });
    }

    /** Tables that refer to each other can be made in no order. */
    private void requireReachable(TableFamily family, SqlText element) {
        for (int at = element.from(); at < element.to(); at = rewrite.past(at)) {
            if (!rewrite.is(at, Keyword.REFERENCES)) {
                continue;
            }
            Optional<Relation> referred =
                    rewrite.context().relations().find(Names.parts(rewrite, at + 1));
            if (referred.isPresent() && family.isReferring(referred.get())) {
                throw PgException.notSupported(
                        "foreign keys of two tables that refer to each other are not supported",
                        "Leave one of them out.");
            }
        }
    }

    static PgException duplicateConstraint(String name, String table) {
        return Names.undefined(
                SqlState.DUPLICATE_OBJECT,
                "constraint \"" + name + "\" for relation \"" + table + "\" already exists");
    }
}
