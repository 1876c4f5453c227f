package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Common table expressions that change data. In PostgreSQL all parts of the statement see the
 * tables as they were before it; the engine runs the parts one after another, each seeing what
 * those before it did. So what others read of a changed table is copied first.
 */
final class WithChangesRule {
    private static final String BEFORE = "pg_before_";

    private WithChangesRule() {}

    /** A change in the WITH of a subquery or of another statement is PostgreSQL's error too. */
    static void requireTopLevel(Rewrite rewrite, int at) {
        boolean part =
                rewrite.is(at - 1, TokenKind.LEFT_PAREN)
                        && (rewrite.is(at - 2, Keyword.AS)
                                || rewrite.is(at - 2, Keyword.MATERIALIZED));
        if (!part) {
            return;
        }
        int depth = 0;
        for (int i = rewrite.from(); i < at; i++) {
            depth += rewrite.tokens().depthChange(i);
        }
        if (depth > 1 || !rewrite.is(rewrite.from(), Keyword.WITH)) {
            throw PgException.notSupported(
                    "WITH clause containing a data-modifying statement must be at the top level",
                    "Put it at the beginning of the statement.");
        }
    }

    /** A change of the statement: of a part, or the statement's own. */
    private record Change(String part, Keyword verb, int target, List<String> name, int end) {
        String table() {
            return name.getLast();
        }
    }

    static void apply(Rewrite rewrite) {
        SqlText text = rewrite.text();
        WithClause with = WithClause.of(text).orElse(null);
        if (with == null || with.parts().stream().noneMatch(p -> WithClause.changes(text, p))) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        Set<String> queries = new HashSet<>();
        for (WithClause.Part part : with.parts()) {
            queries.add(Literals.identifier(rewrite.tokens(), part.name()));
            if (WithClause.changes(text, part)) {
                changes.add(change(rewrite, part.name(), part.open() + 1, part.close()));
            } else if (with.recursive()) {
                recursive(rewrite, part);
            }
        }
        if (with.recursive()) {
            rewrite.remove(text.from() + 1, text.from() + 2);
        }
        if (WithClause.isChange(rewrite.tokens(), with.verb())) {
            changes.add(change(rewrite, with.verb(), with.verb(), rewrite.to()));
        }
        requireOrder(rewrite, changes);
        readBefore(rewrite, with, changes, queries);
        for (WithClause.Part part : with.parts()) {
            if (WithClause.changes(text, part)) {
                returning(rewrite, part);
            }
        }
    }

    private static Change change(Rewrite rewrite, int part, int verb, int end) {
        Keyword keyword = rewrite.is(verb, Keyword.INSERT) ? Keyword.INSERT : verb(rewrite, verb);
        if (keyword == Keyword.MERGE) {
            throw PgException.notSupported(
                    "MERGE not supported in WITH query", "Make it a statement of its own.");
        }
        int target = verb + (keyword == Keyword.UPDATE ? 1 : 2);
        if (rewrite.is(target, Keyword.ONLY)) {
            target++;
        }
        return new Change(
                Literals.identifier(rewrite.tokens(), part),
                keyword,
                target,
                Names.parts(rewrite, target),
                end);
    }

    private static Keyword verb(Rewrite rewrite, int verb) {
        return rewrite.is(verb, Keyword.UPDATE)
                ? Keyword.UPDATE
                : rewrite.is(verb, Keyword.DELETE) ? Keyword.DELETE : Keyword.MERGE;
    }

    /** The engine has rows of the statement only when all its parts have. */
    private static void returning(Rewrite rewrite, WithClause.Part part) {
        if (!rewrite.text().part(part.open() + 1, part.close()).hasReturning()) {
            rewrite.insertBefore(part.close(), " RETURNING 1");
        }
    }

    /** The engine has no changes beside recursion: it moves into the part that needs it. */
    private static void recursive(Rewrite rewrite, WithClause.Part part) {
        String name = rewrite.source(part.name(), part.name() + 1);
        int as = part.open() - 1;
        while (!rewrite.is(as, Keyword.AS)) {
            as--;
        }
        String head = rewrite.source(part.name(), as);
        rewrite.insertAfter(part.open(), "WITH RECURSIVE " + head + " AS (");
        rewrite.insertBefore(part.close(), ") SELECT * FROM " + name);
    }

    /**
     * Rows that one part has changed are not for another to change, and the engine would. An INSERT
     * may go behind what it reads.
     */
    private static void requireOrder(Rewrite rewrite, List<Change> changes) {
        for (int i = 1; i < changes.size(); i++) {
            Change change = changes.get(i);
            for (Change before : changes.subList(0, i)) {
                boolean ordered =
                        change.verb() == Keyword.INSERT
                                && (before.verb() == Keyword.INSERT
                                        || mentions(rewrite, change, before.part()));
                if (before.table().equals(change.table()) && !ordered) {
                    throw PgException.notSupported(
                            "changing a table twice in one statement is not supported",
                            "Make it two statements in a transaction, or an INSERT that reads what"
                                    + " the UPDATE or DELETE returns.");
                }
            }
        }
    }

