package dev.duckspace.gateway.functions.regex;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's classes and cases of characters in a UTF-8 database of the locale C.UTF-8. */
public final class CharClasses {
    private static final Map<String, CharSet> BY_NAME = load();

    static final CharSet WORD = CharSet.union(List.of(named("alnum"), CharSet.of('_')));
    static final CharSet DIGIT = named("digit");
    static final CharSet SPACE = named("space");
    private static final CharSet LETTERS_AND_DIGITS = named("alnum");

    private CharClasses() {}

    static CharSet named(String name) {
        CharSet set = find(name);
        if (set == null) {
            throw new IllegalArgumentException("no class of characters " + name);
        }
        return set;
    }

    static @Nullable CharSet find(String name) {
        return BY_NAME.get(name);
    }

    static boolean isWord(int codePoint) {
        return codePoint < 128
                ? (codePoint >= 'a' && codePoint <= 'z')
                        || (codePoint >= 'A' && codePoint <= 'Z')
                        || (codePoint >= '0' && codePoint <= '9')
                        || codePoint == '_'
                : WORD.contains(codePoint);
    }

    /** Whether {@code initcap} counts it to a word. */
    public static boolean isLetterOrDigit(int codePoint) {
        return codePoint == '_' ? false : isWordOrAlnum(codePoint);
    }

    private static boolean isWordOrAlnum(int codePoint) {
        return codePoint < 128 ? isWord(codePoint) : LETTERS_AND_DIGITS.contains(codePoint);
    }

    /** One to one: a letter never becomes two. */
    public static int upper(int codePoint) {
        return isRecent(codePoint) ? codePoint : Character.toUpperCase(codePoint);
    }

    /** One to one. */
    public static int lower(int codePoint) {
        return isRecent(codePoint) ? codePoint : Character.toLowerCase(codePoint);
    }

    /** Letters whose cases are younger than PostgreSQL 15's platform. */
    private static boolean isRecent(int c) {
        return c >= 0x19B
                && (c == 0x19B
                        || c == 0x264
                        || c == 0x1C89
                        || c == 0x1C8A
                        || (c >= 0xA7CB && c <= 0xA7CD)
                        || (c >= 0xA7DA && c <= 0xA7DC)
                        || (c >= 0x10D50 && c <= 0x10D85));
    }

    private static Map<String, CharSet> load() {
        Map<String, CharSet> classes = new HashMap<>();
        try (InputStream stream = CharClasses.class.getResourceAsStream("character-classes.txt")) {
            if (stream == null) {
                throw new IllegalStateException("The classes of characters are missing");
            }
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))
                    .lines()
                    .forEach(line -> read(line, classes));
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of characters cannot be read", e);
        }
        CharSet digit = CharSet.range('0', '9');
        CharSet alpha = classes.getOrDefault("alpha", CharSet.NONE);
        CharSet punct = classes.getOrDefault("punct", CharSet.NONE);
        CharSet space =
                new CharSet(
                        new int[] {
                            0x9, 0xE, 0x20, 0x21, 0x1680, 0x1681, 0x2000, 0x2007, 0x2008, 0x200B,
                            0x2028, 0x202A, 0x205F, 0x2060, 0x3000, 0x3001
                        });
        CharSet alnum = CharSet.union(List.of(alpha, digit));
        CharSet graph = CharSet.union(List.of(alnum, punct));
        CharSet control = CharSet.union(List.of(CharSet.range(0, 0x1F), CharSet.range(0x7F, 0x9F)));
        classes.put("digit", digit);
        classes.put("alnum", alnum);
        classes.put("space", space);
        classes.put("graph", graph);
        classes.put("cntrl", control);
        classes.put(
                "print",
                CharSet.union(
                        List.of(
                                graph,
                                space.without(control).without(CharSet.range(0x2028, 0x2029)))));
        classes.put("blank", CharSet.union(List.of(CharSet.of(' '), CharSet.of('\t'))));
        classes.put(
                "xdigit",
                CharSet.union(List.of(digit, CharSet.range('a', 'f'), CharSet.range('A', 'F'))));
        classes.put("ascii", CharSet.range(0, 0x7F));
        classes.put("word", CharSet.union(List.of(alnum, CharSet.of('_'))));
        return classes;
    }

    /** A line is a name and, base 36, each range's distance from the last and length less one. */
    private static void read(String line, Map<String, CharSet> classes) {
        String[] words = line.split(" ");
        int[] bounds = new int[2 * (words.length - 1)];
        int last = 0;
        for (int i = 1; i < words.length; i++) {
            int comma = words[i].indexOf(',');
            int first =
                    last
                            + Integer.parseInt(
                                    comma < 0 ? words[i] : words[i].substring(0, comma), 36);
            last = comma < 0 ? first : first + Integer.parseInt(words[i].substring(comma + 1), 36);
            bounds[2 * i - 2] = first;
            bounds[2 * i - 1] = last + 1;
        }
        classes.put(words[0], new CharSet(Arrays.copyOf(bounds, bounds.length)));
    }
}
