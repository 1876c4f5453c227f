package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.BOOL;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.function;
import static dev.duckspace.gateway.functions.Definitions.listOf;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.regex.CharClasses;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code LIKE ANY (array)} and its like, which the engine has not. */
final class LikeFunctions {
    private LikeFunctions() {}

    static List<EngineFunction> all() {
        List<EngineFunction> all = new ArrayList<>();
        for (boolean wanted : List.of(true, false)) {
            for (boolean fold : List.of(false, true)) {
                String name = (wanted ? "@~~" : "@!~~") + (fold ? "*" : "");
                all.add(
                        function(
                                name,
                                BOOL,
                                List.of(TEXT, listOf(TEXT)),
                                row -> any(row, fold, wanted)));
                all.add(
                        function(
                                name + "&",
                                BOOL,
                                List.of(TEXT, listOf(TEXT)),
                                row -> {
                                    Boolean other = any(row, fold, !wanted);
                                    return other == null ? null : !other;
                                }));
            }
        }
        return all;
    }

    /** NULL where only a NULL could have matched. */
    private static @Nullable Boolean any(Row row, boolean fold, boolean wanted) {
        int[] text = folded(row.text(0), fold);
        boolean hasNull = false;
        for (EngineValue pattern : row.list(1)) {
            if (!(pattern instanceof EngineValue.Text like)) {
                hasNull = true;
            } else if (wanted == matches(text, folded(like.value(), fold))) {
                return true;
            }
        }
        return hasNull ? null : false;
    }

    private static int[] folded(String text, boolean fold) {
        return fold
                ? text.codePoints().map(CharClasses::lower).toArray()
                : text.codePoints().toArray();
    }

    /** Goes back to the last percent sign only: what stood before it has its first match. */
    private static boolean matches(int[] text, int[] pattern) {
        int at = 0;
        int in = 0;
        int star = -1;
        int from = 0;
        while (at < text.length) {
            int c = in < pattern.length ? pattern[in] : -1;
            int width = 1;
            if (c == '\\') {
                if (in + 1 >= pattern.length) {
                    throw new PgException(
                            SqlState.INVALID_ESCAPE_SEQUENCE,
                            "LIKE pattern must not end with escape character");
                }
                c = pattern[in + 1];
                width = 2;
            }
            if (c == '%' && width == 1) {
                star = in++;
                from = at;
            } else if (c == text[at] || (c == '_' && width == 1)) {
                at++;
                in += width;
            } else if (star >= 0) {
                in = star + 1;
                at = ++from;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == '%') {
            in++;
        }
        return in == pattern.length;
    }
}
