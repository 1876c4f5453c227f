package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.AssignedValues.Value;
import dev.duckspace.gateway.sql.Relations.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The query whose columns are the values that INSERT or UPDATE stores, once all rules have made
 * their edits. Literals and parameters are not asked for: they take the column's type.
 */
final class AssignedExpressions {
    /** Expressions of rows of VALUES that are looked at. */
    private static final int MOST = 200;

    private final Rewrite rewrite;
    private final String with;
    private final List<AssignedValues> found = new ArrayList<>(1);
    private final List<String> expressions = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    /** Whether nothing else has looked at the literals. */
    private boolean literals;

    private AssignedExpressions(Rewrite rewrite, String with) {
        this.rewrite = rewrite;
        this.with = with;
    }

    static List<AssignedValues> of(Rewrite rewrite) {
        WithClause clause = WithClause.of(rewrite.text()).orElse(null);
        int verb = clause == null ? rewrite.from() : clause.verb();
        if (clause != null
                && clause.parts().stream()
                        .anyMatch(part -> WithClause.changes(rewrite.text(), part))) {
            return ofParts(rewrite, clause);
        }
        String with =
                clause == null
                        ? ""
                        : rewrite.edited(rewrite.text().part(rewrite.from(), verb)) + ' ';
        AssignedExpressions read = new AssignedExpressions(rewrite, with);
        read.statement(verb);
        return read.found;
    }

    /** Of what changes in WITH, as far as it reads none of the parts, which cannot be asked for. */
    private static List<AssignedValues> ofParts(Rewrite rewrite, WithClause clause) {
        AssignedExpressions read = new AssignedExpressions(rewrite, "");
        read.literals = true;
        for (WithClause.Part part : clause.parts()) {
            read.statement(part.open() + 1);
        }
        read.statement(clause.verb());
        return read.found;
    }

    private void statement(int verb) {
        if (rewrite.is(verb, Keyword.INSERT) && rewrite.is(verb + 1, Keyword.INTO)) {
            inserted(verb + 2);
        } else if (rewrite.is(verb, Keyword.UPDATE)) {
            updated(verb + 1);
        } else if (rewrite.is(verb, Keyword.MERGE) && rewrite.is(verb + 1, Keyword.INTO)) {
            merged(verb + 2);
        }
    }

    private void inserted(int name) {
        if (!rewrite.isName(name)) {
            return;
        }
        Insertion insertion = Insertion.of(rewrite, name);
        int source = insertion.source();
        int end = pastSource(source);
        boolean asks =
                rewrite.is(source, Keyword.VALUES)
                        ? literals || hasExpression(source)
                        : source < end;
        if (!asks || rewrite.is(source, Keyword.DEFAULT)) {
            return;
        }
        List<Target> all =
                rewrite.context().relations().targets(Names.parts(rewrite, insertion.target()));
        List<Target> targets = AssignmentRule.targets(rewrite, insertion);
        if (targets.isEmpty()) {
            return;
        }
        if (rewrite.is(source, Keyword.VALUES)) {
            rows(targets, source + 1);
        } else {
            query(targets, source, end);
        }
        conflicting(insertion, all, end);
    }

    private void rows(List<Target> targets, int first) {
        int row = first;
        while (rewrite.is(row, TokenKind.LEFT_PAREN)) {
            int past = rewrite.pastGroup(row);
            List<SqlText> cells = rewrite.text().part(row + 1, past - 1).splitAtCommas();
            if (cells.size() > targets.size()) {
                values.clear();
                expressions.clear();
                return; // which is what is wrong first
            }
            for (int i = 0; i < cells.size(); i++) {
                add(targets.get(i), cells.get(i));
            }
            row = rewrite.is(past, TokenKind.COMMA) ? past + 1 : past;
        }
        ask("");
    }

    /** {@code ON CONFLICT .. DO UPDATE SET ..}. */
    private void conflicting(Insertion insertion, List<Target> targets, int on) {
        int set = on;
        while (set < rewrite.to() && !rewrite.is(set, Keyword.SET)) {
            set = rewrite.past(set);
        }
        if (!rewrite.is(on, Keyword.ON) || set >= rewrite.to()) {
            return;
        }
        assignments(targets, set);
        int past = rewrite.pastName(insertion.target());
        String table = rewrite.source(insertion.target(), past);
        int alias = rewrite.is(past, Keyword.AS) ? past + 2 : past;
        ask(
                " FROM "
                        + rewrite.source(insertion.target(), alias)
                        + ", (SELECT * FROM "
                        + table
                        + ") AS excluded");
    }

