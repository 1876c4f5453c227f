package dev.duckspace.gateway.engine;

import java.util.List;

/**
 * The vectors that a VARIANT vector consists of.
 *
 * <p>Every value of the tree has an entry in {@link #VALUES}: its type and where its bytes begin in
 * {@link #DATA}. An object's or array's bytes say how many children it has and where they begin in
 * {@link #CHILDREN}; a child names its key, an index into {@link #KEYS}, and its value's entry. All
 * indexes count from the row's own list.
 */
public final class VariantParts {
    /** Texts: the names of members. */
    public static final int KEYS = 0;

    /** Structs of the index of a key (NULL in arrays) and of a value. */
    public static final int CHILDREN = 1;

    /** Structs of a type code in one byte and an offset in four; the first entry is the root. */
    public static final int VALUES = 2;

    /** Bytes. */
    public static final int DATA = 3;

    static final List<EngineType> TYPES =
            List.of(
                    new EngineType.ListOf(new EngineType.Scalar(TypeId.VARCHAR)),
                    pairs("keys_index", TypeId.UINTEGER, "values_index", TypeId.UINTEGER),
                    pairs("type_id", TypeId.UTINYINT, "byte_offset", TypeId.UINTEGER),
                    new EngineType.Scalar(TypeId.BLOB));

    private VariantParts() {}

    private static EngineType pairs(String first, TypeId firstId, String second, TypeId secondId) {
        return new EngineType.ListOf(
                new EngineType.Struct(
                        List.of(
                                new EngineField(first, new EngineType.Scalar(firstId)),
                                new EngineField(second, new EngineType.Scalar(secondId)))));
    }
}
