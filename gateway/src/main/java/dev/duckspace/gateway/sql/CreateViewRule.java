package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Relations.Column;
import dev.duckspace.gateway.sql.Relations.Kind;
import dev.duckspace.gateway.sql.Relations.Relation;
import java.util.List;
import java.util.Optional;

/**
 * CREATE VIEW without options that the engine lacks. What replaces a view must keep its columns, as
 * in PostgreSQL, so that what reads it stays right.
 */
final class CreateViewRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int from) {
        boolean replace = rewrite.is(from + 1, Keyword.OR);
        int at = replace ? from + 3 : from + 1;
        boolean temporary = false;
        while (at < rewrite.to() && !rewrite.is(at, Keyword.VIEW)) {
            if (rewrite.is(at, Keyword.LOCAL) || rewrite.is(at, Keyword.GLOBAL)) {
                rewrite.remove(at, at + 1);
            }
            temporary |= rewrite.is(at, Keyword.TEMP) || rewrite.is(at, Keyword.TEMPORARY);
            at++;
        }
        int name = rewrite.is(at + 1, Keyword.IF) ? at + 4 : at + 1;
        if (!rewrite.isName(name)) {
            return;
        }
        int past = rewrite.pastName(name);
        options(rewrite, past);
        List<String> parts = Names.parts(rewrite, name);
        List<String> place = temporary ? List.of("pg_temp", parts.getLast()) : parts;
        if (replace) {
            replaced(rewrite, place);
        }
        if (rewrite.is(past, Keyword.AS) && rewrite.context().relations() != Relations.NONE) {
            String create =
                    "CREATE OR REPLACE %sVIEW %s AS "
                            .formatted(temporary ? "TEMP " : "", rewrite.source(name, past));
            ViewStar.of(rewrite, past + 1)
                    .ifPresent(star -> rewrite.later(star.expanded(create, place)));
        }
        int as = past;
        while (as < rewrite.to() && !rewrite.is(as, Keyword.AS)) {
            as = rewrite.past(as);
        }
        if (as + 1 < rewrite.to() && rewrite.context().relations() != Relations.NONE) {
            kept(rewrite, place, rewrite.source(as + 1, rewrite.to()));
        }
    }

    /** A view that is replaced keeps the user's comment. */
    private static void kept(Rewrite rewrite, List<String> place, String query) {
        String before =
                rewrite.context()
                        .relations()
                        .find(place)
                        .map(rewrite.context().relations()::comment)
                        .orElse(null);
        String comment = KeptView.comment(query, before);
        rewrite.later(
                now ->
                        now.find(place).stream()
                                .filter(view -> view.kind() == Kind.VIEW)
                                .map(view -> "COMMENT ON VIEW " + view.quoted() + " IS " + comment)
                                .toList());
    }

    private static void options(Rewrite rewrite, int past) {
        int at = rewrite.is(past, TokenKind.LEFT_PAREN) ? rewrite.pastGroup(past) : past;
        if (rewrite.is(at, Keyword.WITH) && rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            int end = rewrite.pastGroup(at + 1);
            for (int i = at; i < end; i++) {
                if (rewrite.tokens().isWord(i, "check_option")) {
                    throw noCheckOption();
                }
            }
            rewrite.remove(at, end);
        }
        int last = rewrite.to() - 1;
        boolean check =
                rewrite.is(last, Keyword.OPTION)
                        && rewrite.is(last - 1, Keyword.CHECK)
                        && (rewrite.is(last - 2, Keyword.WITH)
                                || rewrite.is(last - 2, Keyword.LOCAL)
                                || rewrite.is(last - 2, Keyword.CASCADED));
        if (check) {
            throw noCheckOption();
        }
    }

    private static PgException noCheckOption() {
        return PgException.notSupported(
                "WITH CHECK OPTION is not supported",
                "Leave it out, and put a CHECK constraint on the table.");
    }

    private static void replaced(Rewrite rewrite, List<String> name) {
        Relations relations = rewrite.context().relations();
        Optional<Relation> old = relations.find(name);
        if (old.isEmpty()) {
            return;
        }
        if (old.get().kind() != Kind.VIEW) {
            throw Names.undefined(
                    SqlState.WRONG_OBJECT_TYPE, "\"" + name.getLast() + "\" is not a view");
        }
        List<Column> before = relations.columns(old.get());
        Relation view = old.get();
        rewrite.later(
                now -> {
                    requireSame(before, now.columns(view));
                    return List.of();
                });
    }

    private static void requireSame(List<Column> before, List<Column> after) {
        if (after.size() < before.size()) {
            throw refused("cannot drop columns from view", null);
        }
        for (int i = 0; i < before.size(); i++) {
            Column old = before.get(i);
            Column made = after.get(i);
            if (!old.name().equals(made.name())) {
                throw refused(
                        "cannot change name of view column \"%s\" to \"%s\""
                                .formatted(old.name(), made.name()),
                        "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column"
                                + " instead.");
            }
            if (!old.type().equals(made.type())) {
                throw refused(
                        "cannot change data type of view column \"%s\" from %s to %s"
                                .formatted(
                                        old.name(),
                                        old.type().toLowerCase(java.util.Locale.ROOT),
                                        made.type().toLowerCase(java.util.Locale.ROOT)),
                        null);
            }
        }
    }

    private static PgException refused(
            String message, @org.jspecify.annotations.Nullable String hint) {
        return new PgException(
                ErrorInfo.error(SqlState.INVALID_TABLE_DEFINITION, message).withHint(hint));
    }
}