    /** Whether a call or an operator stands there, so that there may be more than literals. */
    private boolean hasExpression(int from) {
        for (int at = from; at < rewrite.to(); at++) {
            if (rewrite.is(at, TokenKind.OPERATOR)
                    || rewrite.isName(at)
                    || rewrite.is(at, TokenKind.CAST)
                    || rewrite.is(at, Keyword.CASE)
                    || rewrite.is(at, Keyword.SELECT)) {
                return true;
            }
        }
        return false;
    }

    private void add(Target target, SqlText expression) {
        if (expression.isEmpty()) {
            return;
        }
        AssignedLiteral literal = AssignedLiteral.of(rewrite, expression.from(), expression.to());
        if (literal != null) {
            literal.require(rewrite, target);
            return;
        }
        if (isUntyped(expression.from(), expression.to())) {
            return;
        }
        if (target.limited()) {
            measure(target, expression.from(), expression.to());
        }
        if (values.size() >= MOST) {
            return;
        }
        values.add(new Value(expressions.size(), target, position(expression.from())));
        expressions.add(rewrite.edited(expression));
    }

    /** The engine measures what is a text already; parameters need the column to know a type. */
    private void measure(Target target, int from, int to) {
        boolean string = target.type().equals("varchar") || target.type().equals("bpchar");
        for (int at = from; at < to; at++) {
            string &= !rewrite.is(at, TokenKind.PARAMETER);
        }
        if (string) {
            rewrite.wrap(from, "pg_string(");
            rewrite.insertAfter(to - 1, ")");
        }
    }

    private int position(int token) {
        return SqlErrors.position(rewrite.tokens().source(), rewrite.tokens().start(token));
    }

    private boolean isUntyped(int from, int to) {
        boolean alone =
                to == from + 1
                        || rewrite.is(from + 1, Keyword.AS)
                        || (to == from + 2 && rewrite.isName(from + 1));
        return alone
                && (rewrite.isString(from)
                        || rewrite.is(from, Keyword.NULL)
                        || rewrite.is(from, Keyword.DEFAULT)
                        || rewrite.is(from, TokenKind.PARAMETER));
    }

    private void ask(String from) {
        if (!values.isEmpty()) {
            String query = with + "SELECT " + String.join(", ", expressions) + from;
            found.add(new AssignedValues(query, values));
            values.clear();
            expressions.clear();
        }
    }

    private int pastSource(int source) {
        int end = source;
        while (end < rewrite.to()
                && !rewrite.is(end, Keyword.RETURNING)
                && !rewrite.is(end, TokenKind.RIGHT_PAREN)
                && !(rewrite.is(end, Keyword.ON) && rewrite.is(end + 1, Keyword.CONFLICT))) {
            end = rewrite.past(end);
        }
        return end;
    }

    private void query(List<Target> targets, int source, int end) {
        List<SqlText> items =
                rewrite.is(source, Keyword.SELECT)
                        ? SelectItems.of(rewrite, source, end)
                        : List.of();
        for (int i = 0; i < targets.size(); i++) {
            SqlText item = i < items.size() ? items.get(i) : null;
            if (item == null || !isUntyped(item.from(), item.to())) {
                values.add(
                        new Value(
                                i, targets.get(i), position(item == null ? source : item.from())));
            }
        }
        if (!values.isEmpty()) {
            String query = with + rewrite.edited(rewrite.text().part(source, end));
            found.add(new AssignedValues(query, values));
            values.clear();
        }
    }

    private void updated(int first) {
        int name = rewrite.is(first, Keyword.ONLY) ? first + 1 : first;
        int set = name;
        while (set < rewrite.to() && !rewrite.is(set, Keyword.SET)) {
            set++;
        }
        if (!rewrite.isName(name) || !(literals || hasExpression(set + 1))) {
            return;
        }
        assignments(rewrite.context().relations().targets(Names.parts(rewrite, name)), set);
        ask(" FROM " + rewrite.edited(rewrite.text().part(name, set)) + others(set));
    }

