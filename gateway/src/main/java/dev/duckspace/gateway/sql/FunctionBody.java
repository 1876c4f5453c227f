package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The one query of a function in SQL, with the arguments in the place of its parameters. They are
 * computed once, beside the query and not within it: a macro's argument that names a column would
 * else find one of the body's own tables first.
 */
final class FunctionBody {
    /** The arguments' row, and the query's rows; nobody else has such names. */
    private static final String ROW = "\"pg$f\"";

    private static final String QUERY = "\"pg$b\"";

    private static final Set<String> AGGREGATES =
            Set.of(
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "string_agg",
                    "array_agg",
                    "bool_and",
                    "bool_or",
                    "every",
                    "json_agg",
                    "jsonb_agg",
                    "stddev",
                    "variance");

    private final Rewrite rewrite;
    private final String function;
    private final List<FunctionArgument> arguments;
    private final Tokens tokens;
    private final int to;

    FunctionBody(Rewrite rewrite, String function, List<FunctionArgument> arguments, String query) {
        this.rewrite = rewrite;
        this.function = function;
        this.arguments = arguments;
        this.tokens = Tokenizer.tokenize(query);
        int end = tokens.count();
        while (end > 0 && (isEnd(end - 1) || tokens.is(end - 1, TokenKind.SEMICOLON))) {
            end--;
        }
        this.to = end;
        requireQuery();
    }

    private boolean isEnd(int at) {
        return tokens.is(at, TokenKind.END);
    }

    private void requireQuery() {
        boolean query =
                to > 0
                        && (tokens.is(0, Keyword.SELECT)
                                || tokens.is(0, Keyword.WITH)
                                || tokens.is(0, Keyword.VALUES));
        for (int at = 0; at < to; at++) {
            query &= !tokens.is(at, TokenKind.SEMICOLON);
        }
        if (!query) {
            throw PgException.notSupported(
                    "functions of anything but one query are not supported",
                    "Run the statements from the client program.");
        }
    }

    /** The engine's expression for a function that returns one value. */
    String scalar(String type, boolean strict) {
        if (isExpression()) {
            String value = '(' + replaced(1, to, true) + ')';
            if (strict && !arguments.isEmpty()) {
                List<String> nulls = new ArrayList<>();
                for (int i = 0; i < arguments.size(); i++) {
                    nulls.add(arguments.get(i).parameter(i + 1) + " IS NULL");
                }
                value =
                        "CASE WHEN "
                                + String.join(" OR ", nulls)
                                + " THEN NULL ELSE "
                                + value
                                + " END";
            }
            return rewritten("(" + value + ")::" + type);
        }
        requireOneColumn(type);
        String query = replaced(0, to, false);
        String first = isLimited() ? query : query + " LIMIT 1";
        return rewritten("(SELECT ((" + first + "))::" + type + from() + where(strict) + ")");
    }

    /** The engine's query for a function that returns rows. */
    String rows(List<FunctionArgument> columns, boolean strict) {
        String names = "";
        String list = QUERY + ".*";
        if (!columns.isEmpty()) {
            List<String> labels = new ArrayList<>();
            List<String> values = new ArrayList<>();
            for (FunctionArgument column : columns) {
                String label = Literals.quoteIdentifier(column.name());
                labels.add(label);
                values.add("(" + QUERY + '.' + label + ")::" + column.type() + " AS " + label);
            }
            names = '(' + String.join(", ", labels) + ')';
            list = String.join(", ", values);
        }
        // Beside no table, the arguments may stand in the query itself, and its rows stay in order.
        boolean direct = arguments.isEmpty() || !readsTables();
        String query = replaced(0, to, direct);
        String source =
                direct
                        ? " FROM (" + query + ") AS " + QUERY + names
                        : from() + ", LATERAL (" + query + ") AS " + QUERY + names;
        return "SELECT " + rewritten(list, source + (direct ? given(strict) : where(strict)));
    }

    private String from() {
        if (arguments.isEmpty()) {
            return "";
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            FunctionArgument argument = arguments.get(i);
            values.add(
                    "(%s)::%s AS \"pg$%d\""
                            .formatted(argument.parameter(i + 1), argument.type(), i + 1));
        }
        return " FROM (SELECT " + String.join(", ", values) + ") AS " + ROW;
    }

    private String where(boolean strict) {
        if (!strict || arguments.isEmpty()) {
            return "";
        }
        List<String> there = new ArrayList<>();
        for (int i = 1; i <= arguments.size(); i++) {
            there.add(ROW + ".\"pg$" + i + "\" IS NOT NULL");
        }
        return " WHERE " + String.join(" AND ", there);
    }

    private String given(boolean strict) {
        if (!strict || arguments.isEmpty()) {
            return "";
        }
        List<String> there = new ArrayList<>();
        for (int i = 1; i <= arguments.size(); i++) {
            there.add('(' + arguments.get(i - 1).parameter(i) + ") IS NOT NULL");
        }
        return " WHERE " + String.join(" AND ", there);
    }

    private boolean readsTables() {
        for (int at = 0; at < to; at++) {
            if (tokens.is(at, Keyword.FROM)) {
                return true;
            }
        }
        return false;
    }

