package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a query's columns come from, as far as its text tells: what a RowDescription says of their
 * tables.
 *
 * @param items of its list, in order; none where the text tells nothing
 * @param sources what it reads from
 */
public record ColumnOrigins(List<Item> items, List<Source> sources) {
    static final ColumnOrigins NONE = new ColumnOrigins(List.of(), List.of());

    /** One item of the list. */
    public sealed interface Item {}

    /**
     * A column by its name, without any expression around it.
     *
     * @param source the table's name or alias; null when the column stands alone
     * @param label the name of the result's column
     */
    public record Column(@Nullable String source, String name, String label) implements Item {}

    /**
     * @param source the table's name or alias; null for all
     */
    public record Star(@Nullable String source) implements Item {}

    /**
     * An expression.
     *
     * @param label the name that its text gives it; null for none
     * @param modified whether its type may have a modifier, such as that of a cast
     */
    public record Computed(@Nullable String label, boolean modified) implements Item {}

    /** What stands in FROM. */
    public sealed interface Source {
        /** What qualifies its columns; null for nothing. */
        @Nullable String alias();
    }

    /** A table or view by its name. */
    public record Table(List<String> name, String alias) implements Source {
        public Table {
            name = List.copyOf(name);
        }
    }

    public record Query(ColumnOrigins query, @Nullable String alias) implements Source {}

    /** What has columns of its own making. */
    public record Other(@Nullable String alias) implements Source {}

    public ColumnOrigins {
        items = List.copyOf(items);
        sources = List.copyOf(sources);
    }

    /** Reads any text without an error. */
    public static ColumnOrigins of(SqlText text) {
        try {
            return new OriginReader(text, Map.of()).query();
        } catch (PgException e) {
            return NONE; // the statement itself answers for what is wrong with it
        }
    }

    /** Whether it reads from anything that could have a name. */
    public boolean isEmpty() {
        return items.isEmpty();
    }
}
