package dev.duckspace.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptsTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final CountDownLatch threeInterrupts = new CountDownLatch(3);
    private final Interrupts interrupts = new Interrupts(timer, threeInterrupts::countDown);

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @Test
    void a_request_is_repeated_until_the_statement_has_ended() throws InterruptedException {
        interrupts.started(Duration.ZERO);
        interrupts.request(InterruptReason.USER_CANCEL);
        assertThat(threeInterrupts.await(10, TimeUnit.SECONDS)).isTrue();
        interrupts.finished();
        assertThat(interrupts.requested()).isEqualTo(InterruptReason.USER_CANCEL);
        interrupts.started(Duration.ZERO);
        assertThat(interrupts.requested()).isNull();
    }

    @Test
    void a_cancel_that_comes_while_nothing_runs_is_forgotten() {
        interrupts.request(InterruptReason.USER_CANCEL);
        interrupts.started(Duration.ZERO);
        interrupts.check();
        assertThat(interrupts.requested()).isNull();
    }

    @Test
    void a_cancel_that_comes_before_a_statement_has_begun_stops_it_and_no_other() {
        assertThat(interrupts.requestNext(() -> true)).isTrue();
        interrupts.started(Duration.ZERO);
        assertThatThrownBy(interrupts::check)
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).isEqualTo(SqlState.QUERY_CANCELED));
        interrupts.finished();
        interrupts.started(Duration.ZERO);
        interrupts.check();
    }

    @Test
    void a_cancel_of_what_was_answered_meanwhile_is_forgotten() {
        assertThat(interrupts.requestNext(() -> true)).isTrue();
        interrupts.answered(() -> {});
        interrupts.started(Duration.ZERO);
        interrupts.check();
    }

    @Test
    void the_statement_timeout_stops_the_statement() throws InterruptedException {
        interrupts.started(Duration.ofMillis(1));
        assertThat(threeInterrupts.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(interrupts::check)
                .isInstanceOfSatisfying(
                        PgException.class,
                        e -> assertThat(e.sqlState()).isEqualTo(SqlState.QUERY_CANCELED))
                .hasMessage("canceling statement due to statement timeout");
    }

    @Test
    void shutdown_outlasts_the_statement_and_outranks_a_cancel() {
        interrupts.started(Duration.ZERO);
        interrupts.request(InterruptReason.USER_CANCEL);
        interrupts.request(InterruptReason.SHUTDOWN);
        interrupts.finished();
        assertThatThrownBy(() -> interrupts.started(Duration.ZERO))
                .hasMessage("terminating connection due to administrator command");
    }

    @Test
    void a_session_that_has_been_ended_begins_no_statement() throws InterruptedException {
        interrupts.request(InterruptReason.CLIENT_LOST);
        assertThatThrownBy(() -> interrupts.started(Duration.ofMillis(1)))
                .hasMessage("connection to client lost");
        assertThat(threeInterrupts.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void what_is_shielded_is_not_interrupted_but_what_follows_is() throws InterruptedException {
        interrupts.started(Duration.ZERO);
        interrupts.shielded(
                () -> {
                    interrupts.request(InterruptReason.USER_CANCEL);
                    assertThat(waitedInVain()).isTrue();
                });
        assertThat(threeInterrupts.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Whether not even one interrupt came in five times their interval. */
    private boolean waitedInVain() {
        try {
            return !threeInterrupts.await(100, TimeUnit.MILLISECONDS)
                    && threeInterrupts.getCount() == 3;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