    private static boolean mentions(Rewrite rewrite, Change change, String part) {
        for (int at = change.target(); at < change.end(); at++) {
            if (rewrite.isName(at) && Literals.identifier(rewrite.tokens(), at).equals(part)) {
                return true;
            }
        }
        return false;
    }

    private static void readBefore(
            Rewrite rewrite, WithClause with, List<Change> changes, Set<String> queries) {
        Set<String> copied = new HashSet<>();
        StringBuilder copies = new StringBuilder();
        for (int at = with.parts().getFirst().open(); at < rewrite.to(); at++) {
            if (!isRelation(rewrite, at, changes)) {
                continue;
            }
            List<String> name = Names.parts(rewrite, at);
            if (name.size() == 1 && queries.contains(name.getFirst())) {
                continue;
            }
            for (Change change : changes) {
                requireNoView(rewrite, change, name);
                if (change.table().equals(name.getLast())) {
                    int past = rewrite.pastName(at);
                    String copy = Literals.quoteIdentifier(BEFORE + name.getLast());
                    if (copied.add(name.getLast())) {
                        copies.append(copy)
                                .append(" AS MATERIALIZED (SELECT * FROM ")
                                .append(rewrite.source(at, past))
                                .append("), ");
                    }
                    rewrite.replace(at, past, hasAlias(rewrite, past) ? copy : named(copy, name));
                    break;
                }
            }
        }
        if (!copies.isEmpty()) {
            rewrite.insertBefore(with.parts().getFirst().name(), copies.toString());
        }
        changes.stream()
                .filter(change -> copied.contains(change.table()))
                .forEach(change -> runAfterCopy(rewrite, change));
    }

    /** The engine runs what does not need each other in any order: the change needs the copy. */
    private static void runAfterCopy(Rewrite rewrite, Change change) {
        String copied =
                "(SELECT count(*) FROM "
                        + Literals.quoteIdentifier(BEFORE + change.table())
                        + ") >= 0";
        int end = end(rewrite, change.target(), change.end(), Keyword.RETURNING);
        if (change.verb() == Keyword.INSERT) {
            int source = Insertion.of(rewrite, change.target()).source();
            int conflict = end(rewrite, source, end, Keyword.ON);
            if (hasDefault(rewrite, source, conflict)) {
                throw PgException.notSupported(
                        "DEFAULT is not supported in an INSERT whose table the statement also reads",
                        "Leave the column out of the list, or make it two statements.");
            }
            rewrite.insertBefore(source, "SELECT * FROM (");
            rewrite.insertAfter(conflict - 1, ") AS pg_new WHERE " + copied);
            return;
        }
        int where = end(rewrite, change.target(), end, Keyword.WHERE);
        if (where == end) {
            rewrite.insertAfter(end - 1, " WHERE " + copied);
        } else {
            rewrite.insertAfter(where, ' ' + copied + " AND (");
            rewrite.insertAfter(end - 1, ")");
        }
    }

    private static boolean hasDefault(Rewrite rewrite, int from, int to) {
        for (int at = from; at < to; at++) {
            if (rewrite.is(at, Keyword.DEFAULT)) {
                return true;
            }
        }
        return false;
    }

    /** The first such word outside brackets; the end for none. */
    private static int end(Rewrite rewrite, int from, int to, Keyword word) {
        for (int at = from; at < to; at = rewrite.past(at)) {
            if (rewrite.is(at, word)) {
                return at;
            }
        }
        return to;
    }

    private static String named(String copy, List<String> name) {
        return copy + " AS " + Literals.quoteIdentifier(name.getLast());
    }

    private static boolean hasAlias(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.AS) || rewrite.isAlias(at);
    }

    private static boolean isRelation(Rewrite rewrite, int at, List<Change> changes) {
        if (!rewrite.isName(at)
                || rewrite.is(at + 1, TokenKind.LEFT_PAREN)
                || changes.stream().anyMatch(change -> change.target() == at)) {
            return false;
        }
        return rewrite.is(at - 1, Keyword.FROM)
                || rewrite.is(at - 1, Keyword.JOIN)
                || rewrite.is(at - 1, Keyword.TABLE)
                || rewrite.is(at - 1, Keyword.ONLY)
                || rewrite.is(at - 1, Keyword.USING)
                || (rewrite.is(at - 1, TokenKind.COMMA)
                        && Clauses.clause(rewrite, at) == Keyword.FROM);
    }

    private static void requireNoView(Rewrite rewrite, Change change, List<String> name) {
        Relations relations = rewrite.context().relations();
        boolean reads =
                relations.table(change.name()).stream()
                        .flatMap(table -> relations.dependents(table.relation()).stream())
                        .anyMatch(view -> view.view().name().equals(name.getLast()));
        if (reads) {
            throw PgException.notSupported(
                    "reading a view of a table that the statement changes is not supported",
                    "Read the table, or make it two statements in a transaction.");
        }
    }
}
