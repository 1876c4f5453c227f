package dev.duckspace.gateway.sql;

/** {@code INTERVAL '1-2' YEAR TO MONTH}, {@code INTERVAL(0) '1.5 s'}: a call that reads them. */
final class IntervalLiteralRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int modifier = at + 1;
        int string =
                rewrite.is(modifier, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(modifier) : modifier;
        if (!Literals.isString(rewrite.tokens().kind(string)) || string >= rewrite.to()) {
            return;
        }
        TimeTypes.Fields fields = TimeTypes.Fields.read(rewrite, string + 1);
        boolean precise = string > modifier;
        if (!precise && fields.name().isEmpty()) {
            return;
        }
        String decimals =
                precise && string == modifier + 3
                        ? rewrite.tokens().text(modifier + 1)
                        : Integer.toString(fields.mostDecimals());
        rewrite.replace(
                at,
                fields.past(),
                "pg_interval_of("
                        + rewrite.tokens().text(string)
                        + ", '"
                        + fields.name()
                        + "', "
                        + decimals
                        + ')');
    }
}