    private String rewritten(String expression) {
        return rewritten(expression, "");
    }

    private String rewritten(String list, String source) {
        String text = "SELECT " + list + source;
        Tokens all = Tokenizer.tokenize(text);
        int end = all.count();
        while (end > 0 && all.is(end - 1, TokenKind.END)) {
            end--;
        }
        RewrittenSql engine =
                Rewriter.rewrite(new SqlText(all, 0, end), Leading.UNKNOWN, rewrite.context());
        return engine.text().strip().substring("SELECT ".length());
    }

    /** One value without tables, whose parameters stand in it at most once each. */
    private boolean isExpression() {
        if (!tokens.is(0, Keyword.SELECT)) {
            return false;
        }
        int[] uses = new int[arguments.size() + 1];
        int depth = 0;
        for (int at = 1; at < to; at++) {
            depth += tokens.depthChange(at);
            boolean clause =
                    tokens.is(at, Keyword.FROM)
                            || tokens.is(at, Keyword.SELECT)
                            || tokens.is(at, Keyword.UNION)
                            || tokens.is(at, Keyword.WHERE)
                            || tokens.is(at, Keyword.LIMIT)
                            || tokens.is(at, Keyword.ORDER)
                            || tokens.isWord(at, "over")
                            || (depth == 0
                                    && (tokens.is(at, TokenKind.COMMA)
                                            || tokens.is(at, Keyword.AS)));
            boolean aggregate =
                    tokens.is(at, TokenKind.IDENTIFIER)
                            && tokens.is(at + 1, TokenKind.LEFT_PAREN)
                            && AGGREGATES.contains(tokens.text(at).toLowerCase(Locale.ROOT));
            int number = argument(at);
            if (clause || aggregate || (number > 0 && ++uses[number] > 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLimited() {
        int depth = 0;
        for (int at = 0; at < to; at++) {
            depth += tokens.depthChange(at);
            if (depth == 0
                    && (tokens.is(at, Keyword.LIMIT)
                            || tokens.is(at, Keyword.FETCH)
                            || tokens.isWord(at, "offset"))) {
                return true;
            }
        }
        return false;
    }

    private void requireOneColumn(String type) {
        int depth = 0;
        for (int at = 1; at < to && tokens.is(0, Keyword.SELECT); at++) {
            depth += tokens.depthChange(at);
            if (depth == 0 && tokens.is(at, Keyword.FROM)) {
                return;
            }
            if (depth == 0 && tokens.is(at, TokenKind.COMMA)) {
                throw new PgException(
                        SqlState.INVALID_FUNCTION_DEFINITION,
                        "return type mismatch in function declared to return " + type);
            }
        }
    }

    private String replaced(int from, int past, boolean direct) {
        StringBuilder text = new StringBuilder();
        int copied = tokens.start(from);
        for (int at = from; at < past; at++) {
            int number = argument(at);
            if (number == 0) {
                continue;
            }
            int first = isQualified(at) ? at - 2 : at;
            FunctionArgument argument = arguments.get(number - 1);
            text.append(tokens.source(), copied, tokens.start(first))
                    .append(
                            direct
                                    ? "((%s)::%s)"
                                            .formatted(argument.parameter(number), argument.type())
                                    : ROW + ".\"pg$" + number + '"');
            copied = tokens.end(at);
        }
        return text.append(tokens.source(), copied, tokens.end(past - 1)).toString();
    }

    private boolean isQualified(int at) {
        return at > 1
                && tokens.is(at - 1, TokenKind.DOT)
                && !tokens.is(at, TokenKind.PARAMETER)
                && Literals.identifier(tokens, at - 2).equals(function);
    }

    /** The number of the parameter that stands here; 0 for anything else. */
    private int argument(int at) {
        if (tokens.is(at, TokenKind.PARAMETER)) {
            int number = new SqlText(tokens, at, at + 1).parameterNumber(at);
            if (number < 1 || number > arguments.size()) {
                throw new PgException(
                        SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + number);
            }
            return number;
        }
        boolean name =
                tokens.is(at, TokenKind.IDENTIFIER) || tokens.is(at, TokenKind.QUOTED_IDENTIFIER);
        boolean other =
                !name
                        || tokens.is(at + 1, TokenKind.LEFT_PAREN)
                        || tokens.is(at + 1, TokenKind.DOT)
                        || (at > 0
                                && (tokens.is(at - 1, Keyword.AS)
                                        || tokens.is(at - 1, TokenKind.CAST)
                                        || (tokens.is(at - 1, TokenKind.DOT) && !isQualified(at))));
        if (other) {
            return 0;
        }
        String identifier = Literals.identifier(tokens, at);
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).name().isEmpty() && arguments.get(i).name().equals(identifier)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Names that the query's tables must not have for columns, lest one be taken for the other. */
    List<String> bareNames() {
        List<String> names = new ArrayList<>();
        for (int at = 0; at < to; at++) {
            if (argument(at) > 0 && !tokens.is(at, TokenKind.PARAMETER) && !isQualified(at)) {
                names.add(Literals.identifier(tokens, at));
            }
        }
        return names;
    }

    /** The query itself. */
    String query() {
        return tokens.source().substring(tokens.start(0), tokens.end(to - 1));
    }
}
