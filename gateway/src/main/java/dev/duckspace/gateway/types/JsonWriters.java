package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.ColumnVector;
import dev.duckspace.gateway.engine.EngineField;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Values as JSON text, for the types that PostgreSQL has none for: a map is an object (its keys as
 * strings), a union an object of its one member.
 *
 * <p>Inside, structs are objects, lists are arrays, numbers and booleans stand bare, everything
 * else (NaN and the infinities too) is a string in its text form.
 */
final class JsonWriters {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private JsonWriters() {}

    /** Dates are in ISO style, whatever the session's style is. */
    static NestedWriter json(EngineType type, TextSettings settings) {
        return of(
                type,
                settings.withDateStyle(
                        new DateStyle(DateStyle.Format.ISO, settings.dateStyle().order())));
    }

    private static NestedWriter of(EngineType type, TextSettings settings) {
        return switch (type) {
            case EngineType.ListOf list -> new Items(of(list.element(), settings));
            case EngineType.ArrayOf array -> new Items(of(array.element(), settings));
            case EngineType.Struct struct -> new Members(struct.fields(), settings);
            case EngineType.UnionOf union -> new Tagged(union.members(), settings);
            case EngineType.MapOf map ->
                    new Entries(ValueWriters.text(map.key(), settings), of(map.value(), settings));
            case EngineType.Decimal decimal -> new Bare(ValueWriters.text(decimal, settings));
            case EngineType.EnumOf labels -> new Quoted(ValueWriters.text(labels, settings));
            case EngineType.Scalar scalar -> ofScalar(scalar, settings);
        };
    }

    private static NestedWriter ofScalar(EngineType.Scalar type, TextSettings settings) {
        if (type.id() == TypeId.VARIANT) {
            return new VariantJson(settings);
        }
        ValueWriter text = ValueWriters.text(type, settings);
        return switch (type.id()) {
            case BOOLEAN -> new Bool();
            case TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    HUGEINT,
                    UTINYINT,
                    USMALLINT,
                    UINTEGER,
                    UBIGINT,
                    UHUGEINT,
                    BIGNUM ->
                    new Bare(text);
            case FLOAT, DOUBLE -> new Floating(text, type.id());
            default ->
                    PgColumnType.of(type).type().equals(PgType.JSON)
                            ? new Bare(text)
                            : new Quoted(text);
        };
    }

    private static void put(ByteBuf out, char character) {
        RowLimits.ensureWritable(out, 1);
        out.writeByte(character);
    }

    private static void put(ByteBuf out, byte[] bytes) {
        RowLimits.ensureWritable(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void putNull(ByteBuf out) {
        put(out, NULL);
    }

    private static void appendOrNull(
            NestedWriter writer, ColumnVector vector, int row, ByteBuf out) {
        if (vector.isNull(row)) {
            putNull(out);
        } else {
            writer.append(vector, row, out);
        }
    }

    private static void putKey(ByteBuf out, String name) {
        int start = out.writerIndex();
        put(out, name.getBytes(StandardCharsets.UTF_8));
        Escaping.quoteJson(out, start);
        put(out, ':');
    }

    private static final class Bare extends NestedWriter {
        private final ValueWriter text;

        Bare(ValueWriter text) {
            this.text = text;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            append(text, vector, row, out);
        }
    }

    private static final class Quoted extends NestedWriter {
        private final ValueWriter text;

        Quoted(ValueWriter text) {
            this.text = text;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            int start = out.writerIndex();
            append(text, vector, row, out);
            Escaping.quoteJson(out, start);
        }
    }

    private static final class Floating extends NestedWriter {
        private final ValueWriter text;
        private final TypeId id;

        Floating(ValueWriter text, TypeId id) {
            this.text = text;
            this.id = id;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            int start = out.writerIndex();
            append(text, vector, row, out);
            double value = id == TypeId.FLOAT ? vector.floatAt(row) : vector.doubleAt(row);
            if (!Double.isFinite(value)) {
                Escaping.quoteJson(out, start);
            }
        }
    }

    private static final class Bool extends NestedWriter {
        private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
        private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            put(out, vector.byteAt(row) == 0 ? FALSE : TRUE);
        }
    }

    private static final class Items extends NestedWriter {
        private final NestedWriter element;

        Items(NestedWriter element) {
            this.element = element;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            ColumnVector child = vector.child();
            int from = Math.toIntExact(vector.listOffset(row));
            int to = from + vector.listLength(row);
            put(out, '[');
            for (int i = from; i < to; i++) {
                if (i > from) {
                    put(out, ',');
                }
                appendOrNull(element, child, i, out);
            }
            put(out, ']');
        }
    }

    private static final class Members extends NestedWriter {
        private final List<String> names;
        private final List<NestedWriter> values;

        Members(List<EngineField> fields, TextSettings settings) {
            this.names = fields.stream().map(EngineField::name).toList();
            this.values = fields.stream().map(field -> of(field.type(), settings)).toList();
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            put(out, '{');
            for (int i = 0; i < values.size(); i++) {
                if (i > 0) {
                    put(out, ',');
                }
                putKey(out, names.get(i));
                appendOrNull(values.get(i), vector.field(i), row, out);
            }
            put(out, '}');
        }
    }

    private static final class Tagged extends NestedWriter {
        private final List<String> names;
        private final List<NestedWriter> values;

        Tagged(List<EngineField> members, TextSettings settings) {
            this.names = members.stream().map(EngineField::name).toList();
            this.values = members.stream().map(member -> of(member.type(), settings)).toList();
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            int tag = vector.unionTagAt(row);
            put(out, '{');
            putKey(out, names.get(tag));
            appendOrNull(values.get(tag), vector.field(tag), row, out);
            put(out, '}');
        }
    }

    private static final class Entries extends NestedWriter {
        private final ValueWriter key;
        private final NestedWriter value;

        Entries(ValueWriter key, NestedWriter value) {
            this.key = key;
            this.value = value;
        }

        @Override
        void append(ColumnVector vector, int row, ByteBuf out) {
            ColumnVector entries = vector.child();
            int from = Math.toIntExact(vector.listOffset(row));
            int to = from + vector.listLength(row);
            put(out, '{');
            for (int i = from; i < to; i++) {
                if (i > from) {
                    put(out, ',');
                }
                int start = out.writerIndex();
                append(key, entries.field(0), i, out);
                Escaping.quoteJson(out, start);
                put(out, ':');
                appendOrNull(value, entries.field(1), i, out);
            }
            put(out, '}');
        }
    }
}
