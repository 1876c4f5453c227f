package dev.duckspace.gateway.catalog;

import java.util.Set;
import java.util.regex.Pattern;

/** Identifiers as PostgreSQL prints them. */
final class SqlNames {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    /**
     * What PostgreSQL's quote_ident quotes though it is plain: all keywords but unreserved ones.
     */
    private static final Set<String> KEYWORDS =
            Set.of(
                    ("all analyse analyze and any array as asc asymmetric authorization between bigint"
                                    + " binary bit boolean both case cast char character check coalesce"
                                    + " collate collation column concurrently constraint create cross"
                                    + " current_catalog current_date current_role current_schema"
                                    + " current_time current_timestamp current_user dec decimal default"
                                    + " deferrable desc distinct do else end except exists extract false"
                                    + " fetch float for foreign freeze from full grant greatest group"
                                    + " grouping having ilike in initially inner inout int integer"
                                    + " intersect interval into is isnull join lateral leading least left"
                                    + " like limit localtime localtimestamp national natural nchar none"
                                    + " normalize not notnull null nullif numeric offset on only or order"
                                    + " out outer overlaps overlay placing position precision primary real"
                                    + " references returning right row select session_user setof similar"
                                    + " smallint some substring symmetric table tablesample then time"
                                    + " timestamp to trailing treat trim true union unique user using"
                                    + " values varchar variadic verbose when where window with"
                                    + " xmlattributes xmlconcat xmlelement xmlexists xmlforest"
                                    + " xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
                            .split(" "));

    private SqlNames() {}

    static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !KEYWORDS.contains(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A name that may be quoted, without its quotes. */
    static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    /** Of an index: a column's name, or an expression in brackets. */
    static String item(String item) {
        return item.startsWith("(") ? item : quoted(unquoted(item));
    }
}
