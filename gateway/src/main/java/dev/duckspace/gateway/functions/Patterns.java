package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.Row;
import dev.duckspace.gateway.functions.regex.Regex;
import dev.duckspace.gateway.functions.regex.RegexException;
import dev.duckspace.gateway.functions.regex.RegexFlags;
import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Regular expressions that a thread has compiled, and the flags of functions. */
final class Patterns {
    private static final int MOST = 32;
    private static final int PASSES_BETWEEN_LOOKS = 0xFF;
    private static final long MOST_NANOS = 60_000_000_000L;

    private static final ThreadLocal<Map<Key, Regex>> COMPILED =
            ThreadLocal.withInitial(
                    () ->
                            new LinkedHashMap<>(16, 0.75f, true) {
                                private static final long serialVersionUID = 1L;

                                @Override
                                protected boolean removeEldestEntry(Map.Entry<Key, Regex> eldest) {
                                    return size() > MOST;
                                }
                            });

    private Patterns() {}

    private record Key(String pattern, RegexFlags flags) {}

    /**
     * @param all whether letter g is among them
     */
    record Flags(RegexFlags regex, boolean all) {
        static final Flags NONE = new Flags(RegexFlags.NONE, false);
        static final Flags IGNORING_CASE = new Flags(RegexFlags.NONE.ignoringCase(true), false);
    }

    /**
     * @throws PgException 2201B for what is no regular expression
     */
    static Regex compiled(String pattern, RegexFlags flags) {
        return COMPILED.get().computeIfAbsent(new Key(pattern, flags), Patterns::compile);
    }

    /** Compiled, and searching a text. */
    static Regex in(String text, String pattern, RegexFlags flags) {
        Regex regex = compiled(pattern, flags);
        regex.text(text);
        return regex;
    }

    private static Regex compile(Key key) {
        try {
            return Regex.compile(key.pattern(), key.flags());
        } catch (RegexException e) {
            throw new PgException(
                    SqlState.INVALID_REGULAR_EXPRESSION, String.valueOf(e.getMessage()));
        } catch (UnsupportedOperationException e) {
            throw PgException.notSupported(
                    String.valueOf(e.getMessage()), "Write an advanced regular expression.");
        }
    }

    /**
     * Ends a search when the statement is to end, or when it takes too long: one with references
     * can take for ever.
     */
    static Runnable watch(Row row) {
        return new Watch(row)::pass;
    }

    private static final class Watch {
        private final Row row;
        private int passes;
        private long started;

        Watch(Row row) {
            this.row = row;
        }

        void pass() {
            if ((++passes & PASSES_BETWEEN_LOOKS) != 0) {
                return;
            }
            long now = System.nanoTime();
            started = started == 0 ? now : started;
            if (row.isInterrupted()) {
                throw new PgException(
                        SqlState.QUERY_CANCELED, "canceling statement due to user request");
            }
            if (now - started > MOST_NANOS) {
                throw new PgException(
                        SqlState.STATEMENT_TOO_COMPLEX, "regular expression is too complex");
            }
        }
    }

    /**
     * @throws PgException 22023 for a letter that is none
     */
    static Flags flags(String letters) {
        RegexFlags flags = RegexFlags.NONE;
        boolean all = false;
        for (int at = 0; at < letters.length(); at++) {
            char letter = letters.charAt(at);
            if (letter == 'g') {
                all = true;
                continue;
            }
            RegexFlags next = flags.with(letter);
            if (next == null) {
                throw new PgException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid regular expression option: \"%s\""
                                .formatted(Character.toString(letters.codePointAt(at))));
            }
            flags = next;
        }
        return new Flags(flags, all);
    }

    /** Of a function that finds all or one by itself. */
    static RegexFlags flagsOf(String letters, String function) {
        Flags flags = flags(letters);
        if (flags.all()) {
            ErrorInfo error =
                    ErrorInfo.error(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "%s does not support the \"global\" option".formatted(function));
            throw new PgException(
                    function.equals("regexp_match()")
                            ? error.withHint("Use the regexp_matches function instead.")
                            : error);
        }
        return flags.regex();
    }
}
