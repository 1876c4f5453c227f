package dev.duckspace.admin.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace may be given.
 *
 * @param sizeDefaultGb GB of 10^9 bytes, as {@code sizeLargestGb}
 */
public record WorkspaceLimits(
        int workspacesPerProject,
        int ttlDefaultHours,
        int ttlLongestHours,
        int sizeDefaultGb,
        int sizeLargestGb) {

    private static final BigDecimal BYTES_PER_GB = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal SIZE_SMALLEST_GB = new BigDecimal("0.001");

    /** The hours to live that are asked for, or the default. */
    int ttlHours(@Nullable Integer hours) {
        int asked = hours == null ? ttlDefaultHours : hours;
        if (asked < 1 || asked > ttlLongestHours) {
            throw ProblemException.invalid(
                    "ttl_hours is a whole number from 1 to " + ttlLongestHours + ", not " + asked);
        }
        return asked;
    }

    /** The size limit that is asked for, or the default, in bytes. */
    long sizeLimitBytes(@Nullable BigDecimal gigabytes) {
        BigDecimal asked = gigabytes == null ? BigDecimal.valueOf(sizeDefaultGb) : gigabytes;
        if (asked.compareTo(SIZE_SMALLEST_GB) < 0
                || asked.compareTo(BigDecimal.valueOf(sizeLargestGb)) > 0) {
            throw ProblemException.invalid(
                    "size_limit_gb is a number from "
                            + SIZE_SMALLEST_GB
                            + " to "
                            + sizeLargestGb
                            + ", not "
                            + (asked.precision() > 30 ? "that" : asked.toString()));
        }
        return asked.multiply(BYTES_PER_GB).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /** Bytes as GB, without trailing zeros. */
    public static BigDecimal gigabytes(long bytes) {
        BigDecimal exact = BigDecimal.valueOf(bytes).divide(BYTES_PER_GB, 6, RoundingMode.HALF_UP);
        BigDecimal shortest = exact.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
