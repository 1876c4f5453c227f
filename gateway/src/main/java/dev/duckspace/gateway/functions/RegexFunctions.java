package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.functionOfNulls;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.functions.Patterns.Flags;
import dev.duckspace.gateway.functions.regex.Regex;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions and operators of regular expressions. */
final class RegexFunctions {
    private static final EngineType TEXTS = listOf(TEXT);

    /** Types of {@code string, pattern, start, N, endoption, flags, subexpr}. */
    private static final List<EngineType> INSTR = List.of(TEXT, TEXT, INT, INT, INT, TEXT, INT);

    /** Types of {@code string, pattern, start, N, flags, subexpr}. */
    private static final List<EngineType> SUBSTR = List.of(TEXT, TEXT, INT, INT, TEXT, INT);

    private RegexFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        operators(all);
        finding(all);
        splitting(all);
        replacing(all);
        counting(all);
        return all;
    }

    private static void operators(List<EngineFunction> all) {
        operator(all, "@~", Flags.NONE, true);
        operator(all, "@!~", Flags.NONE, false);
        operator(all, "@~*", Flags.IGNORING_CASE, true);
        operator(all, "@!~*", Flags.IGNORING_CASE, false);
        optional(
                all,
                "regexp_like",
                BOOL,
                List.of(TEXT, TEXT, TEXT),
                2,
                row ->
                        matches(
                                row,
                                new Flags(Patterns.flagsOf(text(row, 2), "regexp_like()"), false)));
        all.add(
                functionOfNulls(
                        "pg_similar_pattern",
                        TEXT,
                        List.of(TEXT),
                        row -> row.isNull(0) ? null : SimilarPatterns.search(row.text(0), "\\")));
        all.add(
                function(
                        "pg_similar_pattern",
                        TEXT,
                        List.of(TEXT, TEXT),
                        row -> SimilarPatterns.search(row.text(0), row.text(1))));
    }

    private static void operator(
            List<EngineFunction> all, String name, Flags flags, boolean wanted) {
        all.add(
                function(name, BOOL, List.of(TEXT, TEXT), row -> wanted == matches(row, flags))
                        .withSession());
        all.add(
                function(name, BOOL, List.of(TEXT, TEXTS), row -> any(row, flags, wanted))
                        .withSession());
        all.add(
                functionOfNulls(
                        name + "&",
                        BOOL,
                        List.of(TEXT, TEXTS),
                        row -> {
                            Boolean other =
                                    (row.isNull(0) || row.isNull(1))
                                            ? null
                                            : any(row, flags, !wanted);
                            return other == null ? null : !other;
                        }));
    }

    /** Of ANY: NULL where only a NULL could have matched. */
    private static @Nullable Boolean any(Row row, Flags flags, boolean wanted) {
        boolean hasNull = false;
        for (EngineValue pattern : row.list(1)) {
            if (!(pattern instanceof EngineValue.Text text)) {
                hasNull = true;
            } else if (wanted
                    == Patterns.in(row.text(0), text.value(), flags.regex())
                            .matches(Patterns.watch(row))) {
                return true;
            }
        }
        return hasNull ? null : false;
    }

    private static boolean matches(Row row, Flags flags) {
        return Patterns.in(row.text(0), row.text(1), flags.regex()).matches(Patterns.watch(row));
    }

    /** Every number of arguments from some up to all. */
    private static void optional(
            List<EngineFunction> all,
            String name,
            EngineType result,
            List<EngineType> parameters,
            int least,
            RowFunction of) {
        for (int count = least; count <= parameters.size(); count++) {
            all.add(function(name, result, parameters.subList(0, count), of).withSession());
        }
    }

    private static String text(Row row, int argument) {
        return argument < row.count() ? row.text(argument) : "";
    }

    private static int integer(Row row, int argument, int otherwise) {
        return argument < row.count() ? row.integer(argument) : otherwise;
    }

    private static void finding(List<EngineFunction> all) {
        optional(
                all,
                "regexp_match",
                TEXTS,
                List.of(TEXT, TEXT, TEXT),
                2,
                row -> {
                    Regex regex =
                            Patterns.in(
                                    row.text(0),
                                    row.text(1),
                                    Patterns.flagsOf(text(row, 2), "regexp_match()"));
                    int[] match = regex.find(0, Patterns.watch(row));
                    return match == null ? null : Matches.groups(regex, match);
                });
        optional(
                all,
                "pg_regexp_matches",
                listOf(TEXTS),
                List.of(TEXT, TEXT, TEXT),
                2,
                row -> {
                    Flags flags = Patterns.flags(text(row, 2));
                    Regex regex = Patterns.in(row.text(0), row.text(1), flags.regex());
                    return Matches.all(row, regex, 0, flags.all() ? Integer.MAX_VALUE : 1).stream()
                            .map(match -> Matches.groups(regex, match))
                            .toList();
                });
        all.add(
                function(
                        "substring",
                        TEXT,
                        List.of(TEXT, TEXT),
                        row -> Matches.substring(row, row.text(0), row.text(1))));
        all.add(
                function(
                        "substring",
                        TEXT,
                        List.of(TEXT, TEXT, TEXT),
                        row ->
                                Matches.substring(
                                        row,
                                        row.text(0),
                                        SimilarPatterns.advanced(row.text(1), row.text(2)))));
    }

    private static void splitting(List<EngineFunction> all) {
        for (String name : List.of("regexp_split_to_array", "pg_regexp_split_to_table")) {
            String shown = name.replace("pg_", "") + "()";
            optional(
                    all,
                    name,
                    TEXTS,
                    List.of(TEXT, TEXT, TEXT),
                    2,
                    row ->
                            Matches.split(
                                    row,
                                    Patterns.in(
                                            row.text(0),
                                            row.text(1),
                                            Patterns.flagsOf(text(row, 2), shown))));
        }
    }

    private static void replacing(List<EngineFunction> all) {
        all.add(
                function(
                        "regexp_replace",
                        TEXT,
                        List.of(TEXT, TEXT, TEXT),
                        row -> replaced(row, Flags.NONE, 1, 1)));
        all.add(
                function(
                        "regexp_replace",
                        TEXT,
                        List.of(TEXT, TEXT, TEXT, TEXT),
                        row -> {
                            Flags flags = replaceFlags(row.text(3));
                            return replaced(row, flags, 1, flags.all() ? 0 : 1);
                        }));
        optional(
                all,
                "regexp_replace",
                TEXT,
                List.of(TEXT, TEXT, TEXT, INT, INT, TEXT),
                4,
                row -> {
                    int start = positive("start", row.integer(3), 1);
                    Flags flags = Patterns.flags(text(row, 5));
                    int number =
                            row.count() > 4
                                    ? positive("n", row.integer(4), 0)
                                    : flags.all() ? 0 : 1;
                    return replaced(row, flags, start, number);
                });
    }

    private static Flags replaceFlags(String letters) {
        if (!letters.isEmpty() && letters.charAt(0) >= '0' && letters.charAt(0) <= '9') {
            throw PgException.refused(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "invalid regular expression option: \"%s\"".formatted(letters.charAt(0)),
                    "If you meant to use regexp_replace() with a start parameter, cast the fourth"
                            + " argument to integer explicitly.");
        }
        return Patterns.flags(letters);
    }

    private static String replaced(Row row, Flags flags, int start, int number) {
        return Replacement.in(
                row,
                Patterns.in(row.text(0), row.text(1), flags.regex()),
                row.text(2),
                start - 1,
                number);
    }

    private static void counting(List<EngineFunction> all) {
        optional(
                all,
                "regexp_count",
                INT,
                List.of(TEXT, TEXT, INT, TEXT),
                2,
                row -> {
                    int start = positive("start", integer(row, 2, 1), 1);
                    Regex regex =
                            Patterns.in(
                                    row.text(0),
                                    row.text(1),
                                    Patterns.flagsOf(text(row, 3), "regexp_count()"));
                    return Matches.all(row, regex, start - 1, Integer.MAX_VALUE).size();
                });
        optional(all, "regexp_instr", INT, INSTR, 2, RegexFunctions::instr);
        optional(all, "regexp_substr", TEXT, SUBSTR, 2, RegexFunctions::substr);
    }

    private static Integer instr(Row row) {
        int start = positive("start", integer(row, 2, 1), 1);
        int number = positive("n", integer(row, 3, 1), 1);
        int end = integer(row, 4, 0);
        if (end != 0 && end != 1) {
            throw invalid("endoption", end);
        }
        int group = positive("subexpr", integer(row, 6, 0), 0);
        Regex regex =
                Patterns.in(
                        row.text(0), row.text(1), Patterns.flagsOf(text(row, 5), "regexp_instr()"));
        int[] match = nth(row, regex, start, number);
        return match == null || group > regex.groups() ? 0 : match[2 * group + end] + 1;
    }

    private static @Nullable String substr(Row row) {
        int start = positive("start", integer(row, 2, 1), 1);
        int number = positive("n", integer(row, 3, 1), 1);
        int group = positive("subexpr", integer(row, 5, 0), 0);
        Regex regex =
                Patterns.in(
                        row.text(0),
                        row.text(1),
                        Patterns.flagsOf(text(row, 4), "regexp_substr()"));
        int[] match = nth(row, regex, start, number);
        return match == null || group > regex.groups() || match[2 * group] < 0
                ? null
                : regex.part(match[2 * group], match[2 * group + 1]);
    }

    private static int @Nullable [] nth(Row row, Regex regex, int start, int number) {
        List<int[]> matches = Matches.all(row, regex, start - 1, number);
        return matches.size() < number ? null : Collections.unmodifiableList(matches).getLast();
    }

    private static int positive(String name, int value, int least) {
        if (value < least) {
            throw invalid(name, value);
        }
        return value;
    }

    private static PgException invalid(String name, int value) {
        return new PgException(
                SqlState.INVALID_PARAMETER_VALUE,
                "invalid value for parameter \"%s\": %d".formatted(name, value));
    }
}
