package dev.duckspace.gateway.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes {@code duckdb_value} handles of values; their maker destroys them. */
final class Values {
    private static final int MAX_DECIMAL_DIGITS = 38;
    private static final int TIME_TZ_OFFSET_BITS = 24;
    private static final int MAX_OFFSET_SECONDS = 16 * 60 * 60 - 1;

    private Values() {}

    static long create(EngineValue value) {
        try (Arena arena = Arena.ofConfined()) {
            return create(arena, value);
        }
    }

    private static long create(Arena arena, EngineValue value) {
        return switch (value) {
            case EngineValue.Null() -> Symbols.CREATE_NULL.asLong();
            case EngineValue.Bool(boolean v) -> Symbols.CREATE_BOOL.asLong((byte) (v ? 1 : 0));
            case EngineValue.Int(long v) -> Symbols.CREATE_INT64.asLong(v);
            case EngineValue.Hugeint(BigInteger v) -> hugeint(arena, v);
            case EngineValue.Decimal(BigDecimal v) -> decimal(arena, v);
            case EngineValue.Float32(float v) -> Symbols.CREATE_FLOAT.asLong(v);
            case EngineValue.Float64(double v) -> Symbols.CREATE_DOUBLE.asLong(v);
            case EngineValue.Text(String v) -> text(arena, v);
            case EngineValue.Blob(byte[] v) ->
                    Symbols.CREATE_BLOB.asLong(copied(arena, v), (long) v.length);
            case EngineValue.Bit(String digits) -> bits(arena, digits);
            case EngineValue.Date(int days) -> Symbols.CREATE_DATE.asLong(days);
            case EngineValue.Time(long micros) -> Symbols.CREATE_TIME.asLong(micros);
            case EngineValue.TimeNanos(long nanos) -> Symbols.CREATE_TIME_NS.asLong(nanos);
            case EngineValue.TimeTz(long micros, int offset) ->
                    Symbols.CREATE_TIME_TZ.asLong(timeTz(micros, offset));
            case EngineValue.Timestamp(long micros) -> Symbols.CREATE_TIMESTAMP.asLong(micros);
            case EngineValue.TimestampNanos(long nanos) ->
                    Symbols.CREATE_TIMESTAMP_NS.asLong(nanos);
            case EngineValue.TimestampTz(long micros) -> Symbols.CREATE_TIMESTAMP_TZ.asLong(micros);
            case EngineValue.Interval(int months, int days, long micros) -> {
                MemorySegment interval = arena.allocate(Symbols.INTERVAL);
                interval.set(ValueLayout.JAVA_INT, 0, months);
                interval.set(ValueLayout.JAVA_INT, 4, days);
                interval.set(ValueLayout.JAVA_LONG, 8, micros);
                yield Symbols.CREATE_INTERVAL.asLong(interval);
            }
            case EngineValue.Uuid(long most, long least) ->
                    Symbols.CREATE_UUID.asLong(pair(arena, least, most));
            case EngineValue.ListOf(EngineType element, List<EngineValue> items) ->
                    several(arena, Symbols.CREATE_LIST, element, items);
            case EngineValue.ArrayOf(EngineType element, List<EngineValue> items) ->
                    several(arena, Symbols.CREATE_ARRAY, element, items);
            case EngineValue.StructOf struct -> struct(arena, struct);
            case EngineValue.MapOf map -> map(arena, map);
        };
    }

    private static long text(Arena arena, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Symbols.CREATE_VARCHAR.asLong(copied(arena, utf8), (long) utf8.length);
    }

