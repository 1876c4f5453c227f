package dev.duckspace.gateway.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times, timestamps and intervals with a precision or fields, which a cast keeps by going through a
 * type of the gateway's own. The engine's own casts of text to types with a zone cannot be
 * replaced: these go through one too. Columns lose their precision.
 */
final class TimeTypes {
    private static final int MOST_DECIMALS = 6;

    private TimeTypes() {}

    /**
     * @param past behind the type's words and its modifier
     * @param engineName {@code TIMESTAMPTZ}
     * @param chain the types to go through, each as {@code ::type}; empty for none
     */
    record Named(int past, String engineName, String chain) {}

    /** The type that begins at the token; null when it is none of these. */
    static @Nullable Named at(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (rewrite.is(at, Keyword.TIME) || rewrite.is(at, Keyword.TIMESTAMP)) {
            int behind = pastModifier(rewrite, at + 1);
            boolean with = zone(rewrite, behind, Keyword.WITH);
            boolean without = zone(rewrite, behind, Keyword.WITHOUT);
            String name = tokens.text(at).toUpperCase(Locale.ROOT) + (with ? "TZ" : "");
            return named(rewrite, at, with || without ? behind + 3 : behind, name);
        }
        if (tokens.isWord(at, "timestamptz") || tokens.isWord(at, "timetz")) {
            String name = tokens.text(at).toUpperCase(Locale.ROOT);
            return named(rewrite, at, pastModifier(rewrite, at + 1), name);
        }
        if (rewrite.is(at, Keyword.INTERVAL)) {
            return interval(rewrite, at);
        }
        return null;
    }

    private static boolean zone(Rewrite rewrite, int at, Keyword with) {
        return rewrite.is(at, with)
                && rewrite.is(at + 1, Keyword.TIME)
                && rewrite.is(at + 2, Keyword.ZONE);
    }

    private static int pastModifier(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(at) : at;
    }

    private static Named named(Rewrite rewrite, int at, int past, String engineName) {
        String own = "::pg_" + engineName.toLowerCase(Locale.ROOT);
        int decimals = decimals(rewrite, at + 1);
        String chain = engineName.endsWith("TZ") ? own : "";
        return new Named(
                past, engineName, decimals < MOST_DECIMALS ? chain + own + '_' + decimals : chain);
    }

    private static int decimals(Rewrite rewrite, int open) {
        boolean given =
                rewrite.is(open, TokenKind.LEFT_PAREN)
                        && rewrite.is(open + 1, TokenKind.INTEGER)
                        && rewrite.is(open + 2, TokenKind.RIGHT_PAREN)
                        && rewrite.tokens().text(open + 1).length() == 1;
        return given ? Integer.parseInt(rewrite.tokens().text(open + 1)) : MOST_DECIMALS;
    }

    private static Named interval(Rewrite rewrite, int at) {
        Fields fields = Fields.read(rewrite, pastModifier(rewrite, at + 1));
        int decimals = Math.min(decimals(rewrite, at + 1), fields.decimals());
        String chain = fields.name().isEmpty() ? "" : "::pg_interval_" + fields.name();
        return new Named(
                fields.past(),
                "INTERVAL",
                decimals < MOST_DECIMALS ? chain + "::pg_interval_" + decimals : chain);
    }

    /**
     * {@code DAY TO SECOND(3)}.
     *
     * @param name {@code day_second}; empty for none
     */
    record Fields(int past, String name, int decimals) {
        static Fields read(Rewrite rewrite, int at) {
            if (!isField(rewrite, at)) {
                return new Fields(at, "", MOST_DECIMALS);
            }
            String name = rewrite.tokens().text(at).toLowerCase(Locale.ROOT);
            int past = at + 1;
            if (rewrite.is(past, Keyword.TO) && isField(rewrite, past + 1)) {
                name += '_' + rewrite.tokens().text(past + 1).toLowerCase(Locale.ROOT);
                past += 2;
            }
            return new Fields(pastModifier(rewrite, past), name, TimeTypes.decimals(rewrite, past));
        }

        private static boolean isField(Rewrite rewrite, int at) {
            return rewrite.is(at, Keyword.YEAR)
                    || rewrite.is(at, Keyword.MONTH)
                    || rewrite.is(at, Keyword.DAY)
                    || rewrite.is(at, Keyword.HOUR)
                    || rewrite.is(at, Keyword.MINUTE)
                    || rewrite.is(at, Keyword.SECOND);
        }
    }

    static void rewrite(Rewrite rewrite, int type, Named named, CharacterTypes.Use use) {
        boolean array = TypeNames.pastArray(rewrite, named.past()) > named.past();
        if (use == CharacterTypes.Use.COLUMN || array) {
            column(rewrite, type, named);
            return;
        }
        if (named.chain().isEmpty()) {
            if (named.past() > type + 1) {
                rewrite.replace(type, named.past(), named.engineName());
            }
            return;
        }
        String chain = named.chain() + "::" + named.engineName();
        boolean zoned = named.engineName().endsWith("TZ");
        // Types with a zone are not cast to by the engine first.
        int cut = zoned ? chain.indexOf("::", 2) : 0;
        String first = zoned ? chain.substring(2, cut) : named.engineName();
        String rest = chain.substring(cut);
        switch (use) {
            case CAST -> rewrite.replace(type, named.past(), first + rest);
            case CAST_FUNCTION, LITERAL -> {
                rewrite.replace(type, named.past(), first);
                rewrite.insertAfter(named.past(), rest);
            }
            case COLUMN -> throw new IllegalStateException("a column has no chain");
        }
    }

    /** The engine has timestamps in seconds, milliseconds and microseconds. */
    private static void column(Rewrite rewrite, int type, Named named) {
        boolean kept =
                named.engineName().equals("TIMESTAMP")
                        && switch (decimals(rewrite, type + 1)) {
                            case 0, 3 -> true;
                            default -> false;
                        };
        if (!kept && named.past() > type + 1) {
            rewrite.replace(type, named.past(), named.engineName());
        }
    }
}
