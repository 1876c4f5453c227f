package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the texts of ranges and multiranges. */
final class RangeText {
    private final RangeKind kind;
    private final String text;
    private final TextSettings settings;
    private final String what;
    private int at;

    RangeText(RangeKind kind, String text, TextSettings settings) {
        this(kind, text, settings, "range");
    }

    RangeText(RangeKind kind, String text, TextSettings settings, String what) {
        this.kind = kind;
        this.text = text;
        this.settings = settings;
        this.what = what;
    }

    /** {@code {[1,2),[5,9)}}. */
    List<Range> ranges() {
        skipSpace();
        if (!accept('{')) {
            throw malformed("Missing left brace.");
        }
        List<Range> ranges = new ArrayList<>();
        skipSpace();
        while (!accept('}')) {
            if (!ranges.isEmpty() && !accept(',')) {
                throw malformed("Expected comma or end of multirange.");
            }
            ranges.add(range());
            skipSpace();
        }
        expectEnd();
        return ranges;
    }

    Range range() {
        skipSpace();
        if (text.regionMatches(true, at, "empty", 0, 5)) {
            at += 5;
            return Range.emptyOf(kind);
        }
        boolean lowerInclusive = accept('[');
        if (!lowerInclusive && !accept('(')) {
            throw malformed(
                    what.equals("range")
                            ? "Missing left parenthesis or bracket."
                            : "Expected range start.");
        }
        String lower = bound();
        if (!accept(',')) {
            throw malformed("Missing comma after lower bound.");
        }
        String upper = bound();
        boolean upperInclusive = accept(']');
        if (!upperInclusive && !accept(')')) {
            throw malformed(at < text.length() ? "Too many commas." : "Unexpected end of input.");
        }
        return Range.of(
                kind,
                lower == null ? null : kind.parse(lower, settings),
                lowerInclusive,
                upper == null ? null : kind.parse(upper, settings),
                upperInclusive);
    }

    /** Null for none. */
    private @Nullable String bound() {
        if (at < text.length() && ",)]".indexOf(text.charAt(at)) >= 0) {
            return null;
        }
        StringBuilder bound = new StringBuilder();
        boolean quoted = false;
        while (quoted || at >= text.length() || ",()[]".indexOf(text.charAt(at)) < 0) {
            char c = next();
            if (c == '\\') {
                bound.append(next());
            } else if (c != '"') {
                bound.append(c);
            } else if (quoted && at < text.length() && text.charAt(at) == '"') {
                bound.append('"');
                at++;
            } else {
                quoted = !quoted;
            }
        }
        return bound.toString();
    }

    void expectEnd() {
        skipSpace();
        if (at < text.length()) {
            throw malformed(
                    what.equals("range")
                            ? "Junk after right parenthesis or bracket."
                            : "Junk after closing right brace.");
        }
    }

    private char next() {
        if (at >= text.length()) {
            throw malformed("Unexpected end of input.");
        }
        return text.charAt(at++);
    }

    private boolean accept(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && NumberInput.isSpace(text.charAt(at))) {
            at++;
        }
    }

    private PgException malformed(String detail) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.INVALID_TEXT_REPRESENTATION,
                                "malformed %s literal: \"%s\"".formatted(what, text))
                        .withDetail(detail));
    }

    static void appendBound(StringBuilder out, String bound) {
        boolean quoted = bound.isEmpty();
        for (int i = 0; i < bound.length() && !quoted; i++) {
            char c = bound.charAt(i);
            quoted = "\"\\()[],".indexOf(c) >= 0 || NumberInput.isSpace(c);
        }
        if (!quoted) {
            out.append(bound);
            return;
        }
        out.append('"').append(bound.replace("\\", "\\\\").replace("\"", "\"\"")).append('"');
    }
}
