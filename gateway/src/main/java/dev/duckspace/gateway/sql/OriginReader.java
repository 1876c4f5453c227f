package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.ColumnOrigins.Item;
import dev.duckspace.gateway.sql.ColumnOrigins.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one query for {@link ColumnOrigins}. */
final class OriginReader {
    private final SqlText text;
    private final LabelSource source;
    private final TokenCursor cursor;
    private final Map<String, ColumnOrigins> tables;

    /**
     * @param tables of the WITH clauses around it
     */
    OriginReader(SqlText text, Map<String, ColumnOrigins> tables) {
        this.text = inner(text);
        this.source = new LabelSource(this.text);
        this.cursor = source.cursor();
        this.tables = new HashMap<>(tables);
    }

    /** Without brackets around all of it. */
    private static SqlText inner(SqlText text) {
        SqlText inner = text;
        while (inner.from() < inner.to()
                && inner.tokens().is(inner.from(), TokenKind.LEFT_PAREN)
                && inner.tokens().pastGroup(inner.from(), inner.to()) == inner.to()) {
            inner = inner.part(inner.from() + 1, inner.to() - 1);
        }
        return inner;
    }

    ColumnOrigins query() {
        if (cursor.accept(Keyword.WITH)) {
            passTables();
        }
        if (cursor.at(Keyword.SELECT)) {
            return combines(cursor.index()) ? ColumnOrigins.NONE : select();
        }
        if (cursor.accept(Keyword.TABLE)) {
            List<String> name = cursor.dottedName();
            return cursor.atEnd() || !combines(cursor.index())
                    ? new ColumnOrigins(List.of(new ColumnOrigins.Star(null)), List.of(table(name)))
                    : ColumnOrigins.NONE;
        }
        return cursor.acceptAny(Keyword.INSERT, Keyword.UPDATE, Keyword.DELETE) == null
                ? ColumnOrigins.NONE
                : change();
    }

    private void passTables() {
        boolean recursive = cursor.accept(Keyword.RECURSIVE);
        do {
            String name = cursor.name();
            boolean renamed = source.acceptGroup();
            cursor.expect(Keyword.AS);
            cursor.accept(Keyword.NOT);
            cursor.accept(Keyword.MATERIALIZED);
            SqlText query = cursor.group();
            tables.put(
                    name,
                    recursive || renamed
                            ? ColumnOrigins.NONE
                            : new OriginReader(query, tables).query());
        } while (cursor.accept(TokenKind.COMMA));
    }

    /** Whether UNION and its like stand outside brackets: a column has no table then. */
    private boolean combines(int from) {
        int depth = 0;
        for (int i = from; i < text.to(); i++) {
            depth += text.tokens().depthChange(i);
            if (depth == 0
                    && (text.tokens().is(i, Keyword.UNION)
                            || text.tokens().is(i, Keyword.INTERSECT)
                            || (text.tokens().is(i, Keyword.EXCEPT)
                                    && i > from + 1
                                    && !text.tokens().isOperator(i - 1, "*")))) {
                return true;
            }
        }
        return false;
    }

    private ColumnOrigins select() {
        if (QueryStart.moveToList(source) != Keyword.SELECT) {
            return ColumnOrigins.NONE;
        }
        List<Item> items = items();
        while (!cursor.atEnd() && !cursor.at(Keyword.FROM)) {
            if (!cursor.at(Keyword.INTO)) {
                return new ColumnOrigins(items, List.of());
            }
            cursor.moveTo(text.to());
        }
        return new ColumnOrigins(items, cursor.accept(Keyword.FROM) ? sources() : List.of());
    }

    /** INSERT, UPDATE or DELETE with RETURNING. */
    private ColumnOrigins change() {
        cursor.accept(Keyword.INTO);
        cursor.accept(Keyword.FROM);
        cursor.accept(Keyword.ONLY);
        List<String> name = cursor.dottedName();
        List<Source> sources = new ArrayList<>();
        sources.add(new ColumnOrigins.Table(name, alias(name.getLast())));
        int from = cursor.index();
        if (QueryStart.moveToList(new LabelSource(text, cursorAtStart())) != Keyword.RETURNING) {
            return ColumnOrigins.NONE;
        }
        int depth = 0;
        int returning = from;
        for (int i = from; i < text.to(); i++) {
            depth += text.tokens().depthChange(i);
            if (depth == 0 && text.tokens().is(i, Keyword.RETURNING)) {
                returning = i;
            }
            boolean reads = text.tokens().is(i, Keyword.FROM) || text.tokens().is(i, Keyword.USING);
            if (depth == 0 && reads && returning == from) {
                sources.add(new ColumnOrigins.Other(null));
            }
        }
        cursor.moveTo(returning + 1);
        return new ColumnOrigins(items(), sources);
    }

