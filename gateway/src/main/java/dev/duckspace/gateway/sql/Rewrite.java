package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.Severity;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.PositionMap.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement on its way through the rules: what they read, and the edits they collect. */
final class Rewrite {
    /**
     * What is inserted before a token goes first; then the widest edit, which covers the others.
     */
    private static final Comparator<Edit> IN_ORDER =
            Comparator.comparingInt(Edit::start)
                    .thenComparingInt(edit -> edit.end() == edit.start() ? 0 : 1)
                    .thenComparing(Comparator.comparingInt(Edit::end).reversed());

    private final SqlText text;
    private final Tokens tokens;
    private final RewriteContext context;
    private final Leading leading;
    private final List<Edit> edits = new ArrayList<>(0);
    private final List<Edit> labels = new ArrayList<>(0);
    private final List<Edit> omissions = new ArrayList<>(0);
    private final List<Prelude> prelude = new ArrayList<>(0);
    private final List<ErrorInfo> notices = new ArrayList<>(0);
    private final List<Function<Relations, List<String>>> later = new ArrayList<>(0);
    private final List<Effects.OnCommit> onCommit = new ArrayList<>(0);
    private boolean nothingElse;
    private @Nullable Boolean smallints;
    private @Nullable Set<String> fromNames;
    private @Nullable Map<String, List<Integer>> tableNames;
    private @Nullable Boolean pivots;

    /** A statement to run first: the span with the edits that fall into it, between two texts. */
    private record Prelude(String prefix, List<SqlText> parts, String suffix) {}

    Rewrite(SqlText text, Leading leading, RewriteContext context) {
        this.text = text;
        this.tokens = text.tokens();
        this.leading = leading;
        this.context = context;
    }

    SqlText text() {
        return text;
    }

    Tokens tokens() {
        return tokens;
    }

    RewriteContext context() {
        return context;
    }

    Leading leading() {
        return leading;
    }

    int from() {
        return text.from();
    }

    int to() {
        return text.to();
    }

    /** As {@link Tokens#is}, but END outside the statement. */
    boolean is(int at, TokenKind kind) {
        return contains(at) ? tokens.is(at, kind) : kind == TokenKind.END;
    }

    boolean is(int at, Keyword keyword) {
        return contains(at) && tokens.is(at, keyword);
    }

    private boolean contains(int at) {
        return at >= text.from() && at < text.to();
    }

    /** Past the bracket group that opens here; the end of the statement when it never closes. */
    int pastGroup(int open) {
        int past = tokens.pastGroup(open, text.to());
        return past < 0 ? text.to() : past;
    }

    /** Past one token, or past the group that it opens. */
    int past(int at) {
        return tokens.depthChange(at) > 0 ? pastGroup(at) : at + 1;
    }

    /** A name, quoted or not, that is no reserved word. */
    boolean isName(int at) {
        if (is(at, TokenKind.IDENTIFIER)) {
            Keyword keyword = tokens.keyword(at);
            return keyword == null || !keyword.reserved();
        }
        return is(at, TokenKind.QUOTED_IDENTIFIER) || is(at, TokenKind.UNICODE_IDENTIFIER);
    }

    /** A name that may stand behind a table without AS: not the LEFT of a join. */
    boolean isAlias(int at) {
        Keyword keyword = isName(at) ? tokens.keyword(at) : Keyword.FROM;
        return keyword == null
                || (keyword.canNameColumn()
                        && keyword != Keyword.SET
                        && keyword != Keyword.ASOF
                        && keyword != Keyword.ANTI
                        && keyword != Keyword.SEMI
                        && keyword != Keyword.QUALIFY
                        && keyword != Keyword.POSITIONAL);
    }

    /** See {@link RowNullRule#tableNames}. */
    Map<String, List<Integer>> tableNames() {
        Map<String, List<Integer>> known = tableNames;
        if (known == null) {
            known = RowNullRule.tableNames(this);
            tableNames = known;
        }
        return known;
    }

    /** Whether a PIVOT may be in it. */
    boolean pivots() {
        Boolean known = pivots;
        if (known == null) {
            known = text.mentions("pivot");
            pivots = known;
        }
        return known;
    }

    /** Past {@code a.b.c}. */
    int pastName(int from) {
        int at = from + 1;
        while (is(at, TokenKind.DOT)) {
            at += 2;
        }
        return Math.min(at, text.to());
    }

    /** The client's text from one token up to another, that one excluded. */
    String source(int fromToken, int toToken) {
        return fromToken >= toToken
                ? ""
                : tokens.source().substring(tokens.start(fromToken), tokens.end(toToken - 1));
    }

    /** Tokens {@code [fromToken, toToken)} give way to the replacement. */
    void replace(int fromToken, int toToken, String replacement) {
        boolean quoted = replacement.startsWith("\"") || replacement.startsWith("'");
        edits.add(
                new Edit(
                        tokens.start(fromToken),
                        tokens.end(toToken - 1),
                        quoted && joins(fromToken) ? ' ' + replacement : replacement));
    }

    /** Of {@code u&E'x'} no {@code u&'x'} must become, nor {@code u&"copy"} of {@code u&copy}. */
    private boolean joins(int token) {
        return is(token - 1, TokenKind.OPERATOR) && tokens.text(token - 1).endsWith("&");
    }

    void remove(int fromToken, int toToken) {
        replace(fromToken, toToken, "");
    }

