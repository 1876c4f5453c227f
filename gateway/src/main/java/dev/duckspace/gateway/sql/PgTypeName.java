package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/**
 * The catalog's name of a type as spelled in SQL, which is what PostgreSQL calls a cast constant.
 *
 * @param name as in pg_type, of the element for an array
 * @param past the token after the type
 */
record PgTypeName(String name, int past) {
    static PgTypeName read(SqlText text, int from) {
        Rewrite reader = new Rewrite(text, Leading.UNKNOWN, RewriteContext.NONE);
        int past = TypeNames.pastType(reader, from);
        Keyword first = from < text.to() ? text.tokens().keyword(from) : null;
        String special = first == null ? null : special(reader, first, from, past);
        return new PgTypeName(special != null ? special : last(reader, from), past);
    }

    static int pastFields(SqlText text, int from) {
        return TypeNames.pastFields(new Rewrite(text, Leading.UNKNOWN, RewriteContext.NONE), from);
    }

    private static String last(Rewrite reader, int from) {
        int last = reader.pastName(from) - 1;
        TokenKind kind = reader.tokens().kind(last);
        boolean name =
                kind == TokenKind.IDENTIFIER
                        || kind == TokenKind.QUOTED_IDENTIFIER
                        || kind == TokenKind.UNICODE_IDENTIFIER;
        return name ? Literals.identifier(reader.tokens(), last) : "?column?";
    }

    private static @Nullable String special(Rewrite reader, Keyword first, int from, int past) {
        boolean varying = reader.is(from + 1, Keyword.VARYING);
        return switch (first) {
            case INT, INTEGER -> "int4";
            case BIGINT -> "int8";
            case SMALLINT -> "int2";
            case REAL -> "float4";
            case FLOAT -> singlePrecision(reader, from) ? "float4" : "float8";
            case DOUBLE -> "float8";
            case DEC, DECIMAL -> "numeric";
            case BOOLEAN -> "bool";
            case CHARACTER, CHAR, NCHAR -> varying ? "varchar" : "bpchar";
            case NATIONAL -> reader.is(from + 2, Keyword.VARYING) ? "varchar" : "bpchar";
            case BIT -> varying ? "varbit" : "bit";
            case TIMESTAMP, TIME -> first.word() + (zoned(reader, from, past) ? "tz" : "");
            default -> null;
        };
    }

    private static boolean zoned(Rewrite reader, int from, int past) {
        for (int at = from; at < past; at++) {
            if (reader.is(at, Keyword.WITH)) {
                return true;
            }
        }
        return false;
    }

    private static boolean singlePrecision(Rewrite reader, int from) {
        return reader.is(from + 1, TokenKind.LEFT_PAREN)
                && reader.is(from + 2, TokenKind.INTEGER)
                && reader.text().tokens().text(from + 2).length() <= 2
                && Integer.parseInt(reader.text().tokens().text(from + 2)) <= 24;
    }
}
