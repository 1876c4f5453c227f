package dev.duckspace.admin.service;

import java.util.regex.Pattern;

/**
 * Texts of callers as the audit trail keeps them: short, on one line, without what looks like one
 * of our secrets.
 */
final class EventText {
    private static final int LENGTH_MAX = 300;
    private static final Pattern TOKEN = Pattern.compile("dsp_[A-Za-z0-9_-]+");
    private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]*:[^/@\\s]*@");

    private EventText() {}

    static String shown(String text) {
        String start = text.length() <= 4 * LENGTH_MAX ? text : text.substring(0, 4 * LENGTH_MAX);
        String safe = TOKEN.matcher(start).replaceAll("dsp_***");
        safe = LOGIN.matcher(safe).replaceAll("://***@");
        StringBuilder line = new StringBuilder(Math.min(safe.length(), LENGTH_MAX));
        safe.codePoints()
                .limit(LENGTH_MAX)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
