package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.json.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A path of SQL/JSON.
 *
 * @param lax whether arrays are unwrapped and wrapped where a step needs it, and steps that lead
 *     nowhere answer nothing
 */
public record JsonPath(boolean lax, PathNode root) {
    private static final int KEPT = 256;
    private static final Map<String, JsonPath> PARSED = new ConcurrentHashMap<>();

    /** The items that a failure of a silent call leaves. */
    private static final List<Jsonb> NOTHING = List.of();

    /**
     * @throws dev.duckspace.gateway.protocol.PgException 42601 for what is no path
     */
    public static JsonPath of(String text) {
        JsonPath known = PARSED.get(text);
        if (known != null) {
            return known;
        }
        JsonPath parsed = PathParser.parse(text);
        if (PARSED.size() >= KEPT) {
            PARSED.clear();
        }
        PARSED.put(text, parsed);
        return parsed;
    }

    /** All items, in their order. */
    public List<Jsonb> query(Jsonb target, Jsonb vars, boolean silent) {
        try {
            List<Jsonb> items = new ArrayList<>();
            new PathRun(this, target, vars(vars)).run(items::add);
            return items;
        } catch (PathFailure e) {
            if (silent) {
                return NOTHING;
            }
            throw e.forClient();
        }
    }

    /** Null where a silent call fails. */
    public @Nullable Boolean exists(Jsonb target, Jsonb vars, boolean silent) {
        try {
            return new PathRun(this, target, vars(vars)).finds();
        } catch (PathFailure e) {
            if (silent) {
                return null;
            }
            throw e.forClient();
        }
    }

    /** What the path's predicate says; null for unknown. */
    public @Nullable Boolean match(Jsonb target, Jsonb vars, boolean silent) {
        List<Jsonb> items = query(target, vars, silent);
        if (items.size() == 1) {
            if (items.getFirst() instanceof Jsonb.Bool bool) {
                return bool.value();
            }
            if (items.getFirst() instanceof Jsonb.Null) {
                return null;
            }
        }
        if (silent) {
            return null;
        }
        throw new PathFailure(
                        SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
                        "single boolean result is expected")
                .forClient();
    }

    private static Jsonb.Members vars(Jsonb vars) {
        if (vars instanceof Jsonb.Members object) {
            return object;
        }
        throw JsonFailures.invalid(
                "\"vars\" argument is not an object",
                "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.");
    }
}
