package dev.duckspace.gateway.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of CREATE TABLE. A serial or identity column becomes a default that draws from a
 * sequence of its own, made in the prelude. GENERATED ALWAYS AS IDENTITY does not refuse values of
 * the user's own. STORED generated columns are computed when read.
 */
final class ColumnDefinitions {
    private final Set<String> checks = new HashSet<>();
    private final Rewrite rewrite;
    private final Tokens tokens;
    private final int table;
    private final int open;
    private final boolean temporary;
    private final boolean fresh;
    private boolean checkedTable;

    /**
     * @param table first token of the table's name
     * @param open the bracket after it
     * @param fresh neither OR REPLACE nor IF NOT EXISTS: the table must not exist yet
     */
    ColumnDefinitions(Rewrite rewrite, int table, int open, boolean temporary, boolean fresh) {
        this.rewrite = rewrite;
        this.tokens = rewrite.tokens();
        this.table = table;
        this.open = open;
        this.temporary = temporary;
        this.fresh = fresh;
    }

    /** The same of a table whose sequences must not be there yet. */
    ColumnDefinitions fresh() {
        return new ColumnDefinitions(rewrite, table, open, temporary, true);
    }

    void apply() {
        int close = rewrite.pastGroup(open) - 1;
        List<SqlText> elements = rewrite.text().part(open + 1, close).splitAtCommas();
        ConstraintClauses clauses = new ConstraintClauses(rewrite);
        List<String> names = new ArrayList<>();
        for (SqlText element : elements) {
            if (!element.isEmpty() && rewrite.is(element.from(), Keyword.LIKE)) {
                new LikeClause(rewrite, element).apply(made());
                continue;
            }
            clauses.apply(element.from(), element.to());
            named(element, names);
            if (element.to() - element.from() > 1 && !isTableConstraint(element.from())) {
                column(element);
            }
        }
        if (!names.isEmpty()) {
            rewrite.insertBefore(close, ", " + String.join(", ", names));
        }
    }

