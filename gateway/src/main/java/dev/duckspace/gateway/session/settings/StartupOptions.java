package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;

/** The start-up packet's {@code options}: {@code -c name=value --name=value}. */
final class StartupOptions {
    private StartupOptions() {}

    record Assignment(String name, String value) {}

    /** Errors: 42601. */
    static List<Assignment> parse(String options) {
        List<String> words = words(options);
        List<Assignment> assignments = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.startsWith("--")) {
                assignments.add(assignment(word.substring(2), "--"));
            } else if (word.equals("-c") && at < words.size()) {
                assignments.add(assignment(words.get(at++), "-c "));
            } else if (word.startsWith("-c") && word.length() > 2) {
                assignments.add(assignment(word.substring(2), "-c "));
            } else {
                throw SettingErrors.error(
                        SqlState.SYNTAX_ERROR,
                        "invalid command-line argument for server process: " + word,
                        null,
                        "Use \"-c name=value\" or \"--name=value\".");
            }
        }
        return assignments;
    }

    /** A dash in the name stands for an underscore. */
    private static Assignment assignment(String text, String option) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw SettingErrors.error(
                    SqlState.SYNTAX_ERROR, option + text + " requires a value", null, null);
        }
        return new Assignment(
                text.substring(0, equals).replace('-', '_'), text.substring(equals + 1));
    }

    /** Words are parted by white space; a backslash takes the next character as it is. */
    private static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            if (c == '\\' && i + 1 < options.length()) {
                word.append(options.charAt(++i));
                open = true;
            } else if (c != '\\' && !Character.isWhitespace(c)) {
                word.append(c);
                open = true;
            } else if (open && c != '\\') {
                words.add(word.toString());
                word.setLength(0);
                open = false;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }
}
