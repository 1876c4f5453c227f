package dev.duckspace.gateway.functions.regex;

/** A pattern that is none, with PostgreSQL's words for it; its SQLSTATE is 2201B. */
public final class RegexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Problem {
        COLLATING_ELEMENT("invalid collating element"),
        CLASS("invalid character class"),
        ESCAPE("invalid escape \\ sequence"),
        REFERENCE("invalid backreference number"),
        BRACKETS("brackets [] not balanced"),
        PARENTHESES("parentheses () not balanced"),
        BRACES("braces {} not balanced"),
        REPETITIONS("invalid repetition count(s)"),
        RANGE("invalid character range"),
        QUANTIFIER("quantifier operand invalid"),
        PATTERN("invalid regexp (reg version 0.8)"),
        OPTION("invalid embedded option"),
        TOO_BIG("regular expression is too complex");

        final String words;

        Problem(String words) {
            this.words = words;
        }
    }

    RegexException(Problem problem) {
        super("invalid regular expression: " + problem.words, null, false, false);
    }
}
