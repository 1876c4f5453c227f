package dev.duckspace.gateway.functions;

import dev.duckspace.gateway.engine.WritableVector;
import dev.duckspace.gateway.types.NumericScale;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Sets rows of results that hold a quotient's decimals. */
final class WideResult {
    private WideResult() {}

    static void set(WritableVector target, int row, BigDecimal stored) {
        BigInteger unscaled = stored.setScale(NumericScale.QUOTIENT.scale()).unscaledValue();
        target.setLongs(row, unscaled.longValue(), unscaled.shiftRight(Long.SIZE).longValue());
    }
}
