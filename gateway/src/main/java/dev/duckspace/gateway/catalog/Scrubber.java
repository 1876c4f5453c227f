package dev.duckspace.gateway.catalog;

import java.util.regex.Pattern;

/** Takes out of a text what a client must not see: paths of this machine and internal names. */
final class Scrubber {
    /** An absolute path of two segments or more, quoted or not. */
    private static final Pattern PATH =
            Pattern.compile("\"/[^\"\\n]*\"|'/[^'\\n]*'|(?<![\\w.*/)\\]])/[^\\s\"'/]+/[^\\s\"']*");

    private static final Pattern ALIAS =
            Pattern.compile(
                    "\"?"
                            + Pattern.quote(HiddenNames.TABLE_PREFIX)
                            + "([^$\"\\s]+)\\$([^$\"\\s]+)\\$[0-9a-f]+\"?(?:\\.\"?[\\p{L}\\p{N}_]+\"?){0,2}");

    private static final Pattern OWN_CATALOG =
            Pattern.compile("\"?" + HiddenNames.CATALOG + "(?:_pg)?\"?\\.(?:\"?[a-z_]+\"?\\.)?");

    /** What the engine adds to a failed assertion, and all behind it. */
    private static final Pattern TRACE =
            Pattern.compile(
                    "(?si)\\s*\\n\\s*(?:this error signals an assertion failure|stack trace:).*");

    /** Libraries and addresses in memory. */
    private static final Pattern PLACE =
            Pattern.compile("\\S*\\.so\\b[.\\d]*(?:\\([^)]*\\))?|\\b0x[0-9a-fA-F]{6,}\\b");

    private Scrubber() {}

    static String withoutTrace(String text) {
        return TRACE.matcher(text).replaceAll("");
    }

    static String withoutPaths(String text) {
        return PLACE.matcher(PATH.matcher(text).replaceAll("(file)")).replaceAll("(place)");
    }

    /** Of attached files, which become those of their tables, and of the system catalog. */
    static String withoutHiddenNames(String text) {
        String named = ALIAS.matcher(text).replaceAll("$1.$2");
        return OWN_CATALOG.matcher(named).replaceAll("");
    }
}