    private void merged(int first) {
        int name = rewrite.is(first, Keyword.ONLY) ? first + 1 : first;
        int using = next(name, Keyword.USING);
        int on = next(using, Keyword.ON);
        if (!rewrite.isName(name) || on >= rewrite.to()) {
            return;
        }
        List<Target> targets = rewrite.context().relations().targets(Names.parts(rewrite, name));
        for (int at = on; at < rewrite.to() && !targets.isEmpty(); at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.SET)) {
                assignments(targets, at);
            } else if (rewrite.is(at, Keyword.INSERT)) {
                merging(targets, at + 1);
            }
        }
        ask(
                " FROM "
                        + rewrite.edited(rewrite.text().part(name, using))
                        + ", "
                        + rewrite.edited(rewrite.text().part(using + 1, on)));
    }

    /** {@code [(columns)] [OVERRIDING ..] VALUES (..)}. */
    private void merging(List<Target> all, int list) {
        boolean listed = rewrite.is(list, TokenKind.LEFT_PAREN);
        List<Target> targets = listed ? AssignmentRule.listed(rewrite, all, list) : all;
        int values = listed ? rewrite.pastGroup(list) : list;
        int row = (rewrite.is(values, Keyword.OVERRIDING) ? values + 3 : values) + 1;
        if (!rewrite.is(row - 1, Keyword.VALUES) || !rewrite.is(row, TokenKind.LEFT_PAREN)) {
            return;
        }
        List<SqlText> cells =
                rewrite.text().part(row + 1, rewrite.pastGroup(row) - 1).splitAtCommas();
        for (int i = 0; i < Math.min(cells.size(), targets.size()); i++) {
            add(targets.get(i), cells.get(i));
        }
    }

    private int next(int from, Keyword word) {
        int at = from;
        while (at < rewrite.to() && !rewrite.is(at, word)) {
            at = rewrite.past(at);
        }
        return at;
    }

    /** Past an assignment of UPDATE, or of a branch of MERGE. */
    private int pastAssignment(int from) {
        int past = AssignmentRule.pastItem(rewrite, from);
        for (int at = from; at < past; at = rewrite.past(at)) {
            if (rewrite.is(at, Keyword.WHEN)
                    && (rewrite.tokens().isWord(at + 1, "matched")
                            || rewrite.tokens().isWord(at + 2, "matched"))) {
                return at;
            }
        }
        return past;
    }

    private void assignments(List<Target> targets, int set) {
        int at = set + 1;
        while (!targets.isEmpty() && (rewrite.isName(at) || rewrite.is(at, TokenKind.LEFT_PAREN))) {
            int past = pastAssignment(at);
            if (rewrite.is(at, TokenKind.LEFT_PAREN)) {
                row(targets, at, past);
            }
            if (rewrite.tokens().isOperator(at + 1, "=")) {
                SqlText expression = rewrite.text().part(at + 2, past);
                AssignmentRule.named(targets, Literals.identifier(rewrite.tokens(), at))
                        .ifPresent(target -> add(target, expression));
            }
            at = rewrite.is(past, TokenKind.COMMA) ? past + 1 : rewrite.to();
        }
    }

    /** {@code (a, b) = (1, 'x')}, {@code = ROW(1, 'x')} or {@code = (SELECT ..)}. */
    private void row(List<Target> all, int open, int past) {
        int equals = rewrite.pastGroup(open);
        int group = rewrite.is(equals + 1, Keyword.ROW) ? equals + 2 : equals + 1;
        List<Target> targets = AssignmentRule.listed(rewrite, all, open);
        if (!rewrite.tokens().isOperator(equals, "=")
                || !rewrite.is(group, TokenKind.LEFT_PAREN)
                || rewrite.pastGroup(group) != past) {
            return;
        }
        if (rewrite.is(group + 1, Keyword.SELECT)) {
            subquery(targets, group + 1, past - 1);
            return;
        }
        List<SqlText> cells = rewrite.text().part(group + 1, past - 1).splitAtCommas();
        for (int i = 0; i < Math.min(cells.size(), targets.size()); i++) {
            SqlText cell = cells.get(i);
            if (targets.get(i).limited()
                    && AssignedLiteral.of(rewrite, cell.from(), cell.to()) != null) {
                measure(targets.get(i), cell.from(), cell.to());
            }
            add(targets.get(i), cell);
        }
    }

    /** One that reads the row that it changes cannot be asked, and is not. */
    private void subquery(List<Target> targets, int from, int to) {
        List<SqlText> items = SelectItems.of(rewrite, from, to);
        List<Value> asked = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            SqlText item = i < items.size() ? items.get(i) : null;
            if (item == null || !isUntyped(item.from(), item.to())) {
                asked.add(new Value(i, targets.get(i), position(from)));
            }
        }
        String query = with + rewrite.edited(rewrite.text().part(from, to));
        found.add(new AssignedValues(query, asked));
    }

    /** What stands in the FROM clause of an UPDATE, behind a comma. */
    private String others(int set) {
        int from = -1;
        int at = set;
        while (at < rewrite.to()
                && !rewrite.is(at, TokenKind.RIGHT_PAREN)
                && !rewrite.is(at, Keyword.WHERE)
                && !rewrite.is(at, Keyword.RETURNING)) {
            if (from < 0 && Clauses.begins(rewrite, at) == Keyword.FROM) {
                from = at + 1;
            }
            at = rewrite.past(at);
        }
        return from < 0 ? "" : ", " + rewrite.edited(rewrite.text().part(from, at));
    }
}
