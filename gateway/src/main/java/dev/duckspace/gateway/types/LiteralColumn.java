package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.EngineValue;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column that takes the values of an INSERT as PostgreSQL assigns them: literals of numbers,
 * booleans and strings, and parameters. What a column does not say that it takes is for the engine.
 */
public final class LiteralColumn {
    /** What a column is to a literal. */
    private enum Family {
        INTEGER,
        DECIMAL,
        FLOAT,
        STRING,
        BOOLEAN,
        /** Takes strings of its type only. */
        OTHER
    }

    private static final Set<TypeId> OTHERS =
            EnumSet.of(
                    TypeId.BLOB,
                    TypeId.DATE,
                    TypeId.TIME,
                    TypeId.TIMETZ,
                    TypeId.TIMESTAMP,
                    TypeId.TIMESTAMPTZ,
                    TypeId.INTERVAL,
                    TypeId.UUID);

    /** Dates and times that follow from when they are read. */
    public static final List<String> WORDS =
            List.of("now", "today", "tomorrow", "yesterday", "allballs");

    private static final Set<TypeId> TIMES =
            EnumSet.of(
                    TypeId.DATE, TypeId.TIME, TypeId.TIMETZ, TypeId.TIMESTAMP, TypeId.TIMESTAMPTZ);

    private static final Set<Integer> INTEGERS =
            Set.of(PgType.INT2.oid(), PgType.INT4.oid(), PgType.INT8.oid());
    private static final Set<Integer> STRINGS =
            Set.of(PgType.TEXT.oid(), PgType.VARCHAR.oid(), PgType.UNKNOWN.oid());

    private static final int MAX_PLAIN_DIGITS = 18;

    private final Family family;
    private final EngineType type;
    private final PgType named;
    private final FieldReader reader;

    private LiteralColumn(Family family, EngineType type, TextSettings settings) {
        this.family = family;
        this.type = type;
        this.named = PgColumnType.of(type).type();
        this.reader = FieldReader.of(type, named, settings);
    }

    /** Empty for a type whose values the engine has to make. */
    public static Optional<LiteralColumn> of(EngineType type, TextSettings settings) {
        Family family = family(type);
        return family == null || !VectorValues.canWrite(type)
                ? Optional.empty()
                : Optional.of(new LiteralColumn(family, type, settings));
    }

    private static @Nullable Family family(EngineType type) {
        return switch (type) {
            case EngineType.Decimal _ -> Family.DECIMAL;
            case EngineType.EnumOf _, EngineType.ListOf _ -> Family.OTHER;
            case EngineType.Scalar scalar -> ofScalar(scalar);
            case EngineType.ArrayOf _,
                    EngineType.Struct _,
                    EngineType.MapOf _,
                    EngineType.UnionOf _ ->
                    null;
        };
    }

    private static @Nullable Family ofScalar(EngineType.Scalar type) {
        String alias = type.alias();
        if (alias != null && LengthType.ofAlias(alias).isEmpty()) {
            return Family.OTHER;
        }
        return switch (type.id()) {
            case SMALLINT, INTEGER, BIGINT -> Family.INTEGER;
            case FLOAT, DOUBLE -> Family.FLOAT;
            case VARCHAR -> Family.STRING;
            case BOOLEAN -> Family.BOOLEAN;
            default -> OTHERS.contains(type.id()) ? Family.OTHER : null;
        };
    }

    /** The engine's type. */
    public EngineType type() {
        return type;
    }

    /** What PostgreSQL calls the column's type. */
    public PgType named() {
        return named;
    }

    public boolean takesNumbers() {
        return family != Family.BOOLEAN && family != Family.OTHER;
    }

    public boolean takesBooleans() {
        return family == Family.BOOLEAN || family == Family.STRING;
    }

    /**
     * Whether values of a type are assigned without a change.
     *
     * @param oid 0 when the client leaves it open
     */
    public boolean takes(int oid) {
        if (isEnum()) {
            return false;
        }
        if (oid == 0 || oid == named.oid() || oid == PgType.UNKNOWN.oid()) {
            return true;
        }
        return switch (family) {
            case STRING -> STRINGS.contains(oid);
            case INTEGER, DECIMAL -> INTEGERS.contains(oid);
            case FLOAT, BOOLEAN, OTHER -> false;
        };
    }

    /** Whether an error is of a value that was read, but does not fit its column. */
    public static boolean isOfFit(PgException error) {
        return error.sqlState() == SqlState.STRING_DATA_RIGHT_TRUNCATION
                || (error.sqlState() == SqlState.NUMERIC_VALUE_OUT_OF_RANGE
                        && error.info().detail() != null);
    }

    /**
     * Whether some strings are for the engine: {@link #WORDS} as dates and times, and labels that
     * an enum does not have, since its name is not known here.
     */
    public boolean leavesSome() {
        String alias = type.alias();
        return isEnum()
                || (TIMES.contains(type.id())
                        && (alias == null || TimeType.ofAlias(alias).isPresent()));
    }

