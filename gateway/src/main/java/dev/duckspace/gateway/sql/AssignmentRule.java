package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Literals that INSERT and UPDATE store. PostgreSQL assigns only what its casts allow, where the
 * engine takes every value that it can convert: a boolean is no integer. What both assign but the
 * engine reads otherwise is spelled for it.
 */
final class AssignmentRule {
    private AssignmentRule() {}

    /** {@code INSERT INTO t (a, b) VALUES (1, 'x'), ..}. */
    static void inserted(Rewrite rewrite, int from) {
        int into = from;
        while (into < rewrite.to() && !rewrite.is(into, Keyword.INTO)) {
            into = rewrite.past(into);
        }
        if (!rewrite.isName(into + 1)) {
            return;
        }
        Insertion insertion = Insertion.of(rewrite, into + 1);
        if (!rewrite.is(insertion.source(), Keyword.VALUES)
                || !hasLiteral(rewrite, insertion.source())) {
            return;
        }
        List<Target> targets = targets(rewrite, insertion);
        int row = insertion.source() + 1;
        if (width(rewrite, row) > targets.size()) {
            return; // which is what is wrong first
        }
        while (!targets.isEmpty() && rewrite.is(row, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(row);
            row(rewrite, targets, row + 1, past - 1);
            row = rewrite.is(past, TokenKind.COMMA) ? past + 1 : past;
        }
    }

    /** Parameters have types of their own: for them alone nothing is looked up. */
    private static boolean hasLiteral(Rewrite rewrite, int from) {
        for (int at = from; at < rewrite.to(); at++) {
            if (AssignedLiteral.begins(rewrite, at)) {
                return true;
            }
        }
        return false;
    }

    static List<Target> targets(Rewrite rewrite, Insertion insertion) {
        List<Target> all =
                rewrite.context().relations().targets(Names.parts(rewrite, insertion.target()));
        if (!insertion.hasList()) {
            return all;
        }
        return listed(rewrite, all, insertion.list());
    }

    /** Those that a list names; none where it names another. */
    static List<Target> listed(Rewrite rewrite, List<Target> all, int list) {
        int close = rewrite.pastGroup(list) - 1;
        List<Target> listed = new ArrayList<>();
        for (SqlText part : rewrite.text().part(list + 1, close).splitAtCommas()) {
            Optional<Target> target =
                    part.isEmpty()
                            ? Optional.empty()
                            : named(all, Literals.identifier(rewrite.tokens(), part.from()));
            if (target.isEmpty()) {
                return List.of();
            }
            listed.add(target.get());
        }
        return listed;
    }

    private static int width(Rewrite rewrite, int row) {
        return rewrite.text().part(row + 1, rewrite.pastGroup(row) - 1).splitAtCommas().size();
    }

    static Optional<Target> named(List<Target> targets, String column) {
        return targets.stream().filter(each -> each.column().equals(column)).findFirst();
    }

    private static void row(Rewrite rewrite, List<Target> targets, int from, int close) {
        int column = 0;
        int start = from;
        for (int at = from; at <= close && column < targets.size(); at = rewrite.past(at)) {
            if (at == close || rewrite.is(at, TokenKind.COMMA)) {
                assign(rewrite, targets.get(column++), start, at);
                start = at + 1;
            }
        }
    }

    /** {@code UPDATE t SET a = 1, b = 'x'}. */
    static void updated(Rewrite rewrite, int from) {
        int name = rewrite.is(from + 1, Keyword.ONLY) ? from + 2 : from + 1;
        if (!rewrite.isName(name)) {
            return;
        }
        int set = name;
        while (set < rewrite.to() && !rewrite.is(set, Keyword.SET)) {
            set++;
        }
        if (!hasLiteral(rewrite, set)) {
            return;
        }
        List<Target> targets = rewrite.context().relations().targets(Names.parts(rewrite, name));
        int at = set + 1;
        while (!targets.isEmpty()
                && rewrite.isName(at)
                && rewrite.tokens().isOperator(at + 1, "=")) {
            int past = pastItem(rewrite, at);
            int start = at + 2;
            named(targets, Literals.identifier(rewrite.tokens(), at))
                    .ifPresent(target -> assign(rewrite, target, start, past));
            at = rewrite.is(past, TokenKind.COMMA) ? past + 1 : rewrite.to();
        }
    }

    static int pastItem(Rewrite rewrite, int from) {
        int at = from;
        while (at < rewrite.to()
                && !rewrite.is(at, TokenKind.COMMA)
                && !rewrite.is(at, TokenKind.RIGHT_PAREN)
                && !rewrite.is(at, Keyword.WHERE)
                && Clauses.begins(rewrite, at) != Keyword.FROM
                && !rewrite.is(at, Keyword.RETURNING)) {
            at = rewrite.past(at);
        }
        return at;
    }

    private static void assign(Rewrite rewrite, Target target, int from, int to) {
        AssignedLiteral literal = AssignedLiteral.of(rewrite, from, to);
        if (literal != null) {
            literal.assign(rewrite, target);
        }
    }
}
