package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Index;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import dev.duckspace.gateway.sql.Relations.Table;
import java.util.List;
import java.util.Optional;

/** ALTER VIEW, ALTER INDEX and ALTER SCHEMA; ALTER TABLE of a view or index comes here as well. */
final class AlterRelationRule implements RewriteRule {
    private static final String SCHEMA_HINT = "Create the schema anew and move its tables there.";

    @Override
    public void apply(Rewrite rewrite, int from) {
        if (rewrite.is(from + 1, Keyword.SCHEMA)) {
            schema(rewrite, from + 2);
            return;
        }
        int name = from + 2;
        boolean ifExists = rewrite.is(name, Keyword.IF);
        name = ifExists ? name + 2 : name;
        if (!rewrite.isName(name) || rewrite.context().relations() == Relations.NONE) {
            return;
        }
        List<String> parts = Names.parts(rewrite, name);
        Optional<Relation> found = rewrite.context().relations().find(parts);
        if (found.isEmpty()) {
            if (!ifExists) {
                throw Names.undefinedRelation(parts);
            }
            rewrite.notice(
                    SqlState.SUCCESSFUL_COMPLETION,
                    "relation \"" + String.join(".", parts) + "\" does not exist, skipping");
            rewrite.nothingElse();
            return;
        }
        Kind kind = rewrite.is(from + 1, Keyword.VIEW) ? Kind.VIEW : Kind.INDEX;
        if (found.get().kind() != kind && found.get().kind() != Kind.TABLE) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE,
                    "\"" + parts.getLast() + "\" is not " + article(kind));
        }
        if (found.get().kind() == Kind.TABLE) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE,
                    "\"" + parts.getLast() + "\" is not " + article(kind));
        }
        asTable(rewrite, found.get(), rewrite.pastName(name));
    }

    private static String article(Kind kind) {
        return kind == Kind.INDEX ? "an index" : "a " + kind.word();
    }

    /**
     * @param action the first token behind the name
     */
    void asTable(Rewrite rewrite, Relation relation, int action) {
        boolean inert =
                rewrite.is(action, Keyword.RESET)
                        || (rewrite.is(action, Keyword.SET)
                                && !rewrite.is(action + 1, Keyword.SCHEMA))
                        || (rewrite.is(action, Keyword.ALTER)
                                && rewrite.text().mentions("statistics"));
        if (rewrite.is(action, Keyword.OWNER)) {
            Names.requireSelf(rewrite, action + 2);
        } else if (rewrite.is(action, Keyword.RENAME) && rewrite.is(action + 1, Keyword.TO)) {
            rename(rewrite, relation, Literals.identifier(rewrite.tokens(), action + 2));
        } else if (!inert) {
            throw PgException.notSupported(
                    "ALTER %s ... %s is not supported"
                            .formatted(
                                    relation.kind().name(),
                                    rewrite.source(action, Math.min(action + 2, rewrite.to()))
                                            .toUpperCase(java.util.Locale.ROOT)),
                    "Drop the " + relation.kind().word() + " and create it anew.");
        }
        rewrite.nothingElse();
    }

    private static void rename(Rewrite rewrite, Relation relation, String to) {
        if (rewrite.context().relations().find(List.of(relation.schema(), to)).isPresent()) {
            throw Names.undefined(
                    SqlState.DUPLICATE_TABLE, "relation \"" + to + "\" already exists");
        }
        switch (relation.kind()) {
            case VIEW, TABLE ->
                    rewrite.prelude(
                            "ALTER %s %s RENAME TO %s"
                                    .formatted(
                                            relation.kind().name(),
                                            relation.quoted(),
                                            Literals.quoteIdentifier(to)));
            case INDEX -> rewrite.later(relations -> renamedIndex(relations, relation, to));
            case SEQUENCE ->
                    rewrite.later(
                            relations ->
                                    SequenceChange.of(
                                                    relations
                                                            .sequence(
                                                                    List.of(
                                                                            relation.schema(),
                                                                            relation.name()))
                                                            .orElseThrow())
                                            .renamed(to)
                                            .statements());
        }
    }

    /** The engine makes an index under its name once; the renamed one is made anew. */
    private static List<String> renamedIndex(Relations relations, Relation index, String to) {
        Table table = relations.tableOf(index).orElseThrow();
        Index old =
                table.indexes().stream()
                        .filter(i -> i.relation().name().equals(index.name()))
                        .findFirst()
                        .orElseThrow();
        Index renamed = old.named(to);
        return List.of(
                "DROP INDEX " + index.quoted(), TableFamily.indexOn(renamed, table.relation()));
    }

    private static void schema(Rewrite rewrite, int name) {
        if (rewrite.is(name + 1, Keyword.OWNER)) {
            Names.requireSelf(rewrite, name + 3);
            rewrite.nothingElse();
            return;
        }
        throw PgException.notSupported("ALTER SCHEMA ... RENAME TO is not supported", SCHEMA_HINT);
    }
}
