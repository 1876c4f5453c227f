package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A column of {@link StoredRows}: values, their validity, and what they point to. */
final class StoredColumn {
    /** A text of so many bytes stands in the vector itself. */
    private static final int INLINE_BYTES = 12;

    private static final int PREFIX_BYTES = 4;

    private final int width;
    private final MemorySegment data;
    private final @Nullable MemorySegment validity;
    // What texts point to; kept from being freed.
    private final @Nullable MemorySegment texts;
    private final @Nullable StoredColumn elements;

    private StoredColumn(
            int width,
            MemorySegment data,
            @Nullable MemorySegment validity,
            @Nullable MemorySegment texts,
            @Nullable StoredColumn elements) {
        this.width = width;
        this.data = data;
        this.validity = validity;
        this.texts = texts;
        this.elements = elements;
    }

    static StoredColumn of(EngineType type, int rows, IntFunction<@Nullable Object> values) {
        int width = type.id().width();
        Arena arena = Arena.ofAuto();
        MemorySegment data = arena.allocate(Math.max(8, (long) rows * width), 16);
        MemorySegment validity = validity(arena, rows, values);
        if (type instanceof EngineType.ListOf list) {
            StoredColumn elements = lists(list.element(), rows, values, data.address());
            return new StoredColumn(width, data, validity, null, elements);
        }
        MemorySegment texts =
                type.id() == TypeId.VARCHAR ? texts(arena, rows, values, data.address()) : null;
        if (texts == null) {
            numbers(type.id(), rows, values, data.address());
        }
        return new StoredColumn(width, data, validity, texts, null);
    }

    private static @Nullable MemorySegment validity(
            Arena arena, int rows, IntFunction<@Nullable Object> values) {
        MemorySegment words = null;
        for (int row = 0; row < rows; row++) {
            if (values.apply(row) == null) {
                if (words == null) {
                    words = arena.allocate(((rows + 63L) >> 6) << 3, 8);
                    words.fill((byte) -1);
                }
                long word = words.address() + ((long) (row >> 6) << 3);
                NativeMemory.putLong(word, NativeMemory.longAt(word) & ~(1L << row));
            }
        }
        return words;
    }

    private static void numbers(
            TypeId id, int rows, IntFunction<@Nullable Object> values, long data) {
        int width = id.width();
        for (int row = 0; row < rows; row++) {
            Object value = values.apply(row);
            if (value != null) {
                number(id, value, data + (long) row * width);
            }
        }
    }

    private static void number(TypeId id, Object value, long at) {
        switch (id) {
            case BOOLEAN -> NativeMemory.putByte(at, (byte) ((Boolean) value ? 1 : 0));
            case SMALLINT -> NativeMemory.putShort(at, ((Number) value).shortValue());
            case INTEGER -> NativeMemory.putInt(at, ((Number) value).intValue());
            case BIGINT, TIMESTAMPTZ -> NativeMemory.putLong(at, ((Number) value).longValue());
            case FLOAT -> NativeMemory.putFloat(at, ((Number) value).floatValue());
            case DOUBLE -> NativeMemory.putDouble(at, ((Number) value).doubleValue());
            case HUGEINT -> {
                long low = ((Number) value).longValue();
                NativeMemory.putLong(at, low);
                NativeMemory.putLong(at + Long.BYTES, low >> 63);
            }
            default -> throw new IllegalArgumentException("no values of type " + id + " here");
        }
    }

    private static MemorySegment texts(
            Arena arena, int rows, IntFunction<@Nullable Object> values, long data) {
        Map<String, Long> offsets = new HashMap<>();
        List<byte[]> all = new ArrayList<>();
        long total = 0;
        for (int row = 0; row < rows; row++) {
            Object value = values.apply(row);
            if (value != null && offsets.putIfAbsent((String) value, total) == null) {
                byte[] bytes = ((String) value).getBytes(StandardCharsets.UTF_8);
                all.add(bytes);
                total += Integer.BYTES + bytes.length;
            }
        }
        MemorySegment texts = arena.allocate(Math.max(8, total), 8);
        long at = texts.address();
        for (byte[] bytes : all) {
            NativeMemory.putInt(at, bytes.length);
            NativeMemory.copy(bytes, 0, at + Integer.BYTES, bytes.length);
            at += Integer.BYTES + bytes.length;
        }
        for (int row = 0; row < rows; row++) {
            Long offset = offsets.get((String) values.apply(row));
            if (offset != null) {
                text(texts.address() + offset, data + (long) row * TypeId.VARCHAR.width());
            }
        }
        return texts;
    }

    /** A length with its bytes, as the engine has texts in vectors. */
    private static void text(long source, long target) {
        int length = NativeMemory.intAt(source);
        long bytes = source + Integer.BYTES;
        NativeMemory.putInt(target, length);
        if (length <= INLINE_BYTES) {
            NativeMemory.copy(bytes, target + Integer.BYTES, length);
        } else {
            NativeMemory.copy(bytes, target + Integer.BYTES, PREFIX_BYTES);
            NativeMemory.putLong(target + Integer.BYTES + PREFIX_BYTES, bytes);
        }
    }

    private static StoredColumn lists(
            EngineType element, int rows, IntFunction<@Nullable Object> values, long data) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<?> list = values.apply(row) instanceof List<?> some ? some : List.of();
            long at = data + (long) row * TypeId.LIST.width();
            NativeMemory.putLong(at, elements.size());
            NativeMemory.putLong(at + Long.BYTES, list.size());
            elements.addAll(list);
        }
        return of(element, elements.size(), elements::get);
    }

    void copy(int from, int count, long vector) {
        long target = Symbols.VECTOR_DATA.asLong(vector);
        NativeMemory.copy(data.address() + (long) from * width, target, (long) count * width);
        if (validity != null) {
            Symbols.WRITABLE_VALIDITY.run(vector);
            NativeMemory.copy(
                    validity.address() + ((long) (from >> 6) << 3),
                    Symbols.VECTOR_VALIDITY.asLong(vector),
                    ((count + 63L) >> 6) << 3);
        }
        if (elements != null && count > 0) {
            copyElements(elements, count, target, vector);
        }
    }

    /** The lists' places become those in the vector's own child. */
    private static void copyElements(StoredColumn elements, int count, long lists, long vector) {
        long first = NativeMemory.longAt(lists);
        long last = lists + (count - 1L) * TypeId.LIST.width();
        long end = NativeMemory.longAt(last) + NativeMemory.longAt(last + Long.BYTES);
        // Validity is copied by words, so that the child begins where a word does.
        long start = first & ~63L;
        for (long at = lists; at <= last; at += TypeId.LIST.width()) {
            NativeMemory.putLong(at, NativeMemory.longAt(at) - start);
        }
        long size = end - start;
        TableSymbols.LIST_RESERVE.asInt(vector, size);
        TableSymbols.LIST_SET_SIZE.asInt(vector, size);
        elements.copy((int) start, (int) size, Symbols.LIST_CHILD.asLong(vector));
    }

    @Override
    public String toString() {
        return "a column of %d bytes, texts %s".formatted(data.byteSize(), texts != null);
    }
}
