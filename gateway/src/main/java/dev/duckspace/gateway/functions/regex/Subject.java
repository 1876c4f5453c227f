package dev.duckspace.gateway.functions.regex;

/** A text to match, as code points and their kinds; used again for the next. */
final class Subject {
    private final Alphabet alphabet;
    private int[] points = new int[64];
    private int[] kinds = new int[64];
    private int length;

    Subject(Alphabet alphabet) {
        this.alphabet = alphabet;
    }

    void set(String text) {
        int chars = text.length();
        if (points.length < chars) {
            points = new int[chars];
            kinds = new int[chars];
        }
        length = 0;
        for (int i = 0; i < chars; length++) {
            int point = text.charAt(i++);
            if (Character.isHighSurrogate((char) point)
                    && i < chars
                    && Character.isLowSurrogate(text.charAt(i))) {
                point = Character.toCodePoint((char) point, text.charAt(i++));
            }
            points[length] = point;
            kinds[length] = alphabet.kind(point);
        }
    }

    int length() {
        return length;
    }

    int point(int at) {
        return points[at];
    }

    int kind(int at) {
        return kinds[at];
    }

    String text(int from, int to) {
        return new String(points, from, to - from);
    }
}
