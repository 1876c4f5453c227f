package dev.duckspace.gateway.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times, timestamps and intervals with a precision or fields, which a cast keeps by going through a
 * type of the gateway's own. The engine's own casts of text to types with a zone cannot be
 * replaced: these go through one too. Columns have types of their names, which round what is
 * stored.
 */
final class TimeTypes {
    private static final int MOST_DECIMALS = 6;

    /** Where none are given. */
    private static final int ANY = -1;

    private TimeTypes() {}

    /**
     * @param past behind the type's words and its modifier
     * @param engineName {@code TIMESTAMPTZ}
     * @param chain the types to go through, each as {@code ::type}; empty for none
     * @param limited what PostgreSQL prints for a type with a precision or fields; empty for others
     */
    record Named(int past, String engineName, String chain, String limited) {
        /** The engine's type that a column has, and that a cast ends in. */
        String type() {
            return limited.isEmpty() ? engineName : Literals.quoteIdentifier(limited);
        }
    }

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
        boolean zoned = engineName.endsWith("TZ");
        String chain = zoned ? own : "";
        if (decimals == ANY) {
            return new Named(past, engineName, chain, "");
        }
        String limited =
                (engineName.startsWith("TIMESTAMP") ? "timestamp(" : "time(")
                        + decimals
                        + (zoned ? ") with time zone" : ") without time zone");
        return new Named(
                past,
                engineName,
                decimals < MOST_DECIMALS ? chain + own + '_' + decimals : chain,
                limited);
    }

    /** More than are possible are as many as are. */
    private static int decimals(Rewrite rewrite, int open) {
        boolean given =
                rewrite.is(open, TokenKind.LEFT_PAREN)
                        && rewrite.is(open + 1, TokenKind.INTEGER)
                        && rewrite.is(open + 2, TokenKind.RIGHT_PAREN);
        if (!given) {
            return ANY;
        }
        String digits = rewrite.tokens().text(open + 1);
        return digits.length() > 1
                ? MOST_DECIMALS
                : Math.min(MOST_DECIMALS, Integer.parseInt(digits));
    }

    private static Named interval(Rewrite rewrite, int at) {
        Fields fields = Fields.read(rewrite, pastModifier(rewrite, at + 1));
        int own = decimals(rewrite, at + 1);
        int decimals = own == ANY ? fields.decimals() : own;
        String chain = fields.name().isEmpty() ? "" : "::pg_interval_" + fields.name();
        String limited =
                (fields.name().isEmpty() ? "" : ' ' + fields.name().replace("_", " to "))
                        + (decimals == ANY ? "" : "(" + decimals + ')');
        return new Named(
                fields.past(),
                "INTERVAL",
                decimals != ANY && decimals < MOST_DECIMALS
                        ? chain + "::pg_interval_" + decimals
                        : chain,
                limited.isEmpty() ? "" : "interval" + limited);
    }

    /**
     * {@code DAY TO SECOND(3)}.
     *
     * @param name {@code day_second}; empty for none
     */
    record Fields(int past, String name, int decimals) {
        static Fields read(Rewrite rewrite, int at) {
            if (!isField(rewrite, at)) {
                return new Fields(at, "", ANY);
            }
            String name = rewrite.tokens().text(at).toLowerCase(Locale.ROOT);
            int past = at + 1;
            if (rewrite.is(past, Keyword.TO) && isField(rewrite, past + 1)) {
                name += '_' + rewrite.tokens().text(past + 1).toLowerCase(Locale.ROOT);
                past += 2;
            }
            return new Fields(pastModifier(rewrite, past), name, TimeTypes.decimals(rewrite, past));
        }

        int mostDecimals() {
            return decimals == ANY ? MOST_DECIMALS : decimals;
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
            column(rewrite, type, named);
            return;
        }
        String chain = named.chain() + "::" + named.type();
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

    private static void column(Rewrite rewrite, int type, Named named) {
        if (named.past() > type + 1 || !named.limited().isEmpty()) {
            rewrite.replace(type, named.past(), named.type());
        }
    }
}
