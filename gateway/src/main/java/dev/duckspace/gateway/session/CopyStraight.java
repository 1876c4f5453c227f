package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.ChunkAppender;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.types.CopyRows;
import java.util.List;

/** Appends to the table itself; the engine fills the columns that are left out. */
final class CopyStraight implements CopyTarget {
    private final EngineConnection engine;
    private final CopyRelation relation;
    private final List<String> columns;

    CopyStraight(EngineConnection engine, CopyRelation relation, List<String> columns) {
        this.engine = engine;
        this.relation = relation;
        this.columns = List.copyOf(columns);
    }

    @Override
    public ChunkAppender open() {
        return engine.appender(relation.catalog(), relation.schema(), relation.name(), named());
    }

    /** None for all, in the table's order: then there is nothing to fill. */
    private List<String> named() {
        List<String> all =
                relation.columns().stream()
                        .filter(column -> !column.generated())
                        .map(CopyRelation.Column::name)
                        .toList();
        return all.equals(columns) ? List.of() : columns;
    }

    @Override
    public long finish(CopyRows rows) {
        rows.flush();
        return rows.count();
    }

    @Override
    public void requireEarlier(CopyRows rows) {
        rows.flushAllButLast();
    }

    @Override
    public void close() {}
}
