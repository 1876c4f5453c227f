package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Materialized views: tables made from a query that REFRESH runs again. */
final class MaterializedViewRules {
    private MaterializedViewRules() {}

    /**
     * {@code CREATE MATERIALIZED VIEW name .. AS query}, most of which is a CREATE TABLE AS. It has
     * its rows at once, also WITH NO DATA.
     */
    static void created(Rewrite rewrite, int name) {
        int as = name;
        while (as < rewrite.to() && !rewrite.is(as, Keyword.AS)) {
            as = rewrite.past(as);
        }
        int end = rewrite.to();
        boolean populated = true;
        if (rewrite.tokens().isWord(end - 1, "data") && as + 1 < end - 2) {
            boolean none = rewrite.is(end - 2, Keyword.NO) && rewrite.is(end - 3, Keyword.WITH);
            int tail = none ? end - 3 : rewrite.is(end - 2, Keyword.WITH) ? end - 2 : end;
            if (tail < end) {
                rewrite.remove(tail, end);
            }
            end = tail;
            populated = !none;
        }
        if (as + 1 >= end) {
            return;
        }
        String table = rewrite.source(name, rewrite.pastName(name));
        String comment = MaterializedView.comment(populated, rewrite.source(as + 1, end), "");
        rewrite.later(_ -> List.of("COMMENT ON TABLE " + table + " IS " + comment));
    }

    /** {@code REFRESH MATERIALIZED VIEW CONCURRENTLY name WITH DATA}. */
    static void refreshed(Rewrite rewrite, int from) {
        int name = rewrite.is(from + 3, Keyword.CONCURRENTLY) ? from + 4 : from + 3;
        if (!rewrite.is(from + 1, Keyword.MATERIALIZED)
                || !rewrite.is(from + 2, Keyword.VIEW)
                || !rewrite.isName(name)) {
            throw SqlErrors.syntaxError(rewrite.tokens(), Math.min(from + 1, rewrite.to()));
        }
        if (rewrite.context().relations() == Relations.NONE) {
            return;
        }
        int past = rewrite.pastName(name);
        if (rewrite.is(past, Keyword.WITH) && rewrite.is(past + 1, Keyword.NO)) {
            throw PgException.notSupported(
                    "REFRESH MATERIALIZED VIEW ... WITH NO DATA is not supported",
                    "Drop the view; it has its rows from the time that it is created.");
        }
        MaterializedView view = require(rewrite, name, SqlState.FEATURE_NOT_SUPPORTED);
        if (name == from + 4) {
            requireKey(rewrite, view, name);
        }
        RewrittenSql query =
                Rewriter.rewrite(
                        SqlSplitter.split(view.query()).getFirst(),
                        Leading.SELECT,
                        rewrite.context());
        query.prelude().forEach(rewrite::prelude);
        rewrite.prelude("DELETE FROM " + view.relation().quoted());
        rewrite.prelude("INSERT INTO " + view.relation().quoted() + ' ' + query.text());
        if (!view.populated()) {
            rewrite.prelude(
                    "COMMENT ON TABLE %s IS %s"
                            .formatted(
                                    view.relation().quoted(),
                                    MaterializedView.comment(true, view.query(), view.remark())));
        }
        rewrite.nothingElse();
    }

    /** Rows are told apart by it, if not here. */
    private static void requireKey(Rewrite rewrite, MaterializedView view, int name) {
        if (!view.populated()) {
            throw Names.undefined(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "CONCURRENTLY cannot be used when the materialized view is not populated");
        }
        boolean unique =
                rewrite.context().relations().table(Names.parts(rewrite, name)).stream()
                        .flatMap(table -> table.indexes().stream())
                        .anyMatch(Relations.Index::unique);
        if (!unique) {
            throw PgException.refused(
                    SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
                    "cannot refresh materialized view \"%s.%s\" concurrently"
                            .formatted(view.relation().schema(), view.relation().name()),
                    "Create a unique index with no WHERE clause on one or more columns of the"
                            + " materialized view.");
        }
    }

    private static MaterializedView require(Rewrite rewrite, int name) {
        return require(rewrite, name, SqlState.WRONG_OBJECT_TYPE);
    }

    private static MaterializedView require(Rewrite rewrite, int name, SqlState otherwise) {
        List<String> parts = Names.parts(rewrite, name);
        if (rewrite.context().relations().find(parts).isEmpty()) {
            throw Names.undefinedRelation(parts);
        }
        return MaterializedView.find(rewrite, name)
                .orElseThrow(
                        () ->
                                Names.undefined(
                                        otherwise,
                                        "\"" + parts.getLast() + "\" is not a materialized view"));
    }

    /** {@code DROP MATERIALIZED VIEW IF EXISTS a, b CASCADE}. */
    static void dropped(Rewrite rewrite, int from) {
        boolean ifExists = rewrite.is(from + 3, Keyword.IF);
        int names = ifExists ? from + 5 : from + 3;
        int past = names;
        while (past < rewrite.to()
                && !rewrite.is(past, Keyword.CASCADE)
                && !rewrite.is(past, Keyword.RESTRICT)) {
            past++;
        }
        if (rewrite.context().relations() == Relations.NONE) {
            return;
        }
        Set<Relation> views = new LinkedHashSet<>();
        for (SqlText object : rewrite.text().part(names, past).splitAtCommas()) {
            if (object.isEmpty() || !rewrite.isName(object.from())) {
                throw SqlErrors.syntaxError(rewrite.tokens(), object.from());
            }
            String name = String.join(".", Names.parts(rewrite, object.from()));
            if (rewrite.context().relations().find(Names.parts(rewrite, object.from())).isEmpty()) {
                if (!ifExists) {
                    throw Names.undefined(
                            SqlState.UNDEFINED_TABLE,
                            "materialized view \"" + name + "\" does not exist");
                }
                rewrite.notice(
                        SqlState.SUCCESSFUL_COMPLETION,
                        "materialized view \"" + name + "\" does not exist, skipping");
                continue;
            }
            views.add(require(rewrite, object.from()).relation());
        }
        boolean cascade = rewrite.is(past, Keyword.CASCADE);
        new DroppedObjects(rewrite, Kind.TABLE, ifExists, cascade).apply(views);
    }

    /** {@code ALTER MATERIALIZED VIEW name ..} does what ALTER TABLE would. */
    static void altered(Rewrite rewrite, int from) {
        boolean ifExists = rewrite.is(from + 3, Keyword.IF);
        int name = ifExists ? from + 5 : from + 3;
        if (rewrite.context().relations() == Relations.NONE || !rewrite.isName(name)) {
            return;
        }
        if (!ifExists) {
            require(rewrite, name);
        }
        rewrite.include(
                "ALTER TABLE "
                        + (ifExists ? "IF EXISTS " : "")
                        + rewrite.source(name, rewrite.to()));
        rewrite.nothingElse();
    }

    /** {@code COMMENT ON MATERIALIZED VIEW name IS ..}. */
    static void commented(Rewrite rewrite, int name, String remark) {
        MaterializedView view = require(rewrite, name);
        rewrite.prelude(
                "COMMENT ON TABLE %s IS %s"
                        .formatted(
                                view.relation().quoted(),
                                MaterializedView.comment(view.populated(), view.query(), remark)));
        rewrite.nothingElse();
    }
}
