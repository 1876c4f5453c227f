package dev.duckspace.gateway.sql;

import java.util.Locale;

/**
 * Functions that take values of any type as their texts: {@code concat(a, b)} becomes {@code
 * pg_concat(pg_value_text(a), pg_value_text(b))}, and with VARIADIC {@code
 * pg_concat_variadic(list)}.
 */
final class TextArgumentsRule {
    private static final int LONGEST = "concat_ws".length();

    private TextArgumentsRule() {}

    static void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (tokens.end(at) - tokens.start(at) > LONGEST
                || !rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        boolean concat = tokens.isWord(at, "concat");
        if (!concat && !tokens.isWord(at, "concat_ws") && !tokens.isWord(at, "format")) {
            return;
        }
        int close = rewrite.pastGroup(at + 1) - 1;
        if (!FunctionNameRule.isCall(rewrite, at)
                || !rewrite.is(close, TokenKind.RIGHT_PAREN)
                || close == at + 2
                || rewrite.text().mentions("pivot")) {
            return;
        }
        String name = "pg_" + tokens.text(at).toLowerCase(Locale.ROOT);
        int argument = 0;
        boolean variadic = false;
        for (int from = at + 2; from < close; argument++) {
            int past = from;
            while (past < close && !rewrite.is(past, TokenKind.COMMA)) {
                past = rewrite.past(past);
            }
            if (tokens.isWord(from, "variadic")) {
                variadic = true;
                rewrite.replace(from, from + 1, "CAST(");
                rewrite.insertAfter(past - 1, " AS VARCHAR[])");
            } else if (concat || argument > 0) {
                String text =
                        TextCastRule.isStyled(rewrite, from, past) ? "pg_text(" : "pg_value_text(";
                rewrite.insertBefore(from, text);
                rewrite.insertAfter(past - 1, ")");
            }
            from = past + 1;
        }
        rewrite.replace(at, at + 1, variadic ? name + "_variadic" : name);
    }
}
