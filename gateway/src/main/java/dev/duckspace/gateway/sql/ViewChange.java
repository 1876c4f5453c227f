package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.UpdatableView.NotUpdatable;
import dev.duckspace.gateway.sql.UpdatableView.ViewColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** INSERT, UPDATE and DELETE of a view: the statement that changes its table instead. */
final class ViewChange {
    private final Rewrite rewrite;
    private final UpdatableView view;
    private final StringBuilder out = new StringBuilder();
    private final int name;
    private final String alias;
    private final int pastAlias;
    private boolean joined;

    private ViewChange(Rewrite rewrite, UpdatableView view, int name) {
        this.rewrite = rewrite;
        this.view = view;
        this.name = name;
        int past = rewrite.pastName(name);
        boolean as = rewrite.is(past, Keyword.AS);
        boolean bare = !as && rewrite.leading() != Leading.INSERT && rewrite.isAlias(past);
        this.alias =
                as || bare
                        ? rewrite.source(as ? past + 1 : past, as ? past + 2 : past + 1)
                        : Literals.quoteIdentifier(view.view().name());
        this.pastAlias = as ? past + 2 : bare ? past + 1 : past;
    }

    /** Empty for what changes no view. */
    static Optional<String> of(SqlText text, Leading leading, RewriteContext context) {
        if (context.relations() == Relations.NONE || context.relations().views().isEmpty()) {
            return Optional.empty();
        }
        Rewrite rewrite = new Rewrite(text, leading, context);
        int name = target(rewrite, leading);
        if (!rewrite.isName(name)
                || !context.relations().views().contains(Names.parts(rewrite, name).getLast())) {
            return Optional.empty();
        }
        Optional<Relation> found =
                context.relations()
                        .find(Names.parts(rewrite, name))
                        .filter(relation -> relation.kind() == Kind.VIEW);
        return found.map(view -> changed(rewrite, view, name));
    }

    private static int target(Rewrite rewrite, Leading leading) {
        Keyword word =
                switch (leading) {
                    case INSERT -> Keyword.INTO;
                    case UPDATE -> Keyword.UPDATE;
                    default -> Keyword.FROM;
                };
        int at = rewrite.from();
        while (at < rewrite.to() && !rewrite.is(at, word)) {
            at = rewrite.past(at);
        }
        return rewrite.is(at + 1, Keyword.ONLY) ? at + 2 : at + 1;
    }

    private static String changed(Rewrite rewrite, Relation view, int name) {
        Optional<String> query = KeptView.query(rewrite.context().relations().comment(view));
        try {
            UpdatableView updatable =
                    UpdatableView.of(
                            view, query.orElseThrow(() -> new NotUpdatable("")), rewrite.context());
            if (rewrite.leading() != Leading.DELETE) {
                updatable.requireStored();
            }
            ViewChange change = new ViewChange(rewrite, updatable, name);
            return switch (rewrite.leading()) {
                case INSERT -> change.insert();
                case UPDATE -> change.update();
                default -> change.delete();
            };
        } catch (NotUpdatable e) {
            throw refused(rewrite.leading(), view.name(), String.valueOf(e.getMessage()));
        }
    }

    private static PgException refused(Leading leading, String view, String detail) {
        String verb =
                switch (leading) {
                    case INSERT -> "insert into";
                    case UPDATE -> "update";
                    default -> "delete from";
                };
        String doing =
                switch (leading) {
                    case INSERT -> "inserting into";
                    case UPDATE -> "updating";
                    default -> "deleting from";
                };
        ErrorInfo error =
                ErrorInfo.error(
                                SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                                "cannot %s view \"%s\"".formatted(verb, view))
                        .withHint(
                                "To enable %s the view, provide an INSTEAD OF %s trigger or an unconditional ON %s DO INSTEAD rule."
                                        .formatted(doing, leading.name(), leading.name()));
        return new PgException(detail.isEmpty() ? error : error.withDetail(detail));
    }

