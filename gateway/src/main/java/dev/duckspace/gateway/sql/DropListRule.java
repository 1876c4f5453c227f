package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Kind;
import java.util.List;
import java.util.Optional;

/**
 * {@code DROP TABLE a, b CASCADE} becomes one statement for each: the engine drops one object at a
 * time. What depends on an object is found here, since the engine lets views go blind and drops
 * whole tables with their sequence.
 */
final class DropListRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        int at = from + 2;
        if (rewrite.is(at, Keyword.CONCURRENTLY)) {
            rewrite.remove(at, at + 1);
            at++;
        }
        boolean ifExists = rewrite.is(at, Keyword.IF) && rewrite.is(at + 1, Keyword.EXISTS);
        int names = ifExists ? at + 2 : at;
        int past = names;
        while (past < rewrite.to() && !isBehaviour(rewrite, past)) {
            past++;
        }
        List<SqlText> objects = rewrite.text().part(names, past).splitAtCommas();
        if (rewrite.is(from + 1, Keyword.SCHEMA)
                && rewrite.context().relations() != Relations.NONE) {
            new DroppedSchemas(rewrite, ifExists, rewrite.is(past, Keyword.CASCADE)).apply(objects);
            return;
        }
        Optional<Kind> kind = kind(rewrite, from + 1);
        if (rewrite.is(from + 1, Keyword.TABLE)) {
            objects.forEach(
                    object ->
                            MaterializedView.requireTable(
                                    rewrite,
                                    object.from(),
                                    "Use DROP MATERIALIZED VIEW to remove a materialized view."));
        }
        if (kind.isPresent()
                && rewrite.context().relations() != Relations.NONE
                && objects.stream().noneMatch(SqlText::isEmpty)) {
            new DroppedObjects(rewrite, kind.get(), ifExists, rewrite.is(past, Keyword.CASCADE))
                    .apply(objects);
            return;
        }
        if (objects.size() < 2) {
            return;
        }
        String verb = rewrite.source(from, from + 2) + ' ' + rewrite.source(at, names) + ' ';
        String behaviour = past < rewrite.to() ? ' ' + rewrite.source(past, past + 1) : "";
        for (SqlText object : objects.subList(0, objects.size() - 1)) {
            rewrite.prelude(verb, object, behaviour);
        }
        rewrite.omit(names, objects.getLast().from());
    }

    private static boolean isBehaviour(Rewrite rewrite, int at) {
        return rewrite.is(at, Keyword.CASCADE) || rewrite.is(at, Keyword.RESTRICT);
    }

    private static Optional<Kind> kind(Rewrite rewrite, int at) {
        Keyword keyword = rewrite.tokens().keyword(at);
        return switch (keyword) {
            case TABLE -> Optional.of(Kind.TABLE);
            case VIEW -> Optional.of(Kind.VIEW);
            case SEQUENCE -> Optional.of(Kind.SEQUENCE);
            case INDEX -> Optional.of(Kind.INDEX);
            case null, default -> Optional.empty();
        };
    }
}
