package dev.duckspace.gateway.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of the engine. {@code alias} is the name of the user type (or built-in one, such as JSON
 * over VARCHAR) that the type was made by, null for a plain type.
 */
public sealed interface EngineType {
    @Nullable String alias();

    TypeId id();

    record Scalar(TypeId id, @Nullable String alias) implements EngineType {
        public Scalar(TypeId id) {
            this(id, null);
        }
    }

    /** Unscaled integers in 2, 4, 8 or 16 bytes, for a width of up to 4, 9, 18 or 38 digits. */
    record Decimal(int width, int scale, @Nullable String alias) implements EngineType {
        public Decimal(int width, int scale) {
            this(width, scale, null);
        }

        @Override
        public TypeId id() {
            return TypeId.DECIMAL;
        }

        /** Bytes of one value in a vector. */
        public int byteWidth() {
            return width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16;
        }
    }

    /** Indexes into the labels, in 1, 2 or 4 bytes. */
    record EnumOf(List<String> labels, @Nullable String alias) implements EngineType {
        public EnumOf {
            labels = List.copyOf(labels);
        }

        public EnumOf(List<String> labels) {
            this(labels, null);
        }

        @Override
        public TypeId id() {
            return TypeId.ENUM;
        }

        /** Bytes of one index in a vector. */
        public int byteWidth() {
            return labels.size() <= 0xFF ? 1 : labels.size() <= 0xFFFF ? 2 : 4;
        }
    }

    record ListOf(EngineType element, @Nullable String alias) implements EngineType {
        public ListOf(EngineType element) {
            this(element, null);
        }

        @Override
        public TypeId id() {
            return TypeId.LIST;
        }
    }

    /** {@code size} elements in every value. */
    record ArrayOf(EngineType element, int size, @Nullable String alias) implements EngineType {
        public ArrayOf(EngineType element, int size) {
            this(element, size, null);
        }

        @Override
        public TypeId id() {
            return TypeId.ARRAY;
        }
    }

    /** The fields of an unnamed struct (a row) have empty names. */
    record Struct(List<EngineField> fields, @Nullable String alias) implements EngineType {
        public Struct {
            fields = List.copyOf(fields);
        }

        public Struct(List<EngineField> fields) {
            this(fields, null);
        }

        @Override
        public TypeId id() {
            return TypeId.STRUCT;
        }
    }

    /** In vectors a list whose child is a struct of key and value. */
    record MapOf(EngineType key, EngineType value, @Nullable String alias) implements EngineType {
        public MapOf(EngineType key, EngineType value) {
            this(key, value, null);
        }

        @Override
        public TypeId id() {
            return TypeId.MAP;
        }

        /** The type of a vector's child: one entry. */
        public Struct entry() {
            return new Struct(
                    List.of(new EngineField("key", key), new EngineField("value", value)));
        }
    }

    /** One of its members at a time. */
    record UnionOf(List<EngineField> members, @Nullable String alias) implements EngineType {
        public UnionOf {
            members = List.copyOf(members);
        }

        public UnionOf(List<EngineField> members) {
            this(members, null);
        }

        @Override
        public TypeId id() {
            return TypeId.UNION;
        }
    }
}
