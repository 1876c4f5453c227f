package dev.duckspace.gateway.sql;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code x::regclass} and its like become calls of the catalog's functions, which look a name up;
 * {@code x::regclass::text} shows the name of an OID. Also {@code x::oid}, {@code x::xid} and
 * {@code x::"char"}, which the engine knows as other types.
 */
final class ReferenceCastRule implements RewriteRule {
    private static final Map<String, String> REFERENCES =
            Stream.of(
                            "regclass",
                            "regtype",
                            "regproc",
                            "regprocedure",
                            "regoper",
                            "regoperator",
                            "regnamespace",
                            "regrole",
                            "regcollation",
                            "regconfig",
                            "regdictionary")
                    .collect(Collectors.toUnmodifiableMap(name -> name, name -> "pg_" + name));

    private static final Map<String, String> OTHERS =
            Map.of("oid", "pg_oid", "xid", "pg_xid", "\"char\"", "pg_char");

    /** Whether the type behind the {@code ::} at {@code at} is this rule's. */
    static boolean applies(Rewrite rewrite, int at) {
        int name = type(rewrite, at + 1);
        String word = word(rewrite, name);
        if (rewrite.is(name + 1, TokenKind.LEFT_BRACKET)) {
            return REFERENCES.containsKey(word);
        }
        return REFERENCES.containsKey(word)
                || OTHERS.containsKey(word)
                || (word.equals("text")
                        && REFERENCES.containsKey(word(rewrite, at - 1))
                        && isType(rewrite, at - 1));
    }

