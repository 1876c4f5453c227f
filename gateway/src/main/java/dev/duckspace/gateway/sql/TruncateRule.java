package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Sequence;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code TRUNCATE a, b} becomes one statement for each; tables that refer to each other are made
 * anew without rows. RESTART IDENTITY begins the tables' own sequences anew.
 */
final class TruncateRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int names = rewrite.is(from + 1, Keyword.TABLE) ? from + 2 : from + 1;
        int past = names;
        while (past < rewrite.to() && !endsNames(rewrite, past)) {
            if (rewrite.tokens().isOperator(past, "*")) {
                rewrite.remove(past, past + 1);
            }
            past++;
        }
        boolean restart = rewrite.is(past, Keyword.RESTART);
        boolean cascade = past < rewrite.to() && rewrite.is(rewrite.to() - 1, Keyword.CASCADE);
        if (past < rewrite.to()) {
            rewrite.remove(past, rewrite.to());
        }
        List<SqlText> tables = rewrite.text().part(names, past).splitAtCommas();
        tables.forEach(table -> requireTable(rewrite, table));
        Map<List<String>, Table> found = found(rewrite, tables);
        Set<Relation> linked = linked(rewrite, found, cascade);
        if (linked.isEmpty()) {
            for (SqlText table : tables.subList(0, tables.size() - 1)) {
                rewrite.prelude("TRUNCATE ", table, "");
            }
            rewrite.omit(names, tables.getLast().from());
        } else {
            emptied(rewrite, linked);
            for (SqlText table : tables) {
                int name = name(rewrite, table);
                Table known = found.get(Names.parts(rewrite, name));
                if (known == null || !linked.contains(known.relation())) {
                    rewrite.prelude("TRUNCATE ", table, "");
                }
            }
            rewrite.nothingElse();
        }
        if (restart) {
            found.keySet()
                    .forEach(parts -> rewrite.later(relations -> restarted(relations, parts)));
            linked.stream()
                    .filter(
                            table ->
                                    found.values().stream()
                                            .noneMatch(t -> t.relation().equals(table)))
                    .forEach(t -> rewrite.later(relations -> restarted(relations, t.path())));
        }
    }

    private static int name(Rewrite rewrite, SqlText table) {
        return rewrite.is(table.from(), Keyword.ONLY) ? table.from() + 1 : table.from();
    }

    private static Map<List<String>, Table> found(Rewrite rewrite, List<SqlText> tables) {
        Map<List<String>, Table> found = new LinkedHashMap<>();
        for (SqlText table : tables) {
            int name = name(rewrite, table);
            if (rewrite.isName(name)) {
                List<String> parts = Names.parts(rewrite, name);
                rewrite.context().relations().table(parts).ifPresent(t -> found.put(parts, t));
            }
        }
        return found;
    }

    /** The tables that foreign keys refer to, with those that refer to them: all must be named. */
    private static Set<Relation> linked(
            Rewrite rewrite, Map<List<String>, Table> named, boolean cascade) {
        Relations relations = rewrite.context().relations();
        Set<Relation> linked = new LinkedHashSet<>();
        Deque<Table> open = new ArrayDeque<>(named.values());
        Set<Relation> emptied = new LinkedHashSet<>();
        named.values().forEach(table -> emptied.add(table.relation()));
        while (!open.isEmpty()) {
            Table table = open.removeFirst();
            for (Table referring : relations.referring(table.relation())) {
                linked.add(table.relation());
                linked.add(referring.relation());
                if (emptied.add(referring.relation())) {
                    if (!cascade) {
                        throw referenced(referring.relation(), table.relation());
                    }
                    rewrite.notice(
                            SqlState.SUCCESSFUL_COMPLETION,
                            "truncate cascades to table \"" + referring.relation().name() + '"');
                    open.addLast(referring);
                }
            }
        }
        return linked;
    }

    private static PgException referenced(Relation referring, Relation table) {
        return new PgException(
                ErrorInfo.error(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "cannot truncate a table referenced in a foreign key constraint")
                        .withDetail(
                                "Table \"%s\" references \"%s\"."
                                        .formatted(referring.name(), table.name()))
                        .withHint(
                                "Truncate table \"%s\" at the same time, or use TRUNCATE ... CASCADE."
                                        .formatted(referring.name())));
    }

    /** The engine empties no table that others refer to, so that all are made anew. */
    private static void emptied(Rewrite rewrite, Set<Relation> linked) {
        rewrite.later(
                relations -> {
                    List<String> statements = new ArrayList<>();
                    Set<Relation> done = new LinkedHashSet<>();
                    for (Relation table : linked) {
                        if (!done.contains(table)) {
                            TableFamily family =
                                    new TableFamily(
                                            relations, relations.table(table.path()).orElseThrow());
                            done.addAll(family.relations());
                            statements.addAll(family.emptied());
                        }
                    }
                    return statements;
                });
    }

    private static List<String> restarted(Relations relations, List<String> name) {
        List<String> statements = new ArrayList<>();
        Table table = relations.table(name).orElseThrow(() -> Names.undefinedRelation(name));
        for (Relations.Column column : table.columns()) {
            for (Sequence sequence : OwnedSequences.find(relations, table, column.name())) {
                statements.addAll(
                        SequenceChange.of(sequence)
                                .positioned(sequence.start(), false)
                                .statements());
            }
        }
        return statements;
    }

    private static void requireTable(Rewrite rewrite, SqlText table) {
        MaterializedView.requireTable(rewrite, table.from(), null);
        Relations relations = rewrite.context().relations();
        if (!rewrite.isName(table.from()) || relations.views().isEmpty()) {
            return;
        }
        List<String> parts = Names.parts(rewrite, table.from());
        boolean view =
                relations.views().contains(parts.getLast())
                        && relations
                                .find(parts)
                                .filter(found -> found.kind() == Relations.Kind.VIEW)
                                .isPresent();
        if (view) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE, "\"" + parts.getLast() + "\" is not a table");
        }
    }

    private static boolean endsNames(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.RESTART)
                || rewrite.is(at, Keyword.CONTINUE)
                || rewrite.is(at, Keyword.CASCADE)
                || rewrite.is(at, Keyword.RESTRICT);
    }
}
