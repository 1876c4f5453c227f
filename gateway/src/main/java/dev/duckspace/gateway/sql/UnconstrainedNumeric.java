package dev.duckspace.gateway.sql;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * {@code numeric} without precision. The engine would take DECIMAL(18,3) and round silently; it has
 * no decimal of any size. So a literal keeps its own scale, and everything else gets {@link #TYPE}:
 * values with more than 10 decimals are rounded, values beyond 28 digits before the point are an
 * error. Who shows values of exactly this type may leave out trailing zeros, which PostgreSQL would
 * not have.
 */
public final class UnconstrainedNumeric {
    public static final int WIDTH = 38;
    public static final int SCALE = 10;

    /** What columns and casts of expressions become. */
    public static final String TYPE = "DECIMAL(" + WIDTH + ',' + SCALE + ')';

    private UnconstrainedNumeric() {}

    static String engineType(Rewrite rewrite, int type) {
        int literal = literal(rewrite, type);
        if (literal < 0 || storesResult(rewrite.leading())) {
            return TYPE;
        }
        String own = ownType(rewrite.tokens(), literal);
        return own == null ? TYPE : own;
    }

    /** A column made from a query must hold more than the literal it began with. */
    static boolean storesResult(Leading leading) {
        return leading == Leading.CREATE_TABLE_AS
                || leading == Leading.CREATE_TABLE_AS_EMPTY
                || leading == Leading.SELECT_INTO
                || leading == Leading.CREATE_TABLE
                || leading == Leading.ALTER_TABLE
                || leading == Leading.CREATE_VIEW;
    }

    /** The literal that is cast to the type; -1 when it is no literal. */
    private static int literal(Rewrite rewrite, int type) {
        if (rewrite.is(type - 1, TokenKind.CAST)) {
            return isLiteral(rewrite, type - 2) ? type - 2 : -1;
        }
        if (rewrite.is(type - 1, Keyword.AS)) {
            return CastFunctionRule.wrapsOperand(rewrite, type - 2) && isLiteral(rewrite, type - 2)
                    ? type - 2
                    : -1;
        }
        int past = TypeNames.pastType(rewrite, type);
        return isLiteral(rewrite, past) ? past : -1;
    }

    static boolean isLiteral(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.STRING)
                || rewrite.is(at, TokenKind.INTEGER)
                || rewrite.is(at, TokenKind.NUMERIC);
    }

    /** As wide as the literal is; null when there is no such type. */
    private static @Nullable String ownType(Tokens tokens, int literal) {
        String text =
                tokens.is(literal, TokenKind.STRING)
                        ? Literals.string(tokens, literal)
                        : tokens.text(literal).replace("_", "");
        try {
            BigDecimal value = new BigDecimal(text.strip());
            int scale = Math.max(0, value.scale());
            int width = Math.max(1, Math.max(0, value.precision() - value.scale()) + scale);
            return width <= WIDTH ? "DECIMAL(" + width + ',' + scale + ')' : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
