package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Lexer.Kind;
import dev.duckspace.gateway.catalog.query.Lexer.Token;
import dev.duckspace.gateway.catalog.query.Syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whole queries. */
final class QueryReader extends ExpressionReader {
    /** What is no alias of a table or label of an item when it stands without AS. */
    private static final Set<String> CLAUSES =
            Set.of(
                    "from",
                    "where",
                    "group",
                    "having",
                    "window",
                    "order",
                    "limit",
                    "offset",
                    "fetch",
                    "for",
                    "union",
                    "intersect",
                    "except",
                    "join",
                    "inner",
                    "left",
                    "right",
                    "full",
                    "cross",
                    "natural",
                    "on",
                    "using",
                    "tablesample",
                    "as",
                    "with",
                    "into");

    private QueryReader(List<Token> tokens) {
        super(tokens);
    }

    /**
     * @throws UnreadableQuery for what it does not know
     */
    static Syntax.Query read(String sql) {
        QueryReader reader = new QueryReader(Lexer.tokens(sql));
        Syntax.Query query = reader.query();
        reader.takesMark(";");
        if (reader.token(0).kind() != Kind.END) {
            throw reader.unreadable();
        }
        return query;
    }

    @Override
    Syntax.Query query() {
        List<Syntax.Common> with = new ArrayList<>();
        boolean recursive = false;
        if (takes("with")) {
            recursive = takes("recursive");
            do {
                with.add(common());
            } while (takesMark(","));
        }
        Syntax.Query body = union();
        List<Syntax.Key> order = takes("order by") ? keys() : List.of();
        Expr offset = null;
        Expr limit = null;
        while (is("limit") || is("offset") || is("fetch")) {
            if (takes("offset")) {
                offset = expression();
                if (!takes("rows")) {
                    takes("row");
                }
            } else if (takes("limit")) {
                limit = takes("all") ? null : expression();
            } else {
                limit = fetched();
            }
        }
        if (is("for")) {
            throw unreadable();
        }
        boolean bare = with.isEmpty() && order.isEmpty() && offset == null && limit == null;
        if (bare) {
            return body;
        }
        if (!isPlain(body)) {
            throw new UnreadableQuery(body.toString());
        }
        return new Syntax.Query(with, recursive, body.body(), order, offset, limit);
    }

    private static boolean isPlain(Syntax.Query query) {
        return query.with().isEmpty()
                && query.order().isEmpty()
                && query.offset() == null
                && query.limit() == null;
    }

    private static Syntax.Query plain(Syntax.Body body) {
        return new Syntax.Query(List.of(), false, body, List.of(), null, null);
    }

    private Expr fetched() {
        expect("fetch");
        if (!takes("first")) {
            expect("next");
        }
        Expr count = is("row") || is("rows") ? new Syntax.Numeral("1") : expression();
        if (!takes("rows")) {
            expect("row");
        }
        expect("only");
        return count;
    }

    private Syntax.Common common() {
        String name = name();
        List<String> columns = takesMark("(") ? names() : List.of();
        if (!columns.isEmpty()) {
            expectMark(")");
        }
        expect("as");
        Boolean materialized =
                takes("materialized")
                        ? Boolean.TRUE
                        : takes("not materialized") ? Boolean.FALSE : null;
        expectMark("(");
        Syntax.Query query = query();
        expectMark(")");
        if (is("search") || is("cycle")) {
            throw unreadable();
        }
        return new Syntax.Common(name, columns, materialized, query);
    }

    private Syntax.Query union() {
        Syntax.Query left = intersection();
        while (is("union") || is("except")) {
            String word = next().text().toUpperCase(Locale.ROOT);
            boolean all = takes("all");
            takes("distinct");
            left = plain(new Syntax.Combined(word, all, left, intersection()));
        }
        return left;
    }

    private Syntax.Query intersection() {
        Syntax.Query left = simple();
        while (takes("intersect")) {
            boolean all = takes("all");
            takes("distinct");
            left = plain(new Syntax.Combined("INTERSECT", all, left, simple()));
        }
        return left;
    }

    private Syntax.Query simple() {
        if (takesMark("(")) {
            Syntax.Query query = query();
            expectMark(")");
            return query;
        }
        if (takes("values")) {
            return plain(values());
        }
        expect("select");
        return plain(select());
    }

    private Syntax.Values values() {
        List<List<Expr>> rows = new ArrayList<>();
        do {
            expectMark("(");
            rows.add(expressions());
            expectMark(")");
        } while (takesMark(","));
        return new Syntax.Values(rows);
    }

    private Syntax.Select select() {
        takes("all");
        boolean distinct = takes("distinct");
        List<Expr> on = List.of();
        if (distinct && takes("on")) {
            expectMark("(");
            on = expressions();
            expectMark(")");
        }
        List<Syntax.Item> items = new ArrayList<>();
        if (!is("from") && !isMark(0, ")") && token(0).kind() != Kind.END) {
            do {
                items.add(item());
            } while (takesMark(","));
        }
        List<Syntax.Source> from = new ArrayList<>();
        if (takes("from")) {
            do {
                from.add(source());
            } while (takesMark(","));
        }
        Expr where = takes("where") ? expression() : null;
        List<Syntax.Grouping> groups = takes("group by") ? groupings() : List.of();
        Expr having = takes("having") ? expression() : null;
        List<Syntax.NamedWindow> windows = new ArrayList<>();
        if (takes("window")) {
            do {
                String name = name();
                expect("as");
                expectMark("(");
                windows.add(new Syntax.NamedWindow(name, new CallReader(this).window()));
            } while (takesMark(","));
        }
        return new Syntax.Select(distinct, on, items, from, where, groups, having, windows);
    }