    private TokenCursor cursorAtStart() {
        return new TokenCursor(text);
    }

    private List<Item> items() {
        ExpressionLabels expressions = new ExpressionLabels(source);
        List<Item> items = new ArrayList<>();
        do {
            if (!cursor.at(TokenKind.COMMA) && source.atItemEnd()) {
                break;
            }
            int from = cursor.index();
            expressions.item();
            items.add(OriginItems.item(text.part(from, cursor.index())));
        } while (cursor.accept(TokenKind.COMMA));
        return items.stream().anyMatch(OriginItems::isOpen) ? List.of() : items;
    }

    private List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        while (!cursor.atEnd()) {
            source(sources);
            while (!cursor.atEnd() && !beginsSource()) {
                if (endsSources()) {
                    return sources;
                }
                if (cursor.at(TokenKind.LEFT_PAREN) || cursor.at(TokenKind.LEFT_BRACKET)) {
                    source.skipGroup();
                } else {
                    cursor.skip();
                }
            }
            cursor.skip();
        }
        return sources;
    }

    private boolean beginsSource() {
        return cursor.at(TokenKind.COMMA) || cursor.at(Keyword.JOIN);
    }

    private boolean endsSources() {
        Keyword keyword = cursor.keyword();
        return keyword != null
                && switch (keyword) {
                    case WHERE, GROUP, HAVING, WINDOW, QUALIFY, ORDER, LIMIT, OFFSET, FETCH, FOR ->
                            true;
                    default -> false;
                };
    }

    private void source(List<Source> sources) {
        cursor.accept(Keyword.LATERAL);
        cursor.accept(Keyword.ONLY);
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            SqlText group = cursor.group();
            if (isQuery(group)) {
                ColumnOrigins query = new OriginReader(group, tables).query();
                String alias = alias(null);
                sources.add(
                        source.acceptGroup()
                                ? new ColumnOrigins.Other(alias)
                                : new ColumnOrigins.Query(query, alias));
            } else {
                OriginReader joined = new OriginReader(group, tables);
                sources.addAll(joined.sources());
            }
            return;
        }
        if (!cursor.atName()) {
            sources.add(new ColumnOrigins.Other(null));
            return;
        }
        List<String> name = cursor.dottedName();
        if (source.acceptGroup()) {
            sources.add(new ColumnOrigins.Other(alias(name.getLast())));
            source.acceptGroup();
            return;
        }
        cursor.acceptOperator("*");
        Source plain = table(name);
        String alias = alias(name.getLast());
        if (cursor.at(TokenKind.LEFT_PAREN)) {
            source.skipGroup();
            sources.add(new ColumnOrigins.Other(alias));
        } else {
            sources.add(
                    switch (plain) {
                        case ColumnOrigins.Table found -> new ColumnOrigins.Table(name, alias);
                        case ColumnOrigins.Query with ->
                                new ColumnOrigins.Query(with.query(), alias);
                        case ColumnOrigins.Other other -> other;
                    });
        }
    }

    private static boolean isQuery(SqlText group) {
        SqlText inner = inner(group);
        Keyword first = inner.isEmpty() ? null : inner.tokens().keyword(inner.from());
        return first == Keyword.SELECT
                || first == Keyword.WITH
                || first == Keyword.VALUES
                || first == Keyword.TABLE
                || first == Keyword.FROM
                || inner.tokens().is(inner.from(), TokenKind.LEFT_PAREN);
    }

    private Source table(List<String> name) {
        ColumnOrigins with = name.size() == 1 ? tables.get(name.getFirst()) : null;
        return with == null
                ? new ColumnOrigins.Table(name, name.getLast())
                : new ColumnOrigins.Query(with, name.getLast());
    }

    private String alias(@Nullable String otherwise) {
        if (cursor.accept(Keyword.AS) || cursor.atName()) {
            return cursor.label();
        }
        return otherwise == null ? "" : otherwise;
    }
}
