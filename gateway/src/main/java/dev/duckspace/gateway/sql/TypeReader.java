package dev.duckspace.gateway.sql;

import org.jspecify.annotations.Nullable;

/** Reads a type as a cast names it, and gives PostgreSQL's own name for it. */
final class TypeReader {
    /** Widest {@code float(n)} that is a float4. */
    private static final int FLOAT4_BITS = 24;

    private final LabelSource source;
    private final TokenCursor cursor;

    TypeReader(LabelSource source) {
        this.source = source;
        this.cursor = source.cursor();
    }

    /** Past the type with its modifiers and array bounds; null when none stands here. */
    @Nullable String read() {
        String name = elementName();
        while (name != null && passArrayBound()) {
            // each bound is one more dimension of the same type
        }
        return name;
    }

    private boolean passArrayBound() {
        boolean array = cursor.accept(Keyword.ARRAY);
        boolean bound = cursor.at(TokenKind.LEFT_BRACKET);
        if (bound) {
            source.skipGroup();
        }
        return array || bound;
    }

    private @Nullable String elementName() {
        Keyword keyword = cursor.keyword();
        if (keyword == null) {
            return generic();
        }
        return switch (keyword) {
            case INT, INTEGER -> simple("int4");
            case SMALLINT -> simple("int2");
            case BIGINT -> simple("int8");
            case REAL -> simple("float4");
            case BOOLEAN -> simple("bool");
            case DEC, DECIMAL, NUMERIC -> modified("numeric");
            case FLOAT -> floating();
            case DOUBLE -> doublePrecision();
            case BIT -> varying("bit", "varbit");
            case CHAR, CHARACTER, NCHAR -> varying("bpchar", "varchar");
            case NATIONAL -> national();
            case VARCHAR -> modified("varchar");
            case TIMESTAMP -> zoned("timestamp");
            case TIME -> zoned("time");
            case INTERVAL -> interval();
            default -> generic();
        };
    }

    private String simple(String name) {
        cursor.skip();
        return name;
    }

    private String modified(String name) {
        cursor.skip();
        source.acceptGroup();
        return name;
    }

    private String floating() {
        cursor.skip();
        int modifier = cursor.index() + 1;
        if (!source.acceptGroup() || !source.tokens().is(modifier, TokenKind.INTEGER)) {
            return "float8";
        }
        String bits = source.tokens().text(modifier);
        return bits.length() <= 2 && Integer.parseInt(bits) <= FLOAT4_BITS ? "float4" : "float8";
    }

    private String doublePrecision() {
        cursor.skip();
        cursor.accept(Keyword.PRECISION);
        return "float8";
    }

    private String varying(String fixed, String variable) {
        cursor.skip();
        String name = cursor.accept(Keyword.VARYING) ? variable : fixed;
        source.acceptGroup();
        return name;
    }

    private @Nullable String national() {
        cursor.skip();
        return cursor.at(Keyword.CHARACTER) || cursor.at(Keyword.CHAR)
                ? varying("bpchar", "varchar")
                : null;
    }

    private String zoned(String name) {
        modified(name);
        boolean with = cursor.at(Keyword.WITH, Keyword.TIME);
        if (with || cursor.at(Keyword.WITHOUT, Keyword.TIME)) {
            cursor.moveTo(cursor.index() + 3);
        }
        return with ? name + "tz" : name;
    }

    private String interval() {
        modified("interval");
        passIntervalFields();
        return "interval";
    }

    /** Past {@code DAY TO SECOND(3)} and its like. */
    void passIntervalFields() {
        while (cursor.acceptAny(
                        Keyword.YEAR,
                        Keyword.MONTH,
                        Keyword.DAY,
                        Keyword.HOUR,
                        Keyword.MINUTE,
                        Keyword.SECOND)
                != null) {
            source.acceptGroup();
            cursor.accept(Keyword.TO);
        }
    }

    private @Nullable String generic() {
        Keyword keyword = cursor.keyword();
        boolean reserved =
                keyword != null && keyword.reserved() && !cursor.followedBy(TokenKind.LEFT_PAREN);
        if (reserved || !source.atName()) {
            return null;
        }
        String name = source.lastOfDottedName();
        source.acceptGroup();
        return name;
    }
}
