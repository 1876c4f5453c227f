package dev.duckspace.gateway.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts PostgreSQL's SQL into tokens. */
final class Lexer {
    enum Kind {
        /** Folded to lower case. */
        WORD,
        /** Without its quotes. */
        NAME,
        /** Without its quotes. */
        STRING,
        NUMBER,
        OPERATOR,
        /** One of {@code ( ) [ ] , . ; :} and {@code ::}. */
        MARK,
        END
    }

    record Token(Kind kind, String text) {}

    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    \\s+|--[^\\n]*|/\\*.*?\\*/\
                    |(?<string>'(?:[^']|'')*')\
                    |(?<escape>[eE]'(?:[^'\\\\]|''|\\\\.)*')\
                    |(?<dollar>\\$(?<tag>\\w*)\\$(?<body>.*?)\\$\\k<tag>\\$)\
                    |(?<name>"(?:[^"]|"")+")\
                    |(?<number>(?:\\d+(?:\\.(?!\\.)\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)\
                    |(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)\
                    |(?<mark>::|[()\\[\\],.;:])\
                    |(?<operator>[-+*/<>=~!@#%^&|`?]+)""",
                    Pattern.DOTALL);

    private Lexer() {}

    static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            if (!matcher.region(at, sql.length()).lookingAt()) {
                throw new UnreadableQuery(sql.substring(at));
            }
            at = add(tokens, matcher);
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    /** Returns where the next token begins. */
    private static int add(List<Token> tokens, Matcher matcher) {
        String text = matcher.group();
        if (matcher.group("string") != null) {
            tokens.add(new Token(Kind.STRING, unquoted(text, "'")));
        } else if (matcher.group("escape") != null) {
            tokens.add(new Token(Kind.STRING, unescaped(unquoted(text.substring(1), "'"))));
        } else if (matcher.group("dollar") != null) {
            tokens.add(new Token(Kind.STRING, matcher.group("body")));
        } else if (matcher.group("name") != null) {
            tokens.add(new Token(Kind.NAME, unquoted(text, "\"")));
        } else if (matcher.group("number") != null) {
            tokens.add(new Token(Kind.NUMBER, text));
        } else if (matcher.group("word") != null) {
            tokens.add(new Token(Kind.WORD, text.toLowerCase(Locale.ROOT)));
        } else if (matcher.group("mark") != null) {
            tokens.add(new Token(Kind.MARK, text));
        } else if (matcher.group("operator") != null) {
            String operator = operator(text);
            tokens.add(new Token(Kind.OPERATOR, operator));
            return matcher.start() + operator.length();
        }
        return matcher.end();
    }

    /** A sign at the end belongs to what follows, unless PostgreSQL's own operators have it. */
    private static String operator(String text) {
        int comment = text.indexOf("--");
        String operator = comment > 0 ? text.substring(0, comment) : text;
        while (operator.length() > 1
                && (operator.endsWith("-") || operator.endsWith("+"))
                && !operator.matches(".*[~!@#%^&|`?].*")) {
            operator = operator.substring(0, operator.length() - 1);
        }
        return operator;
    }

    /** Of {@code E'..'}, as far as its escapes are single letters. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        boolean follows = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!follows) {
                follows = c == '\\';
                if (!follows) {
                    plain.append(c);
                }
                continue;
            }
            follows = false;
            if (Character.isDigit(c) || "xuU".indexOf(c) >= 0) {
                throw new UnreadableQuery(text);
            }
            int known = "bfnrt".indexOf(c);
            plain.append(known < 0 ? c : "\b\f\n\r\t".charAt(known));
        }
        return plain.toString();
    }

    private static String unquoted(String text, String quote) {
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
