package dev.duckspace.gateway.workspace;

/**
 * A word or sign of a statement as the engine reads it.
 *
 * @param text a word in lower case, a quoted identifier or string by its content, a sign as it is
 */
record GuardToken(Kind kind, String text) {
    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SIGN
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
