package dev.duckspace.gateway.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** One value handed to the engine or, the slow way, read from it. */
public sealed interface EngineValue {
    record Null() implements EngineValue {}

    record Bool(boolean value) implements EngineValue {}

    /** Any integer of up to 64 bits, bound as a BIGINT: the engine casts it to what it needs. */
    record Int(long value) implements EngineValue {}

    /** An integer of any size: HUGEINT, UHUGEINT or, beyond 128 bits, BIGNUM. */
    record Hugeint(BigInteger value) implements EngineValue {}

    /** Up to 38 digits with a scale of 0 to 38. */
    record Decimal(BigDecimal value) implements EngineValue {}

    record Float32(float value) implements EngineValue {}

    record Float64(double value) implements EngineValue {}

    record Text(String value) implements EngineValue {}

    /** The array is not copied: its maker does not change it any more. */
    record Blob(byte[] value) implements EngineValue {}

    /** Bits as a text of 0 and 1. */
    record Bit(String digits) implements EngineValue {}

    /** Days since 1970-01-01; Integer.MAX_VALUE is infinity, its negative is -infinity. */
    record Date(int days) implements EngineValue {}

    /** Since midnight. */
    record Time(long micros) implements EngineValue {}

    /** Since midnight. */
    record TimeNanos(long nanos) implements EngineValue {}

    /** Local time since midnight, and its offset in seconds east of UTC. */
    record TimeTz(long micros, int offsetSeconds) implements EngineValue {}

    /** Since 1970-01-01 00:00:00; Long.MAX_VALUE is infinity, its negative is -infinity. */
    record Timestamp(long micros) implements EngineValue {}

    /** Since 1970-01-01 00:00:00. */
    record TimestampNanos(long nanos) implements EngineValue {}

    /** Since 1970-01-01 00:00:00 UTC. */
    record TimestampTz(long micros) implements EngineValue {}

    record Interval(int months, int days, long micros) implements EngineValue {}

    record Uuid(long mostSignificant, long leastSignificant) implements EngineValue {}

    record ListOf(EngineType element, List<EngineValue> items) implements EngineValue {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    record ArrayOf(EngineType element, List<EngineValue> items) implements EngineValue {
        public ArrayOf {
            items = List.copyOf(items);
        }
    }

    record StructOf(EngineType.Struct type, List<EngineValue> values) implements EngineValue {
        public StructOf {
            values = List.copyOf(values);
        }
    }

    /** Entries in their order. */
    record MapOf(EngineType.MapOf type, List<Map.Entry<EngineValue, EngineValue>> entries)
            implements EngineValue {
        public MapOf {
            entries = List.copyOf(entries);
        }
    }
}
