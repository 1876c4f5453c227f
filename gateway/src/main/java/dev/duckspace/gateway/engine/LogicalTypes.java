package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads {@code duckdb_logical_type} handles into types, and makes handles of types. */
final class LogicalTypes {
    /** Deeper than any sane schema, far less than what a thread's stack takes. */
    private static final int MAX_DEPTH = 200;

    private LogicalTypes() {}

    /** Reads a type and destroys its handle; null for a null handle. */
    static @Nullable EngineType take(long handle) {
        return handle == 0 ? null : take(handle, 0);
    }

    private static EngineType take(long handle, int depth) {
        try {
            if (depth > MAX_DEPTH) {
                throw new EngineException(
                        ErrorKind.INVALID_TYPE, "A type is nested deeper than " + MAX_DEPTH);
            }
            return read(handle, depth + 1);
        } finally {
            destroy(handle);
        }
    }

    private static EngineType read(long handle, int depth) {
        TypeId id = TypeId.ofCode(Symbols.TYPE_ID.asInt(handle));
        String alias = NativeMemory.takeCString(Symbols.TYPE_ALIAS.asLong(handle));
        return switch (id) {
            case DECIMAL ->
                    new EngineType.Decimal(
                            Symbols.DECIMAL_WIDTH.asByte(handle),
                            Symbols.DECIMAL_SCALE.asByte(handle),
                            alias);
            case ENUM -> new EngineType.EnumOf(labels(handle), alias);
            case LIST ->
                    new EngineType.ListOf(
                            take(Symbols.LIST_TYPE_CHILD.asLong(handle), depth), alias);
            case ARRAY ->
                    new EngineType.ArrayOf(
                            take(Symbols.ARRAY_TYPE_CHILD.asLong(handle), depth),
                            Math.toIntExact(Symbols.ARRAY_TYPE_SIZE.asLong(handle)),
                            alias);
            case MAP ->
                    new EngineType.MapOf(
                            take(Symbols.MAP_TYPE_KEY.asLong(handle), depth),
                            take(Symbols.MAP_TYPE_VALUE.asLong(handle), depth),
                            alias);
            case STRUCT ->
                    new EngineType.Struct(
                            fields(
                                    handle,
                                    depth,
                                    Symbols.STRUCT_TYPE_SIZE,
                                    Symbols.STRUCT_TYPE_NAME,
                                    Symbols.STRUCT_TYPE_CHILD),
                            alias);
            case UNION ->
                    new EngineType.UnionOf(
                            fields(
                                    handle,
                                    depth,
                                    Symbols.UNION_TYPE_SIZE,
                                    Symbols.UNION_TYPE_NAME,
                                    Symbols.UNION_TYPE_CHILD),
                            alias);
            default -> new EngineType.Scalar(id, alias);
        };
    }

    private static List<String> labels(long handle) {
        int size = Symbols.ENUM_SIZE.asInt(handle);
        List<String> labels = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            labels.add(text(NativeMemory.takeCString(Symbols.ENUM_LABEL.asLong(handle, (long) i))));
        }
        return labels;
    }

    private static List<EngineField> fields(
            long handle, int depth, NativeCall size, NativeCall name, NativeCall type) {
        int count = Math.toIntExact(size.asLong(handle));
        List<EngineField> fields = new ArrayList<>(count);
        for (long i = 0; i < count; i++) {
            fields.add(
                    new EngineField(
                            text(NativeMemory.takeCString(name.asLong(handle, i))),
                            take(type.asLong(handle, i), depth)));
        }
        return fields;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static void destroy(long handle) {
        try (Arena arena = Arena.ofConfined()) {
            Symbols.DESTROY_TYPE.run(arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    /** Reads a type of whose handle the caller remains the owner. */
    static EngineType view(long handle) {
        return read(handle, 1);
    }

    /** As {@link #create}, with the type's alias, which must be registered to mean anything. */
    static long createNamed(EngineType type) {
        long handle =
                switch (type) {
                    case EngineType.ListOf list -> createList(createNamed(list.element()));
                    case EngineType.Struct struct ->
                            createOfFields(
                                    struct.fields(),
                                    Symbols.CREATE_STRUCT_TYPE,
                                    LogicalTypes::createNamed);
                    default -> create(type);
                };
        String alias = type.alias();
        if (alias != null) {
            try (Arena arena = Arena.ofConfined()) {
                Symbols.SET_TYPE_ALIAS.run(handle, CStrings.in(arena, alias));
            }
        }
        return handle;
    }

    private static long createList(long element) {
        long handle = Symbols.CREATE_LIST_TYPE.asLong(element);
        destroy(element);
        return handle;
    }

    /** A new handle, which the caller destroys. */
    static long create(EngineType type) {
        return switch (type) {
            case EngineType.Scalar scalar -> Symbols.CREATE_TYPE.asLong(scalar.id().code());
            case EngineType.Decimal decimal ->
                    Symbols.CREATE_DECIMAL_TYPE.asLong(
                            (byte) decimal.width(), (byte) decimal.scale());
            case EngineType.EnumOf named -> createEnum(named.labels());
            case EngineType.ListOf list -> createList(create(list.element()));
            case EngineType.ArrayOf array -> {
                long element = create(array.element());
                long handle = Symbols.CREATE_ARRAY_TYPE.asLong(element, (long) array.size());
                destroy(element);
                yield handle;
            }
            case EngineType.MapOf map -> {
                long key = create(map.key());
                long value = create(map.value());
                long handle = Symbols.CREATE_MAP_TYPE.asLong(key, value);
                destroy(key);
                destroy(value);
                yield handle;
            }
            case EngineType.Struct struct ->
                    createOfFields(
                            struct.fields(), Symbols.CREATE_STRUCT_TYPE, LogicalTypes::create);
            case EngineType.UnionOf union ->
                    createOfFields(
                            union.members(), Symbols.CREATE_UNION_TYPE, LogicalTypes::create);
        };
    }

    private static long createEnum(List<String> labels) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = arena.allocate(ValueLayout.JAVA_LONG, labels.size());
            for (int i = 0; i < labels.size(); i++) {
                names.setAtIndex(ValueLayout.JAVA_LONG, i, CStrings.in(arena, labels.get(i)));
            }
            return Symbols.CREATE_ENUM_TYPE.asLong(names.address(), (long) labels.size());
        }
    }

    private static long createOfFields(
            List<EngineField> fields, NativeCall create, ToLongFunction<EngineType> ofField) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment types = arena.allocate(ValueLayout.JAVA_LONG, fields.size());
            MemorySegment names = arena.allocate(ValueLayout.JAVA_LONG, fields.size());
            for (int i = 0; i < fields.size(); i++) {
                types.setAtIndex(
                        ValueLayout.JAVA_LONG, i, ofField.applyAsLong(fields.get(i).type()));
                names.setAtIndex(
                        ValueLayout.JAVA_LONG, i, CStrings.in(arena, fields.get(i).name()));
            }
            long handle = create.asLong(types.address(), names.address(), (long) fields.size());
            for (int i = 0; i < fields.size(); i++) {
                destroy(types.getAtIndex(ValueLayout.JAVA_LONG, i));
            }
            return handle;
        }
    }
}
