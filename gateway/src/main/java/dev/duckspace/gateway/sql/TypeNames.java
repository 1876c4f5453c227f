package dev.duckspace.gateway.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Type names as PostgreSQL spells them. Strings of a length become types of that name, see {@link
 * CharacterTypes}; the precision of times with a zone goes away.
 */
final class TypeNames {
    /** The names of array types in pg_type, and their elements. */
    private static final Map<String, String> ARRAYS = arrays();

    private static Map<String, String> arrays() {
        Map<String, String> arrays = new HashMap<>();
        for (String name :
                ("bytea text date time timetz timestamp timestamptz interval uuid json jsonb inet"
                                + " cidr macaddr macaddr8 money xml point")
                        .split(" ")) {
            arrays.put('_' + name, name);
        }
        arrays.put("_bool", "BOOLEAN");
        arrays.put("_int2", "SMALLINT");
        arrays.put("_int4", "INTEGER");
        arrays.put("_int8", "BIGINT");
        arrays.put("_float4", "FLOAT");
        arrays.put("_float8", "DOUBLE");
        arrays.put("_numeric", UnconstrainedNumeric.TYPE);
        arrays.put("_varchar", "\"character varying\"");
        arrays.put("_bpchar", "pg_bpchar");
        arrays.put("_name", "pg_name");
        arrays.put("_oid", "pg_oid");
        return Map.copyOf(arrays);
    }

    private TypeNames() {}

    /** Past the type that begins at {@code from}, modifiers and array marks included. */
    static int pastType(Rewrite rewrite, int from) {
        int at = pastArray(rewrite, pastModified(rewrite, from));
        return Math.min(at, rewrite.to());
    }

    private static int pastModified(Rewrite rewrite, int from) {
        int name = start(rewrite, from);
        int last = lastWord(rewrite, name);
        int at = pastModifier(rewrite, last + 1);
        if (rewrite.is(name, Keyword.TIME) || rewrite.is(name, Keyword.TIMESTAMP)) {
            return pastZone(rewrite, at);
        }
        if (rewrite.is(name, Keyword.INTERVAL)) {
            return pastFields(rewrite, at);
        }
        return at;
    }

    /** Past {@code pg_catalog.}. */
    private static int start(Rewrite rewrite, int from) {
        return CatalogQualifierRule.qualifies(rewrite, from) ? from + 2 : from;
    }

    private static int lastWord(Rewrite rewrite, int name) {
        int at = rewrite.is(name, Keyword.NATIONAL) ? name + 1 : name;
        if (rewrite.is(at + 1, Keyword.VARYING)
                || (rewrite.is(at, Keyword.DOUBLE) && rewrite.is(at + 1, Keyword.PRECISION))) {
            return at + 1;
        }
        return rewrite.pastName(at) - 1;
    }

    private static int pastModifier(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(at) : at;
    }

    private static int pastZone(Rewrite rewrite, int at) {
        boolean zone =
                (rewrite.is(at, Keyword.WITH) || rewrite.is(at, Keyword.WITHOUT))
                        && rewrite.is(at + 1, Keyword.TIME)
                        && rewrite.is(at + 2, Keyword.ZONE);
        return zone ? at + 3 : at;
    }

    /** {@code DAY TO SECOND(3)}. */
    private static int pastFields(Rewrite rewrite, int from) {
        if (!isField(rewrite, from)) {
            return from;
        }
        int at = from + 1;
        if (rewrite.is(at, Keyword.TO) && isField(rewrite, at + 1)) {
            at += 2;
        }
        return pastModifier(rewrite, at);
    }

