package dev.duckspace.gateway.types.json;

import java.util.List;

/** Values that are often needed. */
public final class JsonbValues {
    public static final Jsonb NULL = new Jsonb.Null();
    public static final Jsonb TRUE = new Jsonb.Bool(true);
    public static final Jsonb FALSE = new Jsonb.Bool(false);
    public static final Jsonb EMPTY_ARRAY = new Jsonb.Array(List.of());
    public static final Jsonb EMPTY_OBJECT = new Jsonb.Members(List.of());

    private JsonbValues() {}
}
