package dev.duckspace.gateway.sql;

/**
 * {@code $n} becomes {@code $n::TYPE} where the caller knows the type: the engine leaves the type
 * of many parameters open, and then that of the whole row. Where the numbers have gaps they are
 * closed up as well, since the engine counts only those that are there.
 */
final class ParameterRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int number = rewrite.text().parameterNumber(at);
        String type = rewrite.context().parameterTypes().get(number);
        int position = rewrite.context().parameterPositions().getOrDefault(number, number);
        if (type == null) {
            if (position != number) {
                rewrite.replace(at, at + 1, "$" + position);
            }
            return;
        }
        String cast = (position == 0 ? "NULL" : "$" + position) + "::" + type;
        boolean subscripted = rewrite.is(at + 1, TokenKind.LEFT_BRACKET);
        rewrite.replace(at, at + 1, subscripted ? '(' + cast + ')' : cast);
    }
}