    private int clause(int from, Keyword word) {
        int at = from;
        while (at < rewrite.to()
                && (!rewrite.is(at, word) || rewrite.is(at - 1, Keyword.DISTINCT))) {
            at = rewrite.past(at);
        }
        return Math.min(at, rewrite.to());
    }

    private void begin() {
        out.append(rewrite.source(rewrite.from(), name))
                .append(' ')
                .append(view.base().quoted())
                .append(" AS ")
                .append(alias);
    }

    private String insert() {
        begin();
        int at = pastAlias;
        boolean defaults = rewrite.is(at, Keyword.DEFAULT);
        boolean listed =
                rewrite.is(at, TokenKind.LEFT_PAREN)
                        && !rewrite.is(at + 1, Keyword.SELECT)
                        && !rewrite.is(at + 1, Keyword.WITH)
                        && !rewrite.is(at + 1, TokenKind.LEFT_PAREN);
        if (listed) {
            int past = rewrite.pastGroup(at);
            List<String> columns = new ArrayList<>();
            for (SqlText column : rewrite.text().part(at + 1, past - 1).splitAtCommas()) {
                columns.add(stored(Literals.identifier(rewrite.tokens(), column.from())));
            }
            out.append(" (").append(String.join(", ", columns)).append(')');
            at = past;
        } else if (!defaults) {
            out.append(" (").append(String.join(", ", inserted(at))).append(')');
        }
        int returning = clause(at, Keyword.RETURNING);
        int conflict = Math.min(returning, conflict(at));
        out.append(' ').append(rewrite.source(at, conflict)).append(' ');
        conflict(conflict, returning);
        returning(returning);
        return out.toString();
    }

    private int conflict(int from) {
        int at = clause(from, Keyword.ON);
        while (at < rewrite.to() && !rewrite.is(at + 1, Keyword.CONFLICT)) {
            at = clause(at + 1, Keyword.ON);
        }
        return at;
    }

    private void conflict(int from, int to) {
        if (from >= to) {
            return;
        }
        int set = Math.min(to, clause(from, Keyword.SET));
        out.append(mapped(from, set)).append(' ');
        if (set < to) {
            int where = Math.min(to, clause(set, Keyword.WHERE));
            out.append("SET ");
            assignments(set + 1, where);
            out.append(mapped(where, to)).append(' ');
        }
    }