    void insertBefore(int token, String insertion) {
        edits.add(new Edit(tokens.start(token), tokens.start(token), insertion));
    }

    /** As {@link #insertBefore}, before whatever else has been inserted there. */
    void wrap(int token, String prefix) {
        edits.addFirst(new Edit(tokens.start(token), tokens.start(token), prefix));
    }

    void insertAfter(int token, String insertion) {
        edits.add(new Edit(tokens.end(token), tokens.end(token), insertion));
    }

    /** As {@link #insertAfter}, behind whatever else is inserted there. */
    void label(int token, String label) {
        labels.add(new Edit(tokens.end(token), tokens.end(token), label));
    }

    /** Leaves tokens out of the main text alone: edits inside still show in the prelude. */
    void omit(int fromToken, int toToken) {
        if (fromToken < toToken) {
            omissions.add(new Edit(tokens.start(fromToken), tokens.start(toToken), ""));
        }
    }

    /** A statement to run before the main text, in the same transaction. */
    void prelude(String statement) {
        prelude.add(new Prelude(statement, List.of(), ""));
    }

    /** A statement around a part of the client's text, which takes its edits along. */
    void prelude(String prefix, SqlText part, String suffix) {
        prelude.add(new Prelude(prefix, List.of(part), suffix));
    }

    /** What another statement becomes, before the main text. */
    void include(String sql) {
        RewrittenSql other = Rewriter.rewrite(SqlSplitter.split(sql).getFirst(), context);
        other.prelude().forEach(this::prelude);
        if (!other.text().isEmpty()) {
            prelude(other.text());
        }
        later.addAll(other.effects().later());
    }

    boolean isString(int at) {
        return contains(at) && Literals.isString(tokens.kind(at));
    }

    /** The prelude is all there is to do. */
    void nothingElse() {
        nothingElse = true;
    }

    void notice(SqlState state, String message) {
        notices.add(ErrorInfo.of(Severity.NOTICE, state, message));
    }

    void notice(SqlState state, String message, String detail) {
        notices.add(ErrorInfo.of(Severity.NOTICE, state, message).withDetail(detail));
    }

    /** A statement around several parts of the client's text. */
    void prelude(String prefix, List<SqlText> parts, String suffix) {
        prelude.add(new Prelude(prefix, List.copyOf(parts), suffix));
    }

    /** Asks once. */
    boolean speaksOfSmallint(BooleanSupplier source) {
        Boolean known = smallints;
        if (known == null) {
            known = source.getAsBoolean();
            smallints = known;
        }
        return known;
    }

    /** As {@link FromNames#of}, read once. */
    Set<String> fromNames() {
        Set<String> known = fromNames;
        if (known == null) {
            known = FromNames.of(this);
            fromNames = known;
        }
        return known;
    }

    RewrittenSql result() {
        String span = text.text();
        if (nothingElse) {
            return new RewrittenSql(
                    statements(),
                    "",
                    PositionMap.of(text.source(), text.start(), span, List.of()),
                    effects());
        }
        if (edits.isEmpty()
                && labels.isEmpty()
                && omissions.isEmpty()
                && prelude.isEmpty()
                && effects().isEmpty()) {
            return new RewrittenSql(
                    List.of(), span, PositionMap.of(text.source(), text.start(), span, List.of()));
        }
        List<String> statements = statements();
        List<Edit> all = new ArrayList<>(omissions);
        all.addAll(edits);
        all.addAll(labels);
        List<Edit> applied = new ArrayList<>(all.size());
        String result = apply(all, text.start(), text.end(), applied);
        return new RewrittenSql(
                statements,
                result,
                PositionMap.of(text.source(), text.start(), result, List.copyOf(applied)),
                effects());
    }

    private Effects effects() {
        return notices.isEmpty() && later.isEmpty() && onCommit.isEmpty()
                ? Effects.NONE
                : new Effects(notices, later, onCommit);
    }

    /** A step behind the prelude and the text. */
    void later(Function<Relations, List<String>> step) {
        later.add(step);
    }

    void onCommit(String table, boolean drop) {
        onCommit.add(new Effects.OnCommit(table, drop));
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>(prelude.size());
        for (Prelude part : prelude) {
            StringBuilder statement = new StringBuilder(part.prefix());
            for (int i = 0; i < part.parts().size(); i++) {
                statement.append(i == 0 ? "" : " ").append(edited(part.parts().get(i)));
            }
            statements.add(statement.append(part.suffix()).toString());
        }
        return List.copyOf(statements);
    }

    /** The text of a part with the edits made so far. */
    String edited(SqlText part) {
        return part.isEmpty() ? "" : edited(part.start(), part.end());
    }

    private String edited(int start, int end) {
        List<Edit> all = new ArrayList<>(edits);
        all.addAll(labels);
        return apply(all, start, end, new ArrayList<>());
    }

    /** The source's span with the edits inside it; those within a replaced part fall away. */
    private String apply(List<Edit> candidates, int start, int end, List<Edit> applied) {
        List<Edit> sorted = new ArrayList<>(candidates);
        sorted.sort(IN_ORDER);
        StringBuilder result = new StringBuilder(end - start + 32);
        int copied = start;
        for (Edit edit : sorted) {
            if (edit.start() < copied || edit.end() > end) {
                continue;
            }
            result.append(text.source(), copied, edit.start()).append(edit.replacement());
            copied = edit.end();
            applied.add(edit);
        }
        return result.append(text.source(), copied, end).toString();
    }
}
