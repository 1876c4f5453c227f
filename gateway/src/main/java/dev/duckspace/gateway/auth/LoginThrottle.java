package dev.duckspace.gateway.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows down, then stops, who keeps failing to log in. Failures are counted in windows of fixed
 * length that start with the first failure: for each pair of address and user, so that one user's
 * mistakes do not lock out another, and for each address, so that trying many users does not pay.
 * An IPv6 address counts as its /64 network, of which one client has all.
 *
 * <p>Thread: any.
 */
public final class LoginThrottle {
    private static final int DOUBLINGS_MAX = 20;

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Map<UserKey, Failures> byUser;
    private final Map<AddressKey, Failures> byAddress;

    /**
     * @param freeFailures failures of a user and address that are answered without delay
     * @param firstDelay of the answer to the next failure; doubles with each further one
     * @param userFailuresMax in a window, for one user from one address; then refused
     * @param addressFailuresMax in a window, for one address; then refused
     * @param entriesMax bound on the memory of failures, for each of the two kinds; the oldest are
     *     forgotten first
     */
    public record Limits(
            int freeFailures,
            Duration firstDelay,
            Duration maxDelay,
            int userFailuresMax,
            int addressFailuresMax,
            Duration window,
            int entriesMax) {
        public Limits {
            if (freeFailures < 0
                    || userFailuresMax < 1
                    || addressFailuresMax < 1
                    || entriesMax < 1
                    || firstDelay.isNegative()
                    || maxDelay.compareTo(firstDelay) < 0
                    || !window.isPositive()) {
                throw new IllegalArgumentException("login throttle out of range: " + this);
            }
        }

        public static Limits standard() {
            return new Limits(
                    2,
                    Duration.ofMillis(250),
                    Duration.ofSeconds(4),
                    10,
                    100,
                    Duration.ofMinutes(10),
                    10_000);
        }
    }

    /** The part of an address that one client cannot choose freely. */
    private record AddressKey(String network) {
        private static final int IPV6_BYTES = 16;
        private static final int NETWORK_BYTES = 8;

        static AddressKey of(InetAddress address) {
            byte[] bytes = address.getAddress();
            byte[] network =
                    bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
            return new AddressKey(Arrays.toString(network));
        }
    }

    private record UserKey(AddressKey address, String username) {}

    private record Failures(int count, long windowStartNanos) {}

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    public LoginThrottle(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.byUser = bounded(limits.entriesMax());
        this.byAddress = bounded(limits.entriesMax());
    }

    private static <K> Map<K, Failures> bounded(int entriesMax) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
                return size() > entriesMax;
            }
        };
    }

    /** How long this client has to wait before it may try again; empty when it may now. */
    synchronized Optional<Duration> refusal(InetAddress address, String username) {
        long now = nanoTime.getAsLong();
        AddressKey addressKey = AddressKey.of(address);
        Optional<Duration> user =
                refusal(
                        byUser.get(new UserKey(addressKey, username)),
                        limits.userFailuresMax(),
                        now);
        return user.isPresent()
                ? user
                : refusal(byAddress.get(addressKey), limits.addressFailuresMax(), now);
    }

    /** Counts a wrong password and says for how long its answer is to be held back. */
    synchronized Duration failed(InetAddress address, String username) {
        long now = nanoTime.getAsLong();
        AddressKey addressKey = AddressKey.of(address);
        count(byAddress, addressKey, now);
        return delay(count(byUser, new UserKey(addressKey, username), now));
    }

    /** Forgets the user's mistakes; those of the address stand, or one account would clear them. */
    synchronized void succeeded(InetAddress address, String username) {
        byUser.remove(new UserKey(AddressKey.of(address), username));
    }

    private <K> int count(Map<K, Failures> failures, K key, long now) {
        Failures before = failures.remove(key);
        Failures after =
                before == null || isOver(before, now)
                        ? new Failures(1, now)
                        : new Failures(before.count() + 1, before.windowStartNanos());
        failures.put(key, after);
        return after.count();
    }

    private Optional<Duration> refusal(@Nullable Failures failures, int max, long now) {
        return failures == null || failures.count() < max || isOver(failures, now)
                ? Optional.empty()
                : Optional.of(limits.window().minusNanos(now - failures.windowStartNanos()));
    }

    private boolean isOver(Failures failures, long now) {
        return now - failures.windowStartNanos() >= limits.window().toNanos();
    }

    private Duration delay(int failures) {
        int doublings = failures - limits.freeFailures() - 1;
        if (doublings < 0) {
            return Duration.ZERO;
        }
        Duration delay = limits.firstDelay().multipliedBy(1L << Math.min(doublings, DOUBLINGS_MAX));
        return delay.compareTo(limits.maxDelay()) < 0 ? delay : limits.maxDelay();
    }
}