    /** As many columns as there are values. */
    private List<String> inserted(int at) {
        int count = view.columns().size();
        int values = rewrite.is(at, Keyword.OVERRIDING) ? at + 3 : at;
        if (rewrite.is(values, Keyword.VALUES) && rewrite.is(values + 1, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(values + 1);
            int given = rewrite.text().part(values + 2, past - 1).splitAtCommas().size();
            count = Math.min(count, given);
        }
        return view.columns().subList(0, count).stream()
                .map(column -> stored(column.name()))
                .toList();
    }

    private String stored(String column) {
        ViewColumn found =
                view.column(column)
                        .orElseThrow(() -> Names.undefinedColumn(column, view.view().name()));
        if (!found.plain()) {
            throw new PgException(
                    ErrorInfo.error(
                                    SqlState.FEATURE_NOT_SUPPORTED,
                                    "cannot %s column \"%s\" of view \"%s\""
                                            .formatted(
                                                    rewrite.leading() == Leading.INSERT
                                                            ? "insert into"
                                                            : "update",
                                                    column,
                                                    view.view().name()))
                            .withDetail(
                                    "View columns that are not columns of their base relation are not updatable."));
        }
        return found.expression();
    }

    private String update() {
        begin();
        int set = clause(pastAlias, Keyword.SET);
        int from = clause(set, Keyword.FROM);
        int where = clause(set, Keyword.WHERE);
        int returning = clause(set, Keyword.RETURNING);
        joined = from < Math.min(where, returning);
        out.append(" SET ");
        assignments(set + 1, Math.min(from, Math.min(where, returning)));
        if (joined) {
            out.append(mapped(from, Math.min(where, returning))).append(' ');
        }
        where(where, returning);
        returning(returning);
        return out.toString();
    }

    private String delete() {
        begin();
        int using = clause(pastAlias, Keyword.USING);
        int where = clause(pastAlias, Keyword.WHERE);
        int returning = clause(pastAlias, Keyword.RETURNING);
        joined = using < Math.min(where, returning);
        out.append(' ');
        if (joined) {
            out.append(mapped(using, Math.min(where, returning))).append(' ');
        }
        where(where, returning);
        returning(returning);
        return out.toString();
    }

    /** The columns of a view have no defaults of their own. */
    private void assignments(int from, int to) {
        String separator = "";
        for (SqlText item : rewrite.text().part(from, to).splitAtCommas()) {
            out.append(separator);
            separator = ", ";
            int at = item.from();
            if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
                int past = rewrite.pastGroup(at);
                out.append(
                        rewrite.text().part(at + 1, past - 1).splitAtCommas().stream()
                                .map(each -> Literals.identifier(rewrite.tokens(), each.from()))
                                .map(this::stored)
                                .collect(Collectors.joining(", ", "(", ")")));
                at = past;
            } else {
                out.append(stored(Literals.identifier(rewrite.tokens(), at)));
                at++;
            }
            boolean reset = rewrite.is(item.to() - 1, Keyword.DEFAULT) && item.to() - 2 == at;
            requireNoDefaults(at + 1, item.to());
            out.append(' ').append(reset ? "= NULL" : mapped(at, item.to()));
        }
        out.append(' ');
    }

    /** Those of the table would come in place of NULL. */
    private void requireNoDefaults(int from, int to) {
        for (int at = from; at < to - 1 && !rewrite.is(from, Keyword.DEFAULT); at++) {
            if (rewrite.is(at, Keyword.DEFAULT) && !rewrite.is(at - 1, TokenKind.DOT)) {
                throw view.notSupported("DEFAULT in a row of values in UPDATE");
            }
        }
    }

    private void where(int where, int end) {
        String own = where < end ? mapped(where + 1, end) : "";
        String condition = condition();
        if (own.isEmpty() && condition.isEmpty()) {
            return;
        }
        out.append("WHERE ")
                .append(own.isEmpty() ? "" : '(' + own + ')')
                .append(own.isEmpty() || condition.isEmpty() ? "" : " AND ")
                .append(condition)
                .append(' ');
    }

    /** What keeps the statement to the rows of the view. */
    private String condition() {
        if (view.condition().isEmpty()) {
            return "";
        }
        if (!joined && view.hasPlainCondition()) {
            return '(' + view.condition() + ')';
        }
        if (view.base().kind() == Kind.VIEW || view.hidden().contains("rowid")) {
            throw view.notSupported(rewrite.leading().name());
        }
        return "%s.rowid IN (SELECT rowid %s WHERE %s)"
                .formatted(alias, view.reading(), view.condition());
    }

    private void returning(int from) {
        if (from >= rewrite.to()) {
            return;
        }
        List<String> items = new ArrayList<>();
        for (SqlText item : rewrite.text().part(from + 1, rewrite.to()).splitAtCommas()) {
            boolean ofView = rewrite.is(item.from() + 1, TokenKind.DOT) && isAlias(item.from());
            int at = ofView ? item.from() + 2 : item.from();
            if (rewrite.tokens().isOperator(at, "*") && at + 1 == item.to()) {
                if (joined) {
                    throw view.notSupported("RETURNING * of several tables");
                }
                view.columns().forEach(column -> items.add(labelled(column)));
                continue;
            }
            Optional<ViewColumn> lone =
                    at + 1 == item.to() && rewrite.isName(at)
                            ? view.column(Literals.identifier(rewrite.tokens(), at))
                            : Optional.empty();
            items.add(lone.map(this::labelled).orElseGet(() -> mapped(item.from(), item.to())));
        }
        out.append("RETURNING ").append(String.join(", ", items));
    }

