package dev.duckspace.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoginThrottleTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final InetAddress HERE = address("192.0.2.1");
    private static final InetAddress THERE = address("192.0.2.2");

    /** Near the overflow of its clock, as System.nanoTime may be. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    private final LoginThrottle throttle = throttle(3, 5, 100);

    @Test
    void a_user_is_refused_after_too_many_failures_until_the_window_ends() {
        fail(HERE, "alice", 2);
        assertThat(throttle.refusal(HERE, "alice")).isEmpty();
        pass(Duration.ofMinutes(4));
        fail(HERE, "alice", 1);
        assertThat(throttle.refusal(HERE, "alice")).contains(Duration.ofMinutes(6));
        pass(Duration.ofMinutes(6));
        assertThat(throttle.refusal(HERE, "alice")).isEmpty();
        assertThat(throttle.failed(HERE, "alice")).isZero();
    }

    @Test
    void others_are_not_locked_out_by_one_users_mistakes() {
        fail(HERE, "alice", 3);
        assertThat(throttle.refusal(HERE, "bob")).isEmpty();
        assertThat(throttle.refusal(THERE, "alice")).isEmpty();
    }

    @Test
    void trying_many_users_from_one_address_does_not_pay() {
        for (int user = 0; user < 5; user++) {
            fail(HERE, "user" + user, 1);
        }
        assertThat(throttle.refusal(HERE, "carol")).contains(WINDOW);
        assertThat(throttle.refusal(THERE, "carol")).isEmpty();
    }

    @Test
    void an_ipv6_client_is_its_network() {
        for (int host = 1; host <= 5; host++) {
            fail(address("2001:db8:0:1::" + host), "user" + host, 1);
        }
        assertThat(throttle.refusal(address("2001:db8:0:1:ffff::1"), "alice")).isPresent();
        assertThat(throttle.refusal(address("2001:db8:0:2::1"), "alice")).isEmpty();
    }

    @Test
    void success_forgives_the_user_but_not_the_address() {
        fail(HERE, "alice", 2);
        throttle.succeeded(HERE, "alice");
        fail(HERE, "alice", 2);
        assertThat(throttle.refusal(HERE, "alice")).isEmpty();
        fail(HERE, "bob", 1);
        assertThat(throttle.refusal(HERE, "alice")).isPresent();
    }

    @Test
    void delays_double_up_to_their_maximum() {
        LoginThrottle patient = throttle(1_000, 1_000, 100);
        assertThat(patient.failed(HERE, "alice")).isZero();
        assertThat(patient.failed(HERE, "alice")).isEqualTo(Duration.ofMillis(100));
        assertThat(patient.failed(HERE, "alice")).isEqualTo(Duration.ofMillis(200));
        assertThat(patient.failed(HERE, "alice")).isEqualTo(Duration.ofMillis(400));
        for (int failure = 0; failure < 100; failure++) {
            patient.failed(HERE, "alice");
        }
        assertThat(patient.failed(HERE, "alice")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void its_memory_is_bounded_and_the_oldest_failures_are_forgotten_first() {
        LoginThrottle small = throttle(1, 1_000, 2);
        for (String user : new String[] {"a", "b", "c"}) {
            small.failed(HERE, user);
        }
        assertThat(small.refusal(HERE, "a")).isEmpty();
        assertThat(small.refusal(HERE, "b")).isPresent();
        assertThat(small.refusal(HERE, "c")).isPresent();
    }

    @Test
    void limits_out_of_range_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> throttle(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> throttle(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> throttle(1, 1, 0));
    }

    private LoginThrottle throttle(int userMax, int addressMax, int entriesMax) {
        return new LoginThrottle(
                new LoginThrottle.Limits(
                        1,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        userMax,
                        addressMax,
                        WINDOW,
                        entriesMax),
                clock::get);
    }

    private void fail(InetAddress address, String user, int times) {
        for (int failure = 0; failure < times; failure++) {
            throttle.failed(address, user);
        }
    }

    private void pass(Duration duration) {
        clock.addAndGet(duration.toNanos());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
