package dev.duckspace.gateway.attacks;

import java.util.function.IntFunction;

/** The same statement, written so that a guard that looks for words may overlook it. */
enum Spelling {
    PLAIN {
        @Override
        String of(String statement) {
            return statement;
        }
    },
    MIXED_CASE {
        @Override
        String of(String statement) {
            return outsideQuotes(
                    statement,
                    at -> {
                        char c = statement.charAt(at);
                        char other =
                                Character.isUpperCase(c)
                                        ? Character.toLowerCase(c)
                                        : Character.toUpperCase(c);
                        return String.valueOf(at % 2 == 0 ? other : c);
                    });
        }
    },
    COMMENTS_FOR_BLANKS {
        @Override
        String of(String statement) {
            return outsideQuotes(statement, at -> blankAs(statement, at, "/* x /* y */ */"));
        }
    },
    LINES_FOR_BLANKS {
        @Override
        String of(String statement) {
            return outsideQuotes(statement, at -> blankAs(statement, at, "\n\t--\r\n"));
        }
    },
    WRAPPED {
        @Override
        String of(String statement) {
            return ";; /* first */ " + statement + " ; -- last";
        }
    };

    abstract String of(String statement);

    private static String blankAs(String statement, int at, String other) {
        char c = statement.charAt(at);
        return c == ' ' ? other : String.valueOf(c);
    }

    private static String outsideQuotes(String statement, IntFunction<String> spelled) {
        StringBuilder text = new StringBuilder();
        char quote = 0;
        for (int at = 0; at < statement.length(); at++) {
            char c = statement.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                text.append(c);
            } else if (c == '\'' || c == '"') {
                quote = c;
                text.append(c);
            } else {
                text.append(spelled.apply(at));
            }
        }
        return text.toString();
    }
}