    private String labelled(ViewColumn column) {
        String label = Literals.quoteIdentifier(column.name());
        return column.expression().equals(label)
                ? qualifier() + label
                : expression(column) + " AS " + label;
    }

    private String expression(ViewColumn column) {
        return column.plain() ? qualifier() + column.expression() : '(' + column.expression() + ')';
    }

    /** The engine knows no alias in INSERT .. RETURNING. */
    private String qualifier() {
        return rewrite.leading() == Leading.INSERT ? "" : alias + '.';
    }

    private boolean isAlias(int at) {
        return Literals.quoteIdentifier(Literals.identifier(rewrite.tokens(), at))
                .equals(
                        Literals.quoteIdentifier(
                                Literals.identifier(Tokenizer.tokenize(alias), 0)));
    }

    /** An expression whose names are the view's, in the base's. */
    private String mapped(int from, int to) {
        if (from >= to) {
            return "";
        }
        boolean queries = joined || mentionsQuery(from, to);
        StringBuilder text = new StringBuilder();
        int copied = from;
        for (int at = from; at < to; at++) {
            if (!rewrite.isName(at)
                    || rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                    || rewrite.is(at + 1, TokenKind.DOT)
                    || rewrite.is(at - 1, Keyword.AS)
                    || rewrite.is(at - 1, TokenKind.CAST)
                    || rewrite.isString(at + 1)) {
                continue;
            }
            boolean qualified = rewrite.is(at - 1, TokenKind.DOT);
            boolean excluded = qualified && rewrite.tokens().isWord(at - 2, "excluded");
            if (qualified && !excluded && !isAlias(at - 2)) {
                continue;
            }
            String word = Literals.identifier(rewrite.tokens(), at);
            Optional<ViewColumn> column = view.column(word);
            boolean same =
                    column.filter(ViewColumn::plain)
                            .map(ViewColumn::expression)
                            .filter(Literals.quoteIdentifier(word)::equals)
                            .isPresent();
            if (column.isEmpty()) {
                requireShown(word, qualified || !queries, at);
            }
            boolean stays = same && !(qualified && rewrite.leading() == Leading.INSERT);
            if (column.isEmpty() || stays || (excluded && same)) {
                continue;
            }
            boolean clear = qualified || !queries;
            if (!clear || (excluded && !column.get().plain())) {
                throw view.notSupported(
                        rewrite.leading().name().toLowerCase(Locale.ROOT)
                                + " with a query, by renamed columns,");
            }
            int start = qualified ? at - 2 : at;
            text.append(source(copied, start))
                    .append(excluded ? "excluded." + column.get().expression() : bare(column.get()))
                    .append(' ');
            copied = at + 1;
        }
        return text.append(source(copied, to)).toString();
    }

    private String bare(ViewColumn column) {
        return column.plain() ? column.expression() : '(' + column.expression() + ')';
    }

    private String source(int from, int to) {
        return from < to ? rewrite.source(from, to) + ' ' : "";
    }

    /** Beside other tables the name may be a column of theirs, or the table's that is hidden. */
    private void requireShown(String word, boolean clear, int at) {
        if (!view.hidden().contains(word)) {
            return;
        }
        if (clear) {
            throw Names.undefined(
                    SqlState.UNDEFINED_COLUMN, "column \"" + word + "\" does not exist");
        }
        if (!rewrite.is(at - 1, TokenKind.DOT)) {
            throw view.notSupported(
                    "a name that is also a column of its table, \"" + word + "\", in a change");
        }
    }

    private boolean mentionsQuery(int from, int to) {
        for (int at = from; at < to; at++) {
            if (rewrite.is(at, Keyword.SELECT)) {
                return true;
            }
        }
        return false;
    }
}
