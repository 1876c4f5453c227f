package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The range types, by what their bounds are. Bounds are Long (of dates the days, of timestamps the
 * microseconds since 1970) or, of numrange, BigDecimal.
 */
@SuppressWarnings("ImmutableEnumChecker") // PgType is a record of values
public enum RangeKind {
    INT4(PgType.INT4RANGE, PgType.INT4MULTIRANGE, PgType.INT4, true),
    INT8(PgType.INT8RANGE, PgType.INT8MULTIRANGE, PgType.INT8, true),
    NUM(PgType.NUMRANGE, PgType.NUMMULTIRANGE, PgType.NUMERIC, false),
    TS(PgType.TSRANGE, PgType.TSMULTIRANGE, PgType.TIMESTAMP, false),
    TSTZ(PgType.TSTZRANGE, PgType.TSTZMULTIRANGE, PgType.TIMESTAMPTZ, false),
    DATE(PgType.DATERANGE, PgType.DATEMULTIRANGE, PgType.DATE, true);

    private final PgType range;
    private final PgType multirange;
    private final PgType element;
    private final boolean discrete;

    RangeKind(PgType range, PgType multirange, PgType element, boolean discrete) {
        this.range = range;
        this.multirange = multirange;
        this.element = element;
        this.discrete = discrete;
    }

    public PgType range() {
        return range;
    }

    public PgType multirange() {
        return multirange;
    }

    public PgType element() {
        return element;
    }

    /** Whether there is a next value: then ranges are written {@code [a,b)}. */
    public boolean discrete() {
        return discrete;
    }

    Object parse(String text, TextSettings settings) {
        EngineValue value = ParameterDecoder.decodeText(element.oid(), text, settings);
        return switch (value) {
            case EngineValue.Int(long number) -> number;
            case EngineValue.Date(int days) -> (long) days;
            case EngineValue.Timestamp(long micros) -> micros;
            case EngineValue.TimestampTz(long micros) -> micros;
            case EngineValue.Decimal(BigDecimal decimal) -> decimal;
            default -> throw new IllegalStateException("a bound of " + element.name());
        };
    }

    String format(Object bound, TextSettings settings) {
        return switch (this) {
            case INT4, INT8 -> bound.toString();
            case NUM -> ((BigDecimal) bound).toPlainString();
            case TS -> WrittenText.timestamp((Long) bound);
            case TSTZ -> WrittenText.timestampTz((Long) bound, settings);
            case DATE -> WrittenText.date(((Long) bound).intValue());
        };
    }

    /** The value behind a discrete one. */
    Object next(Object bound) {
        long value = (Long) bound;
        boolean infinite = this == DATE && EngineTime.isInfinite((int) value);
        if (infinite) {
            return bound;
        }
        boolean last =
                switch (this) {
                    case INT4 -> value == Integer.MAX_VALUE;
                    case INT8 -> value == Long.MAX_VALUE;
                    case DATE -> value + 1 >= DateTimeInput.END_DAY;
                    case NUM, TS, TSTZ -> false;
                };
        if (last) {
            throw this == DATE
                    ? new PgException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range")
                    : new PgException(
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                            element.sqlName() + " out of range");
        }
        return value + 1;
    }

    int compare(Object a, Object b) {
        return this == NUM
                ? ((BigDecimal) a).compareTo((BigDecimal) b)
                : Long.compare((Long) a, (Long) b);
    }

    /** The form in binary messages. */
    byte[] send(Object bound) {
        return switch (this) {
            case INT4 -> bytes((Long) bound, Integer.BYTES);
            case INT8 -> bytes((Long) bound, Long.BYTES);
            case DATE -> bytes((Long) bound - 10_957, Integer.BYTES);
            case TS, TSTZ ->
                    bytes(
                            EngineTime.isInfinite((Long) bound)
                                    ? (Long) bound
                                    : (Long) bound - 946_684_800_000_000L,
                            Long.BYTES);
            case NUM -> NumericBytes.of((BigDecimal) bound);
        };
    }

    Object receive(byte[] binary) {
        EngineValue value = BinaryInput.decode(element, binary, 1);
        return switch (value) {
            case EngineValue.Int(long number) -> number;
            case EngineValue.Date(int days) -> (long) days;
            case EngineValue.Timestamp(long micros) -> micros;
            case EngineValue.TimestampTz(long micros) -> micros;
            case EngineValue.Decimal(BigDecimal decimal) -> decimal;
            default -> Objects.requireNonNull(null, "a bound of " + element.name());
        };
    }

    private static byte[] bytes(long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >> (8 * (width - 1 - i)));
        }
        return bytes;
    }
}