    private Syntax.Item item() {
        Expr value = expression();
        if (takes("as")) {
            return new Syntax.Item(value, name());
        }
        boolean label =
                token(0).kind() == Kind.NAME
                        || (token(0).kind() == Kind.WORD && !CLAUSES.contains(token(0).text()));
        return new Syntax.Item(value, label ? name() : null);
    }

    private List<Syntax.Grouping> groupings() {
        if (takes("distinct")) {
            throw unreadable();
        }
        takes("all");
        List<Syntax.Grouping> groups = new ArrayList<>();
        do {
            groups.add(grouping());
        } while (takesMark(","));
        return groups;
    }

    private Syntax.Grouping grouping() {
        for (String word : List.of("rollup", "cube")) {
            if (isWord(0, word) && isMark(1, "(")) {
                next();
                expectMark("(");
                List<Expr> keys = expressions();
                expectMark(")");
                return new Syntax.Grouping(word.toUpperCase(Locale.ROOT), keys, List.of());
            }
        }
        if (takes("grouping sets")) {
            expectMark("(");
            List<Syntax.Grouping> sets = new ArrayList<>();
            do {
                sets.add(set());
            } while (takesMark(","));
            expectMark(")");
            return new Syntax.Grouping("GROUPING SETS", List.of(), sets);
        }
        return new Syntax.Grouping("", List.of(expression()), List.of());
    }

    private Syntax.Grouping set() {
        if (isMark(0, "(") && isMark(1, ")")) {
            next();
            next();
            return new Syntax.Grouping("()", List.of(), List.of());
        }
        Expr key = expression();
        return new Syntax.Grouping(
                "()", key instanceof Syntax.Row row ? row.fields() : List.of(key), List.of());
    }

    private Syntax.Source source() {
        Syntax.Source left = plainSource();
        while (true) {
            boolean natural = takes("natural");
            String kind = joinKind();
            if (kind.isEmpty()) {
                return left;
            }
            Syntax.Source right = plainSource();
            Expr on = null;
            List<String> using = List.of();
            if (!natural && !kind.equals("CROSS")) {
                if (takes("on")) {
                    on = expression();
                } else {
                    expect("using");
                    expectMark("(");
                    using = names();
                    expectMark(")");
                    if (is("as")) {
                        throw unreadable();
                    }
                }
            }
            left = new Syntax.Join(kind, natural, left, right, on, using);
        }
    }

    private String joinKind() {
        if (takes("cross join")) {
            return "CROSS";
        }
        if (takes("join") || takes("inner join")) {
            return "INNER";
        }
        for (String kind : List.of("left", "right", "full")) {
            if (takes(kind + " join") || takes(kind + " outer join")) {
                return kind.toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private Syntax.Source plainSource() {
        boolean lateral = takes("lateral");
        if (takesMark("(")) {
            if (isQuery()) {
                Syntax.Query query = query();
                expectMark(")");
                return new Syntax.Derived(query, lateral, alias());
            }
            Syntax.Source inner = source();
            expectMark(")");
            if (alias() != null || !(inner instanceof Syntax.Join)) {
                throw unreadable();
            }
            return inner;
        }
        takes("only");
        if (is("rows from")) {
            throw unreadable();
        }
        boolean call = isCall();
        if (call) {
            Expr function = functionCall();
            boolean ordinality = takes("with ordinality");
            return new Syntax.Function(function, lateral, ordinality, alias());
        }
        List<String> name = qualifiedName();
        takesMark("*");
        Syntax.Alias alias = alias();
        if (is("tablesample")) {
            throw unreadable();
        }
        return new Syntax.Table(name, alias);
    }

    private boolean isCall() {
        int ahead = 0;
        while (token(ahead).kind() == Kind.WORD || token(ahead).kind() == Kind.NAME) {
            ahead++;
            if (isMark(ahead, "(")) {
                return true;
            }
            if (!isMark(ahead, ".")) {
                return false;
            }
            ahead++;
        }
        return false;
    }

    private Expr functionCall() {
        List<String> name = qualifiedName();
        expectMark("(");
        return new CallReader(this).call(name);
    }

    private Syntax.@Nullable Alias alias() {
        boolean as = takes("as");
        boolean named =
                as
                        || token(0).kind() == Kind.NAME
                        || (token(0).kind() == Kind.WORD && !CLAUSES.contains(token(0).text()));
        if (!named) {
            return null;
        }
        String name = name();
        if (!takesMark("(")) {
            return new Syntax.Alias(name, List.of());
        }
        List<String> columns = names();
        expectMark(")");
        return new Syntax.Alias(name, columns);
    }
}
