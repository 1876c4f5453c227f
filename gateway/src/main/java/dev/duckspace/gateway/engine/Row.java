package dev.duckspace.gateway.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of one row of a call, each read by its type. What is asked is not NULL. */
public final class Row {
    private final FunctionCall call;
    private final int at;

    Row(FunctionCall call, int at) {
        this.call = call;
        this.at = at;
    }

    /** Of the row in its call, from 0. */
    public int index() {
        return at;
    }

    /** That the row belongs to. */
    public FunctionCall call() {
        return call;
    }

    public int count() {
        return call.arguments().size();
    }

    public EngineType type(int argument) {
        return call.argument(argument).type();
    }

    public boolean isNull(int argument) {
        return call.argument(argument).isNull(at);
    }

    /** A VARCHAR or an enum's label. */
    public String text(int argument) {
        ColumnVector vector = call.argument(argument);
        return vector.type() instanceof EngineType.EnumOf labels
                ? labels.labels().get(vector.enumIndexAt(at))
                : vector.textAt(at);
    }

    /** A BLOB, or the engine's form of a BIT. */
    public byte[] bytes(int argument) {
        return call.argument(argument).bytesAt(at);
    }

    public boolean bool(int argument) {
        return call.argument(argument).byteAt(at) != 0;
    }

    /** An INTEGER; a DATE's days since 1970-01-01, Integer.MAX_VALUE and its negative infinite. */
    public int integer(int argument) {
        return call.argument(argument).intAt(at);
    }

    /** Any integer of up to 64 bits; microseconds of TIME, TIMESTAMP, TIMESTAMPTZ. */
    public long number(int argument) {
        ColumnVector vector = call.argument(argument);
        return switch (vector.type().id()) {
            case TINYINT -> vector.byteAt(at);
            case UTINYINT -> vector.byteAt(at) & 0xFF;
            case SMALLINT -> vector.shortAt(at);
            case USMALLINT -> vector.shortAt(at) & 0xFFFF;
            case INTEGER, DATE -> vector.intAt(at);
            case UINTEGER -> vector.intAt(at) & 0xFFFF_FFFFL;
            default -> vector.longAt(at);
        };
    }

    /** A DOUBLE or FLOAT. */
    public double real(int argument) {
        ColumnVector vector = call.argument(argument);
        return vector.type().id() == TypeId.FLOAT ? vector.floatAt(at) : vector.doubleAt(at);
    }

    public float float32(int argument) {
        return call.argument(argument).floatAt(at);
    }

    /** Any integer. */
    public BigInteger integral(int argument) {
        ColumnVector vector = call.argument(argument);
        return switch (vector.type().id()) {
            case HUGEINT, UHUGEINT, UBIGINT, BIGNUM -> vector.bigIntegerAt(at);
            default -> BigInteger.valueOf(number(argument));
        };
    }

    /** Any integer or decimal, with the type's scale. */
    public BigDecimal decimal(int argument) {
        ColumnVector vector = call.argument(argument);
        if (vector.type() instanceof EngineType.Decimal decimal) {
            return decimal.byteWidth() <= Long.BYTES
                    ? BigDecimal.valueOf(vector.unscaledLongAt(at), decimal.scale())
                    : new BigDecimal(vector.bigIntegerAt(at), decimal.scale());
        }
        return new BigDecimal(integral(argument));
    }

    public EngineValue.Interval interval(int argument) {
        return (EngineValue.Interval) value(argument);
    }

    /** The elements of a list or array; NULL elements are {@link EngineValue.Null}. */
    public List<EngineValue> list(int argument) {
        return switch (value(argument)) {
            case EngineValue.ListOf list -> list.items();
            case EngineValue.ArrayOf array -> array.items();
            default -> throw new IllegalStateException(type(argument) + " is no list");
        };
    }

    /** A value of any type, the slow way. */
    public EngineValue value(int argument) {
        return call.argument(argument).valueAt(at);
    }

    /** See {@link FunctionCall#isInterrupted}. */
    public boolean isInterrupted() {
        return call.isInterrupted();
    }

    /** See {@link FunctionCall#setting}. */
    public @Nullable String setting(String name) {
        return call.setting(name);
    }
}