    /** The names of the element's constraints; a key's goes into the list. */
    void named(SqlText element, List<String> carriers) {
        String name = Literals.identifier(tokens, rewrite.pastName(table) - 1);
        NamedConstraint named = new NamedConstraint(rewrite, name, checks);
        Optional<String> column =
                isTableConstraint(element.from()) || element.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Literals.identifier(tokens, element.from()));
        for (int at = element.from(); at < element.to(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.CONSTRAINT) && rewrite.isName(at + 1)) {
                named.apply(at, column).ifPresent(carriers::add);
            }
        }
    }

    private List<String> made() {
        List<String> written = Names.parts(rewrite, table);
        return temporary ? List.of("pg_temp", written.getLast()) : written;
    }

    private boolean isTableConstraint(int at) {
        return rewrite.is(at, Keyword.CONSTRAINT)
                || rewrite.is(at, Keyword.PRIMARY)
                || rewrite.is(at, Keyword.UNIQUE)
                || rewrite.is(at, Keyword.CHECK)
                || rewrite.is(at, Keyword.FOREIGN)
                || (rewrite.tokens().isWord(at, "exclude") && rewrite.is(at + 1, Keyword.USING));
    }

    /** Edits one column's definition. */
    void column(SqlText element) {
        String serial = serialType(element.from() + 1);
        if (serial != null) {
            OwnedSequence sequence = sequence(element.from());
            create(sequence, new SequenceDefinition(rewrite).ofType(serial).created());
            int type = element.from() + 1;
            rewrite.replace(
                    type,
                    Math.min(TypeNames.pastType(rewrite, type), element.to()),
                    serial + ' ' + sequence.columnDefault());
            return;
        }
        TypeNames.rewrite(rewrite, element.from() + 1);
        for (int at = element.from() + 1; at < element.to(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.GENERATED)) {
                generated(element, at);
            }
        }
    }

    private @Nullable String serialType(int at) {
        if (at >= rewrite.to()) {
            return null;
        }
        return switch (tokens.text(at).toLowerCase(Locale.ROOT)) {
            case "serial", "serial4" -> "INTEGER";
            case "bigserial", "serial8" -> "BIGINT";
            case "smallserial", "serial2" -> "SMALLINT";
            default -> null;
        };
    }

    private OwnedSequence sequence(int column) {
        return OwnedSequence.of(
                temporary,
                qualifier(),
                Literals.identifier(tokens, rewrite.pastName(table) - 1),
                Literals.identifier(tokens, column));
    }

    /** The schema of the table with its dot; empty when unknown. */
    private String qualifier() {
        String written = rewrite.source(table, rewrite.pastName(table) - 1);
        String schema = rewrite.context().currentSchema();
        return written.isEmpty() && schema != null ? schema + '.' : written;
    }

    /**
     * A fresh table gets a fresh sequence, though one of an earlier table may be left over; that
     * the table does not exist is seen first, so that the error is about the table.
     */
    private void create(OwnedSequence sequence, String options) {
        if (!fresh) {
            rewrite.prelude(sequence.createUnlessExists(options));
            return;
        }
        if (!checkedTable) {
            checkTable();
            checkedTable = true;
        }
        rewrite.prelude(sequence.createNew(options));
    }

    /**
     * Only under a name that no other table can have: an unqualified DROP could meet another table
     * of the search path, and one in schema main a temporary table, whose schema is main as well.
     */
    private void checkTable() {
        String qualifier = temporary ? "temp." : qualifier();
        boolean main = qualifier.replace("\"", "").equalsIgnoreCase("main.");
        if (!qualifier.isEmpty() && !main) {
            int last = rewrite.pastName(table) - 1;
            String name = qualifier + rewrite.source(last, last + 1);
            String create = temporary ? "CREATE TEMP TABLE " : "CREATE TABLE ";
            rewrite.prelude(create + name + "(i INTEGER)");
            rewrite.prelude("DROP TABLE " + name);
        }
    }

    private void generated(SqlText element, int at) {
        int as = rewrite.is(at + 1, Keyword.ALWAYS) ? at + 2 : at + 3;
        if (!rewrite.is(as, Keyword.AS)) {
            return;
        }
        if (!rewrite.is(as + 1, Keyword.IDENTITY)) {
            int stored = rewrite.past(as + 1);
            if (rewrite.is(stored, Keyword.STORED)) {
                rewrite.replace(stored, stored + 1, "VIRTUAL");
            }
            return;
        }
        int past = as + 2;
        String options = ofColumn(element).created();
        if (rewrite.is(past, TokenKind.LEFT_PAREN)) {
            int pastOptions = rewrite.pastGroup(past);
            options = ofColumn(element).read(past + 1, pastOptions - 1).created();
            past = pastOptions;
        }
        OwnedSequence sequence = sequence(element.from());
        create(sequence, options);
        rewrite.replace(at, past, sequence.identityDefault(rewrite.is(at + 1, Keyword.ALWAYS)));
    }

    private SequenceDefinition ofColumn(SqlText element) {
        return new SequenceDefinition(rewrite).ofType(tokens.text(element.from() + 1));
    }

    /** The default of a column that becomes an identity: {@code GENERATED .. AS IDENTITY (..)}. */
    String identity(SqlText element, int generated) {
        int identity = generated;
        while (identity < element.to() && !rewrite.is(identity, Keyword.IDENTITY)) {
            identity++;
        }
        boolean given = rewrite.is(identity + 1, TokenKind.LEFT_PAREN);
        int close = given ? rewrite.pastGroup(identity + 1) - 1 : identity;
        OwnedSequence sequence = sequence(element.from());
        rewrite.prelude(
                sequence.createNew(
                        given
                                ? new SequenceDefinition(rewrite)
                                        .read(identity + 2, close)
                                        .created()
                                : ""));
        return sequence.identityExpression(
                rewrite.is(generated + 1, Keyword.ALWAYS)
                        || rewrite.is(generated + 2, Keyword.ALWAYS));
    }
}