    private static long copied(Arena arena, byte[] bytes) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes).address();
    }

    private static MemorySegment pair(Arena arena, long low, long high) {
        MemorySegment pair = arena.allocate(Symbols.HUGEINT);
        pair.setAtIndex(ValueLayout.JAVA_LONG, 0, low);
        pair.setAtIndex(ValueLayout.JAVA_LONG, 1, high);
        return pair;
    }

    private static MemorySegment pair(Arena arena, BigInteger value) {
        return pair(arena, value.longValue(), value.shiftRight(64).longValue());
    }

    private static long hugeint(Arena arena, BigInteger value) {
        if (value.bitLength() < 128) {
            return Symbols.CREATE_HUGEINT.asLong(pair(arena, value));
        }
        if (value.bitLength() == 128 && value.signum() > 0) {
            return Symbols.CREATE_UHUGEINT.asLong(pair(arena, value));
        }
        byte[] magnitude = unsigned(value.abs());
        MemorySegment bignum = arena.allocate(Symbols.BIGNUM);
        bignum.set(ValueLayout.JAVA_LONG, 0, copied(arena, magnitude));
        bignum.set(ValueLayout.JAVA_LONG, 8, magnitude.length);
        bignum.set(ValueLayout.JAVA_BYTE, 16, (byte) (value.signum() < 0 ? 1 : 0));
        return Symbols.CREATE_BIGNUM.asLong(bignum);
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 && bytes.length > 1
                ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length)
                : bytes;
    }

    private static long decimal(Arena arena, BigDecimal value) {
        BigDecimal scaled = value.scale() < 0 ? value.setScale(0) : value;
        int width = Math.max(scaled.precision(), scaled.scale());
        if (width > MAX_DECIMAL_DIGITS) {
            throw new EngineException(
                    ErrorKind.OUT_OF_RANGE,
                    "A decimal has at most " + MAX_DECIMAL_DIGITS + " digits, not " + width);
        }
        MemorySegment decimal = arena.allocate(Symbols.DECIMAL);
        decimal.set(ValueLayout.JAVA_BYTE, 0, (byte) width);
        decimal.set(ValueLayout.JAVA_BYTE, 1, (byte) scaled.scale());
        BigInteger unscaled = scaled.unscaledValue();
        decimal.set(ValueLayout.JAVA_LONG, 8, unscaled.longValue());
        decimal.set(ValueLayout.JAVA_LONG, 16, unscaled.shiftRight(64).longValue());
        return Symbols.CREATE_DECIMAL.asLong(decimal);
    }

    static long timeTz(long micros, int offsetSeconds) {
        return micros << TIME_TZ_OFFSET_BITS | (MAX_OFFSET_SECONDS - offsetSeconds);
    }

    /** A byte with the number of padding bits, then the bits, the padding set, first. */
    private static long bits(Arena arena, String digits) {
        int bytes = (digits.length() + 7) / 8;
        int padding = bytes * 8 - digits.length();
        byte[] form = new byte[bytes + 1];
        form[0] = (byte) padding;
        for (int i = 0; i < bytes * 8; i++) {
            if (i < padding || digits.charAt(i - padding) == '1') {
                form[1 + i / 8] |= (byte) (0x80 >> i % 8);
            }
        }
        MemorySegment struct = arena.allocate(Symbols.BYTES);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 0, copied(arena, form));
        struct.setAtIndex(ValueLayout.JAVA_LONG, 1, form.length);
        return Symbols.CREATE_BIT.asLong(struct);
    }

    private static long several(
            Arena arena, NativeCall create, EngineType element, List<EngineValue> items) {
        long type = LogicalTypes.create(element);
        try (Created created = new Created(arena, items)) {
            return made(create.asLong(type, created.address(), (long) items.size()));
        } finally {
            LogicalTypes.destroy(type);
        }
    }

    private static long struct(Arena arena, EngineValue.StructOf struct) {
        long type = LogicalTypes.create(struct.type());
        try (Created created = new Created(arena, struct.values())) {
            return made(Symbols.CREATE_STRUCT.asLong(type, created.address()));
        } finally {
            LogicalTypes.destroy(type);
        }
    }

    private static long map(Arena arena, EngineValue.MapOf map) {
        List<EngineValue> keys = map.entries().stream().map(Map.Entry::getKey).toList();
        List<EngineValue> values = map.entries().stream().map(Map.Entry::getValue).toList();
        long type = LogicalTypes.create(map.type());
        try (Created createdKeys = new Created(arena, keys);
                Created createdValues = new Created(arena, values)) {
            return made(
                    Symbols.CREATE_MAP.asLong(
                            type,
                            createdKeys.address(),
                            createdValues.address(),
                            (long) keys.size()));
        } finally {
            LogicalTypes.destroy(type);
        }
    }

    private static long made(long handle) {
        if (handle == 0) {
            throw new EngineException(
                    ErrorKind.INVALID_INPUT, "The engine refuses the parts of a nested value");
        }
        return handle;
    }

    /** An array of handles, destroyed when closed. */
    private record Created(List<Long> handles, long address) implements AutoCloseable {
        Created(Arena arena, List<EngineValue> values) {
            this(arena, createAll(arena, values));
        }

        private Created(Arena arena, long[] handles) {
            this(
                    java.util.Arrays.stream(handles).boxed().toList(),
                    arena.allocateFrom(ValueLayout.JAVA_LONG, handles).address());
        }

        @Override
        public void close() {
            handles.forEach(Values::destroy);
        }
    }

    private static long[] createAll(Arena arena, List<EngineValue> values) {
        long[] handles = new long[values.size()];
        int created = 0;
        try {
            for (EngineValue value : values) {
                handles[created] = create(arena, value);
                created++;
            }
            return handles;
        } catch (RuntimeException e) {
            for (int i = 0; i < created; i++) {
                destroy(handles[i]);
            }
            throw e;
        }
    }

    static void destroy(long handle) {
        try (Arena arena = Arena.ofConfined()) {
            Symbols.DESTROY_VALUE.run(arena.allocateFrom(ValueLayout.JAVA_LONG, handle).address());
        }
    }

    /** The texts of a list value, which is destroyed. */
    static List<String> takeTexts(long list) {
        if (list == 0) {
            return List.of();
        }
        try {
            int size = Math.toIntExact(Symbols.LIST_VALUE_SIZE.asLong(list));
            List<String> texts = new ArrayList<>(size);
            for (long i = 0; i < size; i++) {
                long item = Symbols.LIST_VALUE_CHILD.asLong(list, i);
                try {
                    String text = NativeMemory.takeCString(Symbols.GET_VARCHAR.asLong(item));
                    texts.add(text == null ? "" : text);
                } finally {
                    destroy(item);
                }
            }
            return List.copyOf(texts);
        } finally {
            destroy(list);
        }
    }
}