    /** Whether such a type is named between two tokens. */
    static boolean isNamed(Rewrite rewrite, int from, int past) {
        for (int at = from; at < past; at++) {
            if (REFERENCES.containsKey(word(rewrite, at))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void apply(Rewrite rewrite, int at) {
        int name = type(rewrite, at + 1);
        String word = word(rewrite, name);
        String other = OTHERS.get(word);
        if (other != null) {
            int first = operand(rewrite, at);
            if (word.equals("oid")
                    && !rewrite.is(name + 1, TokenKind.CAST)
                    && !isCast(rewrite, first, at)) {
                rewrite.insertBefore(first, "pg_oid_in(");
                rewrite.replace(at, name + 1, ")");
            } else {
                rewrite.replace(at + 1, name + 1, other);
            }
            return;
        }
        String reference = REFERENCES.get(word);
        if (reference == null) {
            return; // the text of a reference: the cast before has taken it along
        }
        if (rewrite.is(name + 1, TokenKind.LEFT_BRACKET)) {
            rewrite.replace(at + 1, name + 1, reference);
            return;
        }
        int from = operand(rewrite, at);
        int text = rewrite.is(name + 1, TokenKind.CAST) ? type(rewrite, name + 2) : -1;
        boolean named = text > 0 && isText(word(rewrite, text));
        int past = named && word(rewrite, text).equals("text") ? text + 1 : name + 1;
        rewrite.insertBefore(from, (named ? reference + "_out(" : "") + reference + "_in(");
        rewrite.replace(at, past, named ? "))" : ")");
    }

    /** {@code CAST(x AS regclass)}; false when the type is another. */
    static boolean functionInstead(Rewrite rewrite, int at, int as, int close) {
        int name = type(rewrite, as + 1);
        String word = word(rewrite, name);
        String other = OTHERS.get(word);
        if (other != null && name + 1 == close) {
            if (word.equals("oid")
                    && rewrite.is(at, Keyword.CAST)
                    && !isCast(rewrite, at + 2, as)) {
                rewrite.replace(at, at + 1, "pg_oid_in");
                rewrite.remove(as, close);
            } else {
                rewrite.replace(as + 1, close, other);
            }
            return true;
        }
        String reference = REFERENCES.get(word);
        if (reference == null || name + 1 != close) {
            return false;
        }
        rewrite.replace(at, at + 1, reference + "_in");
        rewrite.remove(as, close);
        return true;
    }

    /** A parameter has the type of the cast; what has been cast before is a reference, or fits. */
    private static boolean isCast(Rewrite rewrite, int from, int to) {
        for (int at = from; at < to; at++) {
            if (rewrite.is(at, TokenKind.CAST)) {
                return true;
            }
        }
        return to == from + 1 && rewrite.is(from, TokenKind.PARAMETER);
    }

    private static int type(Rewrite rewrite, int from) {
        return CatalogQualifierRule.qualifies(rewrite, from) ? from + 2 : from;
    }

    private static boolean isType(Rewrite rewrite, int name) {
        return rewrite.is(name - 1, TokenKind.CAST)
                || (rewrite.is(name - 1, TokenKind.DOT) && rewrite.is(name - 3, TokenKind.CAST));
    }

    private static String word(Rewrite rewrite, int at) {
        return rewrite.is(at, TokenKind.IDENTIFIER) || rewrite.is(at, TokenKind.QUOTED_IDENTIFIER)
                ? rewrite.tokens().text(at).toLowerCase(Locale.ROOT)
                : "";
    }

    /** What the name becomes; a cast to another of them than text follows. */
    private static boolean isText(String word) {
        return word.equals("text")
                || word.equals("varchar")
                || word.equals("character")
                || word.equals("bpchar")
                || word.equals("name");
    }

    /** Where the operand of the {@code ::} at {@code at} begins. */
    static int operand(Rewrite rewrite, int at) {
        int first = primary(rewrite, at);
        if (first < rewrite.from()) {
            throw SqlErrors.syntaxError(rewrite.tokens(), at);
        }
        // count(*) filter (...), sum(x) over w, mode() within group (...)
        if (rewrite.tokens().isWord(first, "filter") || rewrite.tokens().isWord(first, "over")) {
            return operand(rewrite, first);
        }
        if (rewrite.tokens().isWord(first - 1, "over")
                || (rewrite.is(first, Keyword.GROUP)
                        && rewrite.tokens().isWord(first - 1, "within"))) {
            return operand(rewrite, first - 1);
        }
        return first;
    }

    private static int primary(Rewrite rewrite, int at) {
        int first = at - 1;
        while (true) {
            if (rewrite.is(first, TokenKind.RIGHT_PAREN)
                    || rewrite.is(first, TokenKind.RIGHT_BRACKET)) {
                boolean subscript = rewrite.is(first, TokenKind.RIGHT_BRACKET);
                first = opening(rewrite, first);
                if (subscript || rewrite.isName(first - 1) || clause(rewrite, first - 1)) {
                    first--;
                    continue;
                }
            }
            if (rewrite.is(first, Keyword.END)) {
                return caseOf(rewrite, first);
            }
            first = firstWord(rewrite, first);
            if (rewrite.is(first - 1, TokenKind.DOT)) {
                first -= 2;
                continue;
            }
            if (!rewrite.is(first - 1, TokenKind.CAST)) {
                return first;
            }
            first -= 2;
        }
    }

    /** Of a type of several words that ends here: double precision, timestamp with time zone. */
    private static int firstWord(Rewrite rewrite, int last) {
        Tokens tokens = rewrite.tokens();
        if (tokens.isWord(last, "precision") || tokens.isWord(last, "varying")) {
            return rewrite.is(last - 2, TokenKind.CAST) ? last - 1 : last;
        }
        return tokens.isWord(last, "zone") && rewrite.is(last - 4, TokenKind.CAST)
                ? last - 3
                : last;
    }

    /** Where the CASE begins that ends here. */
    private static int caseOf(Rewrite rewrite, int end) {
        int depth = 0;
        for (int at = end; at > rewrite.from(); at--) {
            depth += rewrite.is(at, Keyword.END) ? 1 : rewrite.is(at, Keyword.CASE) ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return rewrite.from();
    }

    private static boolean clause(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.GROUP) && rewrite.tokens().isWord(at - 1, "within");
    }

    private static int opening(Rewrite rewrite, int close) {
        int depth = 0;
        for (int i = close; i > rewrite.from(); i--) {
            depth -= rewrite.tokens().depthChange(i);
            if (depth == 0) {
                return i;
            }
        }
        return rewrite.from();
    }
}
