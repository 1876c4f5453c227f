package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many decimals PostgreSQL shows of a numeric that has no scale of its own. The engine's
 * decimals of these names hold {@link #scale} decimals; how many count follows from each value.
 */
public enum NumericScale {
    /** A quotient: sixteen significant digits or more, in steps of four. */
    QUOTIENT("pg_quotient", 24),
    /** As a quotient, but a zero has no decimals. */
    VARIANCE("pg_variance", 24),
    /** The root of a variance, with the variance's decimals. */
    DEVIATION("pg_deviation", 24),
    /** As many as are not zero. */
    TRIMMED("pg_trimmed", 18);

    public static final int WIDTH = 38;

    /** Of DECIMAL(38,10), which a numeric without precision is stored as. */
    private static final int UNCONSTRAINED_SCALE = 10;

    /** Significant digits of a quotient at least. */
    private static final int DIGITS = 16;

    /** PostgreSQL counts in digits to the base of 10,000. */
    private static final int STEP = 4;

    private static final int ZERO_QUOTIENT = DIGITS + STEP;

    private final String alias;
    private final int scale;

    NumericScale(String alias, int scale) {
        this.alias = alias;
        this.scale = scale;
    }

    /** Decimals that the engine holds; the rest of 38 digits stands before them. */
    public int scale() {
        return scale;
    }

    /** The name of the engine's type. */
    public String alias() {
        return alias;
    }

    /** Null for a decimal whose values all have its own scale. */
    static @Nullable NumericScale of(EngineType.Decimal type) {
        return type.width() == WIDTH && type.scale() == UNCONSTRAINED_SCALE && type.alias() == null
                ? TRIMMED
                : ofAlias(type.alias());
    }

    public static @Nullable NumericScale ofAlias(@Nullable String alias) {
        if (alias != null) {
            for (NumericScale each : values()) {
                if (each.alias.equals(alias)) {
                    return each;
                }
            }
        }
        return null;
    }

    /** The value with as many decimals as PostgreSQL has of it. */
    public BigDecimal shown(BigInteger unscaled, int scale) {
        return shown(new BigDecimal(unscaled, scale));
    }

    public BigDecimal shown(BigDecimal value) {
        BigDecimal plain = plain(value);
        return plain.setScale(Math.max(decimals(plain), plain.scale()));
    }

    private int decimals(BigDecimal plain) {
        return switch (this) {
            case TRIMMED -> plain.scale();
            case QUOTIENT -> plain.signum() == 0 ? ZERO_QUOTIENT : ofQuotient(plain, plain);
            case VARIANCE -> plain.signum() == 0 ? 0 : ofQuotient(plain, plain);
            case DEVIATION -> plain.signum() == 0 ? 0 : ofQuotient(plain.multiply(plain), plain);
        };
    }

    /**
     * PostgreSQL takes four decimals more when the first digits of dividend and divisor are the
     * same. That is known here of a power of 10,000, and of a value that needs them.
     */
    private static int ofQuotient(BigDecimal quotient, BigDecimal shown) {
        int decimals = Math.max(0, DIGITS - STEP * weight(quotient));
        boolean more = shown.scale() > decimals || isPowerOfBase(quotient);
        return more ? Math.max(decimals + STEP, shown.scale()) : decimals;
    }

    private static boolean isPowerOfBase(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.unscaledValue().abs().equals(BigInteger.ONE)
                && stripped.scale() % STEP == 0;
    }

    private static BigDecimal plain(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The place of the first digit to the base of 10,000: 0 for 1 to 9999. */
    public static int weight(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, STEP);
    }
}
