package dev.duckspace.gateway.sql;

/** The type in {@code CAST(x AS type)}. */
final class CastFunctionRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        if (!rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int close = rewrite.pastGroup(at + 1) - 1;
        int as = -1;
        for (int i = at + 2; i < close; i = rewrite.past(i)) {
            if (rewrite.is(i, Keyword.AS)) {
                as = i;
            }
        }
        if (as > 0 && ReferenceCastRule.functionInstead(rewrite, at, as, close)) {
            return;
        }
        if (as > 0 && DomainUses.cast(rewrite, at, as, close)) {
            return;
        }
        if (as > 0) {
            LengthCastRule.applyToCall(rewrite, at, as);
        }
        if (as > 0 && TextCastRule.applyToCall(rewrite, at, as, close)) {
            return;
        }
        if (as > 0 && as == at + 3 && rewrite.is(at, Keyword.CAST)) {
            NumericCastRule.literal(rewrite, as);
        }
        if (as > 0 && NumericCastRule.applyToCall(rewrite, at, as, close)) {
            return;
        }
        if (as > 0 && rewrite.is(at, Keyword.TRY_CAST) && isUserType(rewrite, as + 1)) {
            rewrite.replace(at, at + 1, "TRY(CAST");
            rewrite.insertAfter(close, ")");
        }
        if (as > 0) {
            TypeNames.rewrite(rewrite, as + 1, CharacterTypes.Use.CAST_FUNCTION);
        }
    }

    /** An enum's cast fails also where the engine only tries it. */
    private static boolean isUserType(Rewrite rewrite, int at) {
        return rewrite.isName(at) && !BuiltInTypes.has(Literals.identifier(rewrite.tokens(), at));
    }

    /** Whether the token is the whole operand of a CAST to the type at {@code at + 2}. */
    static boolean wrapsOperand(Rewrite rewrite, int at) {
        return rewrite.is(at + 1, Keyword.AS)
                && rewrite.is(at - 1, TokenKind.LEFT_PAREN)
                && (rewrite.is(at - 2, Keyword.CAST) || rewrite.is(at - 2, Keyword.TRY_CAST));
    }
}
