package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Function;
import java.util.List;
import java.util.Optional;

/** DROP FUNCTION, with or without the types of its parameters. */
final class DropFunctionRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        if (!rewrite.is(from + 1, Keyword.FUNCTION)
                || rewrite.context().relations() == Relations.NONE) {
            return;
        }
        boolean ifExists = rewrite.is(from + 2, Keyword.IF);
        int names = ifExists ? from + 4 : from + 2;
        int past = rewrite.to();
        if (rewrite.is(past - 1, Keyword.CASCADE) || rewrite.is(past - 1, Keyword.RESTRICT)) {
            past--;
        }
        for (SqlText object : rewrite.text().part(names, past).splitAtCommas()) {
            if (!rewrite.isName(object.from())) {
                throw SqlErrors.syntaxError(rewrite.tokens(), object.from());
            }
            drop(rewrite, object, ifExists);
        }
        rewrite.nothingElse();
    }

    private static void drop(Rewrite rewrite, SqlText object, boolean ifExists) {
        List<String> parts = Names.parts(rewrite, object.from());
        int open = rewrite.pastName(object.from());
        boolean typed = rewrite.is(open, TokenKind.LEFT_PAREN);
        List<SqlText> types =
                typed ? rewrite.text().part(open + 1, object.to() - 1).splitAtCommas() : List.of();
        Optional<Function> found =
                rewrite.context()
                        .relations()
                        .function(parts)
                        .filter(f -> !typed || CreateFunctionRule.has(f, types, rewrite));
        String shown = CommentRule.shown(rewrite, parts, types);
        if (found.isPresent()) {
            rewrite.prelude(
                    "DROP MACRO "
                            + (found.get().table() ? "TABLE " : "")
                            + Literals.quoteIdentifier(found.get().schema())
                            + '.'
                            + Literals.quoteIdentifier(found.get().name()));
        } else if (ifExists) {
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "function " + shown + " does not exist, skipping");
        } else {
            throw Names.undefined(
                    SqlState.UNDEFINED_FUNCTION,
                    typed
                            ? "function " + shown + " does not exist"
                            : "could not find a function named \"" + String.join(".", parts) + '"');
        }
    }
}
