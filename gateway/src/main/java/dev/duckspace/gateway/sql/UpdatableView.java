package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A view whose rows are those of one table or view, so that what changes the one can change the
 * other.
 *
 * @param base the table or view
 * @param hidden its columns that the view does not have
 * @param columns the view's
 * @param reading FROM with its table, as a query of the rows may have it
 * @param condition as written; empty for none
 */
record UpdatableView(
        Relation view,
        Relation base,
        Set<String> hidden,
        List<ViewColumn> columns,
        String reading,
        String condition) {
    private static final String NO_SINGLE_TABLE =
            "Views that do not select from a single table or view are not automatically updatable.";
    private static final Set<String> AGGREGATES =
            Set.of(
                    "array_agg",
                    "avg",
                    "bit_and",
                    "bit_or",
                    "bit_xor",
                    "bool_and",
                    "bool_or",
                    "corr",
                    "count",
                    "covar_pop",
                    "covar_samp",
                    "every",
                    "json_agg",
                    "json_object_agg",
                    "jsonb_agg",
                    "jsonb_object_agg",
                    "max",
                    "min",
                    "mode",
                    "percentile_cont",
                    "percentile_disc",
                    "range_agg",
                    "range_intersect_agg",
                    "regr_avgx",
                    "regr_avgy",
                    "regr_count",
                    "regr_intercept",
                    "regr_r2",
                    "regr_slope",
                    "regr_sxx",
                    "regr_sxy",
                    "regr_syy",
                    "string_agg",
                    "stddev",
                    "stddev_pop",
                    "stddev_samp",
                    "sum",
                    "var_pop",
                    "var_samp",
                    "variance");
    private static final Set<String> SETS =
            Set.of(
                    "generate_series",
                    "generate_subscripts",
                    "unnest",
                    "regexp_matches",
                    "regexp_split_to_table",
                    "string_to_table",
                    "json_array_elements",
                    "json_array_elements_text",
                    "json_each",
                    "json_each_text",
                    "json_object_keys",
                    "jsonb_array_elements",
                    "jsonb_array_elements_text",
                    "jsonb_each",
                    "jsonb_each_text",
                    "jsonb_object_keys",
                    "jsonb_path_query");

    /** Called like functions, but none. */
    private static final Set<String> FORMS = Set.of("coalesce", "greatest", "least", "nullif");

    /**
     * @param expression the base's column, quoted; else what is computed, as written
     * @param plain whether it is a column of the base
     */
    record ViewColumn(String name, String expression, boolean plain) {}

    /** Why a view is none, in PostgreSQL's words. */
    static final class NotUpdatable extends Exception {
        private static final long serialVersionUID = 1L;

        NotUpdatable(String detail) {
            super(detail, null, false, false);
        }
    }

    UpdatableView {
        hidden = Set.copyOf(hidden);
        columns = List.copyOf(columns);
    }

    Optional<ViewColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Rows of a view without any columns of its base can be deleted, no more. */
    void requireStored() throws NotUpdatable {
        if (columns.stream().noneMatch(ViewColumn::plain)) {
            throw new NotUpdatable(
                    "Views that have no updatable columns are not automatically updatable.");
        }
    }

    /**
     * @param query the view's, as the user wrote it
     */
    static UpdatableView of(Relation view, String query, RewriteContext context)
            throws NotUpdatable {
        Rewrite text = new Rewrite(SqlSplitter.split(query).getFirst(), Leading.SELECT, context);
        requireSimple(text);
        int from = clause(text, text.from() + 1, Keyword.FROM);
        int where = clause(text, from, Keyword.WHERE);
        int order = clause(text, from, Keyword.ORDER);
        int end = Math.min(where, order);
        int past = from + 1 < text.to() && text.isName(from + 1) ? text.pastName(from + 1) : -1;
        if (past < 0) {
            throw new NotUpdatable(NO_SINGLE_TABLE);
        }
        List<String> name = Names.parts(text, from + 1);
        int alias = text.is(past, Keyword.AS) ? past + 1 : past;
        boolean aliased = alias < end && text.isAlias(alias);
        if ((aliased ? alias + 1 : past) != end) {
            throw new NotUpdatable(NO_SINGLE_TABLE);
        }
        Relation base = base(view, name, context);
        String known = aliased ? Literals.identifier(text.tokens(), alias) : name.getLast();
        List<Column> all = context.relations().columns(base);
        List<ViewColumn> columns = columns(text, from, known, all, view, context);
        Set<String> shown = columns.stream().map(ViewColumn::name).collect(Collectors.toSet());
        Set<String> hidden =
                all.stream()
                        .map(Column::name)
                        .filter(each -> !shown.contains(each))
                        .collect(Collectors.toSet());
        return new UpdatableView(
                view,
                base,
                hidden,
                columns,
                "FROM " + base.quoted() + " AS " + Literals.quoteIdentifier(known),
                text.source(where + 1, Math.max(where + 1, order)));
    }

    private static Relation base(Relation view, List<String> name, RewriteContext context)
            throws NotUpdatable {
        Relations relations = context.relations();
        Optional<Relation> beside =
                name.size() == 1
                        ? relations.find(List.of(view.schema(), name.getFirst()))
                        : Optional.empty();
        Relation base = beside.or(() -> relations.find(name)).orElse(null);
        boolean fits =
                base != null
                        && (base.kind() == Kind.VIEW || base.kind() == Kind.TABLE)
                        && !relations.materialized().contains(List.of(base.schema(), base.name()));
        if (base == null || !fits) {
            throw new NotUpdatable(NO_SINGLE_TABLE);
        }
        return base;
    }

    private static void requireSimple(Rewrite text) throws NotUpdatable {
        if (text.is(text.from() + 1, Keyword.DISTINCT)) {
            throw none("containing DISTINCT");
        }
        for (Keyword keyword : List.of(Keyword.GROUP, Keyword.HAVING)) {
            if (clause(text, text.from(), keyword) < text.to()) {
                throw none("containing " + (keyword == Keyword.GROUP ? "GROUP BY" : "HAVING"));
            }
        }
        for (Keyword keyword : List.of(Keyword.UNION, Keyword.INTERSECT, Keyword.EXCEPT)) {
            if (clause(text, text.from(), keyword) < text.to()) {
                throw none("containing UNION, INTERSECT, or EXCEPT");
            }
        }
        if (text.is(text.from(), Keyword.WITH)) {
            throw none("containing WITH");
        }
        for (Keyword keyword : List.of(Keyword.LIMIT, Keyword.OFFSET, Keyword.FETCH)) {
            if (clause(text, text.from(), keyword) < text.to()) {
                throw none("containing LIMIT or OFFSET");
            }
        }
        if (!text.is(text.from(), Keyword.SELECT)) {
            throw new NotUpdatable(NO_SINGLE_TABLE);
        }
        requirePlainItems(text);
    }

    private static void requirePlainItems(Rewrite text) throws NotUpdatable {
        int from = clause(text, text.from() + 1, Keyword.FROM);
        boolean windows = false;
        boolean sets = false;
        boolean aggregates = false;
        boolean unknown = false;
        for (int at = text.from() + 1; at < from; at++) {
            boolean call = text.is(at + 1, TokenKind.LEFT_PAREN);
            String word =
                    text.isName(at)
                            ? Literals.identifier(text.tokens(), at)
                            : text.tokens().text(at).toLowerCase(Locale.ROOT);
            unknown |= call && isUnknown(text, at, word);
            windows |= text.tokens().isWord(at, "over");
            sets |= call && SETS.contains(word);
            aggregates |=
                    call
                            && AGGREGATES.contains(word)
                            && !text.tokens().isWord(text.pastGroup(at + 1), "over");
        }
        if (aggregates) {
            throw new NotUpdatable(
                    "Views that return aggregate functions are not automatically updatable.");
        }
        if (windows) {
            throw new NotUpdatable(
                    "Views that return window functions are not automatically updatable.");
        }
        if (sets) {
            throw new NotUpdatable(
                    "Views that return set-returning functions are not automatically updatable.");
        }
        if (unknown) {
            throw PgException.notSupported(
                    "changing a view that calls functions other than PostgreSQL's of one value is"
                            + " not supported",
                    "Change its table instead.");
        }
    }

    /** A call of a function that may be an aggregate, or return a set. */
    private static boolean isUnknown(Rewrite text, int at, String word) {
        boolean quoted = text.is(at, TokenKind.QUOTED_IDENTIFIER);
        boolean named = text.isName(at) && (quoted || text.tokens().keyword(at) == null);
        return named
                && !text.is(at - 1, TokenKind.CAST)
                && !text.is(at - 1, Keyword.AS)
                && !text.tokens().isWord(at, "over")
                && !AGGREGATES.contains(word)
                && !SETS.contains(word)
                && !FORMS.contains(word)
                && !ValueFunctions.contains(word);
    }

    private static NotUpdatable none(String what) {
        return new NotUpdatable("Views " + what + " are not automatically updatable.");
    }

    /** Where the word stands outside of brackets; the end for nowhere. */
    private static int clause(Rewrite text, int from, Keyword word) {
        int at = from;
        while (at < text.to() && !(text.is(at, word) && !text.is(at - 1, Keyword.DISTINCT))) {
            at = text.past(at);
        }
        return Math.min(at, text.to());
    }

    private static List<ViewColumn> columns(
            Rewrite text,
            int from,
            String alias,
            List<Column> base,
            Relation view,
            RewriteContext context) {
        List<String> expressions = new ArrayList<>();
        List<Boolean> plain = new ArrayList<>();
        for (SqlText item : text.text().part(text.from() + 1, from).splitAtCommas()) {
            int first = item.from();
            boolean ofTable =
                    text.is(first + 1, TokenKind.DOT)
                            && Literals.identifier(text.tokens(), first).equals(alias);
            int at = ofTable ? first + 2 : first;
            if (text.tokens().isOperator(at, "*")) {
                base.forEach(column -> expressions.add(Literals.quoteIdentifier(column.name())));
                base.forEach(_ -> plain.add(true));
                continue;
            }
            boolean labelled =
                    at + 1 == item.to()
                            || (text.is(at + 1, Keyword.AS) && at + 3 == item.to())
                            || (at + 2 == item.to() && text.isAlias(at + 1));
            String name = text.isName(at) ? Literals.identifier(text.tokens(), at) : "";
            boolean column = labelled && base.stream().anyMatch(each -> each.name().equals(name));
            plain.add(column);
            expressions.add(column ? Literals.quoteIdentifier(name) : computed(text, item));
        }
        List<Column> shown = context.relations().columns(view);
        if (shown.size() != expressions.size() && !text.tokens().isOperator(from - 1, "*")) {
            throw PgException.notSupported(
                    "changing the view \"%s\", whose table has got other columns, is not supported"
                            .formatted(view.name()),
                    "Make the view anew, or change its table instead.");
        }
        List<ViewColumn> columns = new ArrayList<>();
        for (int i = 0; i < Math.min(shown.size(), expressions.size()); i++) {
            columns.add(new ViewColumn(shown.get(i).name(), expressions.get(i), plain.get(i)));
        }
        return columns;
    }

    /** Without the label behind AS. */
    private static String computed(Rewrite text, SqlText item) {
        boolean as = item.to() - item.from() > 2 && text.is(item.to() - 2, Keyword.AS);
        return text.source(item.from(), as ? item.to() - 2 : item.to());
    }

    /** Whether the condition may stand in a statement that changes the base alone. */
    boolean hasPlainCondition() {
        Tokens tokens = Tokenizer.tokenize(condition);
        for (int at = 0; at < tokens.count(); at++) {
            if (tokens.is(at, TokenKind.DOT) || tokens.is(at, Keyword.SELECT)) {
                return false;
            }
        }
        return true;
    }

    PgException notSupported(String what) {
        return PgException.notSupported(
                "%s of view \"%s\" is not supported".formatted(what, view.name()),
                "Change the table \"" + base.name() + "\" instead.");
    }
}
