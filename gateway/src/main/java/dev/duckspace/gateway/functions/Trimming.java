package dev.duckspace.gateway.functions;

/** Strings without characters of a set at their ends. */
final class Trimming {
    private Trimming() {}

    static String both(String text, String characters) {
        return left(right(text, characters), characters);
    }

    private static String left(String text, String characters) {
        int at = 0;
        while (at < text.length() && characters.indexOf(text.codePointAt(at)) >= 0) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(at);
    }

    private static String right(String text, String characters) {
        int end = text.length();
        while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }
}
