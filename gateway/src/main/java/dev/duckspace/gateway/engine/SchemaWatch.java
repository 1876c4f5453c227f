package dev.duckspace.gateway.engine;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what may have changed an instance's objects or rows, one for each connection: by the first
 * word of what ran, so that it may count too much but not too little.
 */
final class SchemaWatch {
    /** Of all connections of an instance, committed. */
    record Shared(AtomicLong schema, AtomicLong rows) {
        Shared() {
            this(new AtomicLong(), new AtomicLong());
        }
    }

    private static final Pattern FIRST_WORD =
            Pattern.compile("^(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/|\\()*([A-Za-z]+)", Pattern.DOTALL);

    private static final Set<String> READS =
            Set.of(
                    "select",
                    "with",
                    "values",
                    "from",
                    "explain",
                    "set",
                    "reset",
                    "show",
                    "describe",
                    "summarize",
                    "pragma",
                    "call",
                    "checkpoint",
                    "prepare",
                    "deallocate",
                    "table",
                    "use",
                    "attach",
                    "detach",
                    "force",
                    "load",
                    "desc");

    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "merge", "copy", "truncate", "execute");

    private static final Pattern CREATES =
            Pattern.compile("\\b(?:create|into)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPORARY =
            Pattern.compile("\\b(?:temp|temporary|pg_temp\\w*)\\b", Pattern.CASE_INSENSITIVE);

    private final Shared shared;
    private boolean inTransaction;
    private boolean wrote;
    private volatile boolean uncommitted;
    private volatile boolean temporary;
    private final AtomicLong changes = new AtomicLong();

    SchemaWatch(Shared shared) {
        this.shared = shared;
    }

    /** After a statement has run, also one that failed: it may have done a part. */
    void ran(String sql) {
        Matcher first = FIRST_WORD.matcher(sql);
        String word = first.find() ? first.group(1).toLowerCase(Locale.ROOT) : "";
        switch (word) {
            case "begin", "start" -> inTransaction = true;
            case "commit", "end" -> ends(true);
            case "rollback", "abort" -> ends(false);
            default -> {
                if (WRITES.contains(word)) {
                    wrote();
                } else if (!READS.contains(word)
                        || (word.equals("explain") && CREATES.matcher(sql).find())) {
                    changed(sql);
                }
            }
        }
    }

    /** After rows were appended without a statement. */
    void wrote() {
        if (inTransaction) {
            wrote = true;
        } else {
            shared.rows.incrementAndGet();
        }
    }

    private void changed(String sql) {
        changes.incrementAndGet();
        temporary |= TEMPORARY.matcher(sql).find();
        if (inTransaction) {
            uncommitted = true;
        } else {
            shared.schema.incrementAndGet();
        }
    }

    private void ends(boolean committed) {
        inTransaction = false;
        if (uncommitted) {
            changes.incrementAndGet();
            uncommitted = false;
            if (committed) {
                shared.schema.incrementAndGet();
            }
        }
        if (wrote) {
            wrote = false;
            shared.rows.incrementAndGet();
        }
    }

    /** Whether the connection may see objects that no other one does. */
    boolean seesOwn() {
        return uncommitted || temporary;
    }

    /** There are no temporary objects after all. */
    void noTemporary() {
        temporary = false;
    }

    long changes() {
        return changes.get();
    }
}
