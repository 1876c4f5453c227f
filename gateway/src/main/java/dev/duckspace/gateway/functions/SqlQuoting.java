package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and literals of SQL. */
final class SqlQuoting {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private SqlQuoting() {}

    /** In double quotes where a name needs them. */
    static String name(String text) {
        return PLAIN.matcher(text).matches() && !QUOTED_WORDS.contains(text)
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0
                ? "'" + doubled + "'"
                : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /**
     * The parts of a name with dots.
     *
     * @param strict whether nothing may follow it
     * @throws PgException 22023 for what is no name
     */
    static List<String> parts(String text, boolean strict) {
        List<String> parts = new ArrayList<>();
        int at = pastSpaces(text, 0);
        boolean afterDot = false;
        while (true) {
            boolean missing = true;
            if (at < text.length() && text.charAt(at) == '"') {
                int end = at + 1;
                while (true) {
                    end = text.indexOf('"', end);
                    if (end < 0) {
                        throw invalid(text, "String has unclosed double quotes.");
                    }
                    if (end + 1 < text.length() && text.charAt(end + 1) == '"') {
                        end += 2;
                        continue;
                    }
                    break;
                }
                String name = text.substring(at + 1, end).replace("\"\"", "\"");
                if (name.isEmpty()) {
                    throw invalid(text, "Quoted identifier must not be empty.");
                }
                parts.add(name);
                at = end + 1;
                missing = false;
            } else if (at < text.length() && startsName(text.charAt(at))) {
                int end = at + 1;
                while (end < text.length() && continuesName(text.charAt(end))) {
                    end++;
                }
                parts.add(text.substring(at, end).toLowerCase(Locale.ROOT));
                at = end;
                missing = false;
            }
            if (missing) {
                throw missing(text, at, afterDot);
            }
            at = pastSpaces(text, at);
            if (at < text.length() && text.charAt(at) == '.') {
                afterDot = true;
                at = pastSpaces(text, at + 1);
            } else if (at == text.length() || !strict) {
                return parts;
            } else {
                throw invalid(text, null);
            }
        }
    }

    private static PgException missing(String text, int at, boolean afterDot) {
        if (at < text.length() && text.charAt(at) == '.') {
            return invalid(text, "No valid identifier before \".\".");
        }
        return invalid(text, afterDot ? "No valid identifier after \".\"." : null);
    }

    private static PgException invalid(String text, @Nullable String detail) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.INVALID_PARAMETER_VALUE,
                                "string is not a valid identifier: \"%s\"".formatted(text))
                        .withDetail(detail));
    }

    private static int pastSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && " \t\n\r\f\u000b".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean startsName(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    }

    private static boolean continuesName(char c) {
        return startsName(c) || (c >= '0' && c <= '9') || c == '$';
    }

    /** PostgreSQL 15's keywords that are not unreserved. */
    private static final Set<String> QUOTED_WORDS =
            Set.of(
                    "all",
                    "analyse",
                    "analyze",
                    "and",
                    "any",
                    "array",
                    "as",
                    "asc",
                    "asymmetric",
                    "authorization",
                    "between",
                    "bigint",
                    "binary",
                    "bit",
                    "boolean",
                    "both",
                    "case",
                    "cast",
                    "char",
                    "character",
                    "check",
                    "coalesce",
                    "collate",
                    "collation",
                    "column",
                    "concurrently",
                    "constraint",
                    "create",
                    "cross",
                    "current_catalog",
                    "current_date",
                    "current_role",
                    "current_schema",
                    "current_time",
                    "current_timestamp",
                    "current_user",
                    "dec",
                    "decimal",
                    "default",
                    "deferrable",
                    "desc",
                    "distinct",
                    "do",
                    "else",
                    "end",
                    "except",
                    "exists",
                    "extract",
                    "false",
                    "fetch",
                    "float",
                    "for",
                    "foreign",
                    "freeze",
                    "from",
                    "full",
                    "grant",
                    "greatest",
                    "group",
                    "grouping",
                    "having",
                    "ilike",
                    "in",
                    "initially",
                    "inner",
                    "inout",
                    "int",
                    "integer",
                    "intersect",
                    "interval",
                    "into",
                    "is",
                    "isnull",
                    "join",
                    "lateral",
                    "leading",
                    "least",
                    "left",
                    "like",
                    "limit",
                    "localtime",
                    "localtimestamp",
                    "national",
                    "natural",
                    "nchar",
                    "none",
                    "normalize",
                    "not",
                    "notnull",
                    "null",
                    "nullif",
                    "numeric",
                    "offset",
                    "on",
                    "only",
                    "or",
                    "order",
                    "out",
                    "outer",
                    "overlaps",
                    "overlay",
                    "placing",
                    "position",
                    "precision",
                    "primary",
                    "real",
                    "references",
                    "returning",
                    "right",
                    "row",
                    "select",
                    "session_user",
                    "setof",
                    "similar",
                    "smallint",
                    "some",
                    "substring",
                    "symmetric",
                    "table",
                    "tablesample",
                    "then",
                    "time",
                    "timestamp",
                    "to",
                    "trailing",
                    "treat",
                    "trim",
                    "true",
                    "union",
                    "unique",
                    "user",
                    "using",
                    "values",
                    "varchar",
                    "variadic",
                    "verbose",
                    "when",
                    "where",
                    "window",
                    "with",
                    "xmlattributes",
                    "xmlconcat",
                    "xmlelement",
                    "xmlexists",
                    "xmlforest",
                    "xmlnamespaces",
                    "xmlparse",
                    "xmlpi",
                    "xmlroot",
                    "xmlserialize",
                    "xmltable");
}
