package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * varchar, char and bit strings with their lengths, as types of the engine that are named as
 * PostgreSQL prints them: {@code "character varying(10)"}. An explicit cast cuts a longer value
 * off, which a column must not do: it goes through another type, {@code "cut character
 * varying(10)"}.
 */
final class CharacterTypes {
    /** Of the types through which an explicit cast goes. */
    static final String CUT = "cut ";

    private static final int MAX_CHARACTERS = 10_485_760;
    private static final int MAX_BITS = 83_886_080;

    private CharacterTypes() {}

    /**
     * @param past behind the type's words and its length
     * @param base {@code character varying}, {@code bit}...
     * @param length null for none
     * @param written whether its length is, and not what PostgreSQL takes for one that is missing
     */
    record Named(int past, String base, @Nullable String length, boolean written) {
        /** Of {@code char 'abc'} and {@code bit '101'} PostgreSQL keeps all. */
        boolean isWithoutLength() {
            return length != null && !written;
        }

        /** As PostgreSQL prints the type. */
        String name() {
            return length == null ? base : base + '(' + length + ')';
        }
    }

    /** The type that begins at the token; null when it is none of these. */
    static @Nullable Named at(Rewrite rewrite, int from) {
        int at = rewrite.is(from, Keyword.NATIONAL) ? from + 1 : from;
        Keyword keyword = at < rewrite.to() ? rewrite.tokens().keyword(at) : null;
        if (keyword == null) {
            return null;
        }
        return switch (keyword) {
            case VARCHAR -> named(rewrite, at + 1, "character varying", null);
            case CHAR, CHARACTER, NCHAR ->
                    rewrite.is(at + 1, Keyword.VARYING)
                            ? named(rewrite, at + 2, "character varying", null)
                            : named(rewrite, at + 1, "character", "1");
            case BPCHAR ->
                    rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                            ? named(rewrite, at + 1, "character", null)
                            : null;
            case VARBIT -> named(rewrite, at + 1, "bit varying", null);
            case BIT ->
                    rewrite.is(at + 1, Keyword.VARYING)
                            ? named(rewrite, at + 2, "bit varying", null)
                            : named(rewrite, at + 1, "bit", "1");
            default -> null;
        };
    }

    private static Named named(
            Rewrite rewrite, int modifier, String base, @Nullable String otherwise) {
        boolean length =
                rewrite.is(modifier, TokenKind.LEFT_PAREN)
                        && rewrite.is(modifier + 1, TokenKind.INTEGER)
                        && rewrite.is(modifier + 2, TokenKind.RIGHT_PAREN);
        if (!length) {
            return new Named(modifier, base, otherwise, false);
        }
        String written = rewrite.tokens().text(modifier + 1).replace("_", "");
        return new Named(modifier + 3, base, checked(base, written), true);
    }

    private static String checked(String base, String length) {
        long value = length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
        boolean bits = base.startsWith("bit");
        String name =
                switch (base) {
                    case "character varying" -> "varchar";
                    case "character" -> "char";
                    case "bit varying" -> "varbit";
                    default -> "bit";
                };
        if (value < 1) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "length for type %s must be at least 1".formatted(name));
        }
        long most = bits ? MAX_BITS : MAX_CHARACTERS;
        if (value > most) {
            throw new PgException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "length for type %s cannot exceed %d".formatted(name, most));
        }
        return Long.toString(value);
    }

    /** Names the type as the engine knows it, beginning at its first token. */
    static void rewrite(Rewrite rewrite, int type, Named named, Use use) {
        if (use == Use.LITERAL && named.isWithoutLength()) {
            rewrite.replace(type, named.past(), named.base().equals("bit") ? "bit" : "pg_bpchar");
            return;
        }
        String name = Literals.quoteIdentifier(named.name());
        boolean cut = use != Use.COLUMN && named.length() != null;
        if (!cut) {
            rewrite.replace(type, named.past(), name);
            return;
        }
        String brackets =
                TypeNames.plainMarks(
                        rewrite, named.past(), TypeNames.pastArray(rewrite, named.past()));
        String first = Literals.quoteIdentifier(CUT + named.name());
        String second = "::" + name + brackets;
        switch (use) {
            case CAST -> {
                int past = TypeNames.pastArray(rewrite, named.past());
                rewrite.replace(type, past, first + brackets + second);
            }
            case CAST_FUNCTION -> {
                rewrite.replace(type, named.past(), first);
                int close = TypeNames.pastArray(rewrite, named.past());
                rewrite.insertAfter(close, second);
            }
            case LITERAL -> {
                rewrite.replace(type, named.past(), first);
                rewrite.insertAfter(named.past(), second);
            }
            case COLUMN -> throw new IllegalStateException("a column is not cut");
        }
    }

    /** Where a type stands. */
    enum Use {
        /** {@code x::type}. */
        CAST,
        /** {@code CAST(x AS type)}. */
        CAST_FUNCTION,
        /** {@code type 'x'}. */
        LITERAL,
        /** A definition. */
        COLUMN
    }
}