    private static boolean isField(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.YEAR)
                || rewrite.is(at, Keyword.MONTH)
                || rewrite.is(at, Keyword.DAY)
                || rewrite.is(at, Keyword.HOUR)
                || rewrite.is(at, Keyword.MINUTE)
                || rewrite.is(at, Keyword.SECOND);
    }

    /** Past the array marks that begin here, if any do. */
    static int pastArray(Rewrite rewrite, int from) {
        int at = rewrite.is(from, Keyword.ARRAY) ? from + 1 : from;
        while (rewrite.is(at, TokenKind.LEFT_BRACKET)) {
            at = rewrite.pastGroup(at);
        }
        return at;
    }

    /** Edits the type of a column where the engine spells it otherwise. */
    static void rewrite(Rewrite rewrite, int from) {
        rewrite(rewrite, from, CharacterTypes.Use.COLUMN);
    }

    /** Edits the type that begins at {@code from} where the engine spells it otherwise. */
    static void rewrite(Rewrite rewrite, int from, CharacterTypes.Use use) {
        int name = start(rewrite, from);
        if (name > from) {
            rewrite.remove(from, name);
        }
        bounds(rewrite, from, use);
        CharacterTypes.Named named = CharacterTypes.at(rewrite, name);
        if (named != null) {
            CharacterTypes.rewrite(rewrite, name, named, use);
            return;
        }
        TimeTypes.Named time = TimeTypes.at(rewrite, name);
        if (time != null) {
            TimeTypes.rewrite(rewrite, name, time, use);
            return;
        }
        Keyword keyword = name < rewrite.to() ? rewrite.tokens().keyword(name) : null;
        if (keyword == null) {
            word(rewrite, name);
            return;
        }
        switch (keyword) {
            case NUMERIC, DECIMAL, DEC -> numeric(rewrite, from, name);
            case FLOAT -> bare(rewrite, name, "DOUBLE");
            case BPCHAR -> rewrite.replace(name, name + 1, "pg_bpchar");
            case NAME -> rewrite.replace(name, name + 1, "pg_name");
            default -> {
                // The engine knows it, or the user made it.
            }
        }
    }

    /** {@code int[3]} and {@code int array[3]} are {@code int[]}: the bounds say nothing. */
    private static void bounds(Rewrite rewrite, int from, CharacterTypes.Use use) {
        int marks = pastModified(rewrite, from);
        int past = pastArray(rewrite, marks);
        if (past == marks || (use != CharacterTypes.Use.COLUMN && ofEngineList(rewrite, from))) {
            return;
        }
        String plain = plainMarks(rewrite, marks, past);
        if (!plain.equals(rewrite.source(marks, past))) {
            rewrite.replace(marks, past, plain);
        }
    }

    /** As many {@code []} as there are dimensions. */
    static String plainMarks(Rewrite rewrite, int from, int past) {
        int dimensions = 0;
        for (int at = from; at < past; at = rewrite.past(at)) {
            dimensions += rewrite.is(at, TokenKind.LEFT_BRACKET) ? 1 : 0;
        }
        return "[]".repeat(past > from ? Math.max(1, dimensions) : 0);
    }

    /** DuckDB's {@code [1, 2]::FLOAT[2]}, an array of a fixed size. */
    private static boolean ofEngineList(Rewrite rewrite, int type) {
        int close = type - 2;
        if (!rewrite.is(close, TokenKind.RIGHT_BRACKET)) {
            return false;
        }
        int depth = 0;
        for (int at = close; at > rewrite.from(); at--) {
            depth -= rewrite.tokens().depthChange(at);
            if (depth == 0) {
                return !rewrite.is(at - 1, Keyword.ARRAY)
                        && !rewrite.isName(at - 1)
                        && !rewrite.is(at - 1, TokenKind.RIGHT_PAREN);
            }
        }
        return true;
    }

    private static void bare(Rewrite rewrite, int name, String replacement) {
        if (!rewrite.is(name + 1, TokenKind.LEFT_PAREN)) {
            rewrite.replace(name, name + 1, replacement);
        }
    }

    private static void numeric(Rewrite rewrite, int from, int name) {
        if (!rewrite.is(name + 1, TokenKind.LEFT_PAREN)) {
            rewrite.replace(name, name + 1, UnconstrainedNumeric.engineType(rewrite, from));
        }
    }

    private static void word(Rewrite rewrite, int name) {
        Tokens tokens = rewrite.tokens();
        String array =
                rewrite.is(name, TokenKind.IDENTIFIER)
                        ? ARRAYS.get(tokens.text(name).toLowerCase(Locale.ROOT))
                        : null;
        if (array != null) {
            rewrite.replace(name, name + 1, array + "[]");
        } else if (rewrite.is(name, TokenKind.IDENTIFIER) && tokens.isWord(name, "oid")) {
            rewrite.replace(name, name + 1, "pg_oid");
        }
    }
}