    public boolean isEnum() {
        return type instanceof EngineType.EnumOf;
    }

    public boolean hasLabel(String text) {
        return type instanceof EngineType.EnumOf labels && labels.labels().contains(text);
    }

    /** Whether a string under an explicit cast is assigned as one without. */
    public boolean takesCast(int oid) {
        return oid == named.oid() || (family == Family.STRING && STRINGS.contains(oid));
    }

    /**
     * A string of no type of its own.
     *
     * @throws PgException as the type's input function, or 22001 and 22003 by {@link #isOfFit}
     */
    public void text(byte[] bytes, int length, WritableVector vector, int row) {
        reader.read(bytes, 0, length, vector, row);
    }

    public void bool(boolean value, WritableVector vector, int row) {
        if (family == Family.BOOLEAN) {
            vector.setByte(row, (byte) (value ? 1 : 0));
        } else {
            text(Boolean.toString(value), vector, row);
        }
    }

    /**
     * A number of at most 38 digits behind a sign or none, with a point among them or not.
     *
     * @return false when {@link #integer} or {@link #numeric} has to be asked
     * @throws PgException 22003
     */
    public boolean number(byte[] bytes, int from, int to, WritableVector vector, int row) {
        return switch (family) {
            case INTEGER -> whole(bytes, from, to, vector, row);
            case FLOAT -> {
                double value = NumberReader.Doubles.ofText(bytes, from, to);
                boolean plain = type.id() == TypeId.DOUBLE && !Double.isNaN(value);
                if (plain) {
                    // Numbers have no negative zero.
                    vector.setDouble(row, value == 0 ? 0 : value);
                }
                yield plain;
            }
            case DECIMAL -> {
                reader.read(bytes, from, to, vector, row);
                yield true;
            }
            case STRING, BOOLEAN, OTHER -> false;
        };
    }

    private boolean whole(byte[] bytes, int from, int to, WritableVector vector, int row) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        long value =
                to - first <= MAX_PLAIN_DIGITS ? Digits.readLong(bytes, first, to - first) : -1;
        if (value >= 0) {
            setInteger(negative ? -value : value, vector, row);
        }
        return value >= 0;
    }

    /**
     * A whole number.
     *
     * @throws PgException 22003
     */
    public void integer(long value, WritableVector vector, int row) {
        switch (family) {
            case INTEGER -> setInteger(value, vector, row);
            case FLOAT -> setFloat((double) value, (float) value, vector, row);
            case DECIMAL, STRING -> text(Long.toString(value), vector, row);
            case BOOLEAN, OTHER -> throw noNumber();
        }
    }

    /**
     * A number with decimals, or of many digits.
     *
     * @throws PgException 22003
     */
    public void numeric(BigDecimal value, WritableVector vector, int row) {
        switch (family) {
            case INTEGER -> {
                BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
                if (whole.unscaledValue().bitLength() > 63) {
                    throw InputErrors.numberOutOfRange(named.sqlName());
                }
                setInteger(whole.longValueExact(), vector, row);
            }
            case FLOAT -> setFloat(value.doubleValue(), value.floatValue(), vector, row);
            case DECIMAL -> VectorValues.write(vector, row, new EngineValue.Decimal(value));
            case STRING -> text(value.toPlainString(), vector, row);
            case BOOLEAN, OTHER -> throw noNumber();
        }
    }

    /** The value of a parameter of a type that the column {@link #takes}. */
    public void value(EngineValue value, WritableVector vector, int row) {
        switch (value) {
            case EngineValue.Int(long number) when family == Family.INTEGER ->
                    setInteger(number, vector, row);
            case EngineValue.Text(String text) -> text(text, vector, row);
            default -> VectorValues.write(vector, row, value);
        }
    }

    private IllegalStateException noNumber() {
        return new IllegalStateException(named.sqlName() + " takes no numbers");
    }

    private void text(String text, WritableVector vector, int row) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reader.read(bytes, 0, bytes.length, vector, row);
    }

    private void setFloat(double wide, float narrow, WritableVector vector, int row) {
        if (type.id() == TypeId.DOUBLE) {
            vector.setDouble(row, wide);
        } else {
            vector.setFloat(row, narrow);
        }
    }

    private void setInteger(long value, WritableVector vector, int row) {
        switch (type.id()) {
            case SMALLINT -> {
                requireSame(value, (short) value);
                vector.setShort(row, (short) value);
            }
            case INTEGER -> {
                int narrow = (int) value;
                requireSame(value, narrow);
                vector.setInt(row, narrow);
            }
            default -> vector.setLong(row, value);
        }
    }

    private void requireSame(long value, long narrow) {
        if (value != narrow) {
            throw InputErrors.numberOutOfRange(named.sqlName());
        }
    }
}
