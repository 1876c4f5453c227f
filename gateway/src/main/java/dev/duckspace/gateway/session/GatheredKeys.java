package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the keys of rows that are gathered are new: to the rows before them, and to the table,
 * whose keys stay within the bounds that they have when the first row comes, for the transaction
 * sees no others' rows and has these written before it does anything else with the table. A key
 * within the bounds is for the engine to look up. All methods belong on an engine thread.
 */
final class GatheredKeys {
    /** Keys are held on the heap. */
    private static final int MOST = 50_000;

    private final List<Key> keys;
    private int rows;

    private GatheredKeys(List<Key> keys) {
        this.keys = keys;
    }

    /** Looks up the bounds of the keys that are there. */
    static GatheredKeys of(EngineConnection engine, InsertTarget target, UniqueKeys unique) {
        List<EngineType> types = target.types();
        List<Key> keys = new ArrayList<>();
        for (List<Integer> columns : unique.keys()) {
            List<Bounds> bounds = new ArrayList<>();
            for (int column : columns) {
                bounds.add(
                        bounds(
                                engine,
                                target.relation(),
                                target.columns().get(column).name(),
                                types.get(column)));
            }
            keys.add(new Key(columns, bounds, new HashSet<>()));
        }
        return new GatheredKeys(keys);
    }

    private static Bounds bounds(
            EngineConnection engine, CopyRelation relation, String name, EngineType type) {
        String column = CopySql.identifier(name);
        List<@Nullable String> found =
                engine.queryText(
                                "SELECT min(%1$s)::VARCHAR, max(%1$s)::VARCHAR FROM %2$s"
                                        .formatted(column, relation.quoted()))
                        .getFirst();
        String least = found.get(0);
        String most = found.get(1);
        if (least == null || most == null) {
            return new Bounds.None();
        }
        return switch (type.id()) {
            case SMALLINT, INTEGER, BIGINT ->
                    new Bounds.Numbers(Long.parseLong(least), Long.parseLong(most));
            case VARCHAR -> new Bounds.Texts(utf8(least), utf8(most));
            default -> new Bounds.All();
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the values of a column that are there lie between. */
    private sealed interface Bounds {
        /** Whether a value that was written is certainly not among them. */
        boolean excludes(Object value);

        record None() implements Bounds {
            @Override
            public boolean excludes(Object value) {
                return true;
            }
        }

        record All() implements Bounds {
            @Override
            public boolean excludes(Object value) {
                return false;
            }
        }

        record Numbers(long least, long most) implements Bounds {
            @Override
            public boolean excludes(Object value) {
                long number = (Long) value;
                return number < least || number > most;
            }
        }

        /** In the order of their bytes, as the engine has them. */
        record Texts(byte[] least, byte[] most) implements Bounds {
            @Override
            public boolean excludes(Object value) {
                byte[] text = utf8((String) value);
                return Arrays.compareUnsigned(text, least) < 0
                        || Arrays.compareUnsigned(text, most) > 0;
            }
        }
    }

    private record Key(List<Integer> columns, List<Bounds> bounds, Set<List<Object>> gathered) {
        /** Null where a part is NULL, which equals nothing. */
        private @Nullable List<Object> of(AppendedRows from) {
            List<Object> values = new ArrayList<>(columns.size());
            for (int column : columns) {
                Object value = from.column(column).writtenAt(from.row());
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return values;
        }

        private boolean isNew(List<Object> values) {
            for (int i = 0; i < values.size(); i++) {
                if (bounds.get(i).excludes(values.get(i))) {
                    return !gathered.contains(values);
                }
            }
            return false;
        }
    }

    /** Whether the row that was written last has only new keys, which it then has taken. */
    boolean take(AppendedRows written) {
        if (rows == MOST) {
            return false;
        }
        List<@Nullable List<Object>> taken = new ArrayList<>(keys.size());
        for (Key key : keys) {
            List<Object> values = key.of(written);
            if (values != null && !key.isNew(values)) {
                return false;
            }
            taken.add(values);
        }
        for (int i = 0; i < taken.size(); i++) {
            List<Object> values = taken.get(i);
            if (values != null) {
                keys.get(i).gathered.add(values);
            }
        }
        rows++;
        return true;
    }

    boolean isFull() {
        return rows >= MOST;
    }
}
