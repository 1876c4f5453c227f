package dev.duckspace.gateway.session.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists of SQL identifiers as one text: {@code "$user", public}. */
final class IdentifierList {
    static final int IDENTIFIER_BYTES_MAX = 63;

    private static final Pattern SIMPLE = Pattern.compile("[a-z_][a-z0-9_]*");

    /** PostgreSQL's keywords that are more than unreserved: as names they need quotes. */
    private static final Set<String> KEYWORDS =
            Set.of(
                    """
                    all analyse analyze and any array as asc asymmetric authorization between bigint
                    binary bit boolean both case cast char character check coalesce collate collation
                    column concurrently constraint create cross current_catalog current_date
                    current_role current_schema current_time current_timestamp current_user dec
                    decimal default deferrable desc distinct do else end except exists extract false
                    fetch float for foreign freeze from full grant greatest group grouping having
                    ilike in initially inner inout int integer intersect interval into is isnull join
                    lateral leading least left like limit localtime localtimestamp national natural
                    nchar none normalize not notnull null nullif numeric offset on only or order out
                    outer overlaps overlay placing position precision primary real references
                    returning right row select session_user setof similar smallint some substring
                    symmetric table tablesample then time timestamp to trailing treat trim true union
                    unique user using values varchar variadic verbose when where window with
                    xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse
                    xmlpi xmlroot xmlserialize xmltable"""
                            .split("\\s+"));

    private IdentifierList() {}

    /** Unquoted names fold to lower case. Empty: the syntax is invalid. */
    static Optional<List<String>> split(String text) {
        List<String> names = new ArrayList<>();
        int at = skipSpace(text, 0);
        if (at == text.length()) {
            return Optional.of(names);
        }
        while (true) {
            StringBuilder name = new StringBuilder();
            int end = readName(text, at, name);
            if (end < 0) {
                return Optional.empty();
            }
            names.add(truncate(name.toString()));
            at = skipSpace(text, end);
            if (at == text.length()) {
                return Optional.of(names);
            }
            if (text.charAt(at) != ',') {
                return Optional.empty();
            }
            at = skipSpace(text, at + 1);
        }
    }

    /** Returns where the name ends, or -1. */
    private static int readName(String text, int start, StringBuilder name) {
        if (start < text.length() && text.charAt(start) == '"') {
            return readQuoted(text, start + 1, name);
        }
        int at = start;
        while (at < text.length() && text.charAt(at) != ',' && !isSpace(text.charAt(at))) {
            at++;
        }
        name.append(text.substring(start, at).toLowerCase(Locale.ROOT));
        return at == start ? -1 : at;
    }

    private static int readQuoted(String text, int start, StringBuilder name) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (c == '"' && !doubled) {
                return at + 1;
            }
            name.append(c);
            at += c == '"' ? 2 : 1;
        }
        return -1;
    }

    static String quote(String name) {
        if (SIMPLE.matcher(name).matches() && !KEYWORDS.contains(name)) {
            return name;
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** To 63 bytes of UTF-8, never inside a character. */
    static String truncate(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= IDENTIFIER_BYTES_MAX) {
            return name;
        }
        int end = IDENTIFIER_BYTES_MAX;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
