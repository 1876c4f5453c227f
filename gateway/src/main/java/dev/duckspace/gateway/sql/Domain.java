package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.Relations.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A domain: a macro that checks a value, whose comment holds what PostgreSQL knows of it.
 * catalog.GivenDomain reads it too.
 *
 * @param base the type, as written
 * @param otherwise the default, as written; empty for none
 * @param remark the user's comment; empty for none
 */
record Domain(
        String schema,
        String name,
        String base,
        boolean notNull,
        String otherwise,
        List<Check> checks,
        String remark) {
    /** What the names of the macros begin with. */
    static final String MACRO = "pg$domain$";

    private static final String PART = "\u001F";
    private static final String ITEM = "\u001E";
    private static final String MARK = "pg_domain";
    private static final String VALUE = "pg_value";

    /**
     * @param expression with VALUE in it, as written
     */
    record Check(String name, String expression) {}

    Domain {
        checks = List.copyOf(checks);
    }

    /** The domain that a type's name begins at the token; empty for other types. */
    static Optional<Domain> at(Rewrite rewrite, int type) {
        Relations relations = rewrite.context().relations();
        if (!rewrite.isName(type)) {
            return Optional.empty();
        }
        List<String> parts = Names.parts(rewrite, type);
        return BuiltInTypes.has(parts.getLast()) || !relations.domains().contains(parts.getLast())
                ? Optional.empty()
                : find(relations, parts);
    }

    static Optional<Domain> find(Relations relations, List<String> name) {
        List<String> macro = new ArrayList<>(name);
        macro.set(macro.size() - 1, MACRO + name.getLast());
        return relations.function(macro).flatMap(Domain::of);
    }

    private static Optional<Domain> of(Function macro) {
        String comment = macro.comment();
        String[] parts = comment == null ? new String[0] : comment.split(PART, -1);
        if (parts.length < 6 || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        List<Check> checks = new ArrayList<>();
        String[] items = parts[4].isEmpty() ? new String[0] : parts[4].split(ITEM, -1);
        for (int i = 0; i + 1 < items.length; i += 2) {
            checks.add(new Check(items[i], items[i + 1]));
        }
        return Optional.of(
                new Domain(
                        macro.schema(),
                        macro.name().substring(MACRO.length()),
                        parts[1],
                        parts[2].equals("t"),
                        parts[3],
                        checks,
                        parts[5]));
    }

    /** The macro's name in a statement for the engine, under any search path. */
    String macro() {
        return Literals.quoteIdentifier(schema) + '.' + Literals.quoteIdentifier(MACRO + name);
    }

    /** What makes it, or makes it anew. */
    List<String> statements(RewriteContext context) {
        List<String> items = new ArrayList<>();
        checks.forEach(check -> items.addAll(List.of(check.name(), check.expression())));
        String comment =
                String.join(
                        PART,
                        MARK,
                        base,
                        notNull ? "t" : "f",
                        otherwise,
                        String.join(ITEM, items),
                        remark);
        return List.of(
                "CREATE OR REPLACE MACRO " + macro() + '(' + VALUE + ") AS " + body(context),
                "COMMENT ON MACRO " + macro() + " IS " + Literals.quote(comment));
    }

    /** The value itself where it is one of the domain. */
    private String body(RewriteContext context) {
        String body = VALUE;
        for (Check check : checks.reversed()) {
            String held =
                    Rewriter.rewrite(
                                    SqlSplitter.split(of(check, VALUE)).getFirst(),
                                    Leading.UNKNOWN,
                                    context)
                            .text();
            body =
                    "CASE WHEN (%s) IS NOT FALSE THEN %s WHEN %s THEN NULL END"
                            .formatted(held, body, violated(check.name()));
        }
        return notNull
                ? "CASE WHEN %s IS NOT NULL THEN %s WHEN %s THEN NULL END"
                        .formatted(VALUE, body, violated(""))
                : body;
    }

    /**
     * The checks of a column of the domain, in PostgreSQL's words. They tell the catalog the
     * domain, so that there is one that always holds where the domain has none.
     */
    String columnChecks(String column) {
        StringBuilder text = new StringBuilder();
        if (!notNull && checks.isEmpty()) {
            text.append(held('(' + column + " IS NULL) IS NOT NULL", ""));
        }
        if (notNull) {
            text.append(held(column + " IS NOT NULL", ""));
        }
        checks.forEach(
                check ->
                        text.append(
                                held('(' + of(check, column) + ") IS NOT FALSE", check.name())));
        return text.toString();
    }

    private String held(String condition, String check) {
        return " CHECK (CASE WHEN %s THEN true ELSE %s END)".formatted(condition, violated(check));
    }

    /** A call that fails as PostgreSQL does. */
    private String violated(String check) {
        return "%s(%s, %s, %s)"
                .formatted(
                        "pg_domain_violated",
                        Literals.quote(schema),
                        Literals.quote(name),
                        Literals.quote(check));
    }

    /** Of whether a table has a column of the domain. */
    String usesQuery() {
        return "SELECT count(*) FROM system.main.duckdb_constraints() WHERE contains("
                + "constraint_text, "
                + Literals.quote(
                        "pg_domain_violated(%s, %s,"
                                .formatted(Literals.quote(schema), Literals.quote(name)))
                + ")";
    }

    /** An expression with something in place of VALUE. */
    private static String of(Check check, String value) {
        Tokens tokens = Tokenizer.tokenize(check.expression());
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < tokens.count(); at++) {
            boolean stands =
                    tokens.isWord(at, "value")
                            && !tokens.is(at + 1, TokenKind.LEFT_PAREN)
                            && !tokens.is(at + 1, TokenKind.DOT)
                            && (at == 0 || !tokens.is(at - 1, TokenKind.DOT));
            if (stands) {
                text.append(tokens.source(), copied, tokens.start(at)).append(value);
                copied = tokens.end(at);
            }
        }
        return text.append(tokens.source(), copied, tokens.source().length()).toString();
    }
}
