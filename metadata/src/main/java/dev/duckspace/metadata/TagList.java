package dev.duckspace.metadata;

import java.util.List;

/**
 * Tags in one text column, each between line feeds, so that a plain search finds a whole tag in
 * either database. Tags hold no control characters.
 */
final class TagList {
    private TagList() {}

    static String write(List<String> tags) {
        return tags.isEmpty() ? "" : "\n" + String.join("\n", tags) + "\n";
    }

    static List<String> read(String text) {
        return text.isEmpty() ? List.of() : List.of(text.substring(1).split("\n"));
    }

    static String searched(String tag) {
        return "\n" + tag + "\n";
    }
}
