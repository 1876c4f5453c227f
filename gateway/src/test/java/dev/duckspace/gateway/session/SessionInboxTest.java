package dev.duckspace.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duckspace.gateway.protocol.FrontendMessage;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionInboxTest {
    private static final FrontendMessage QUERY = new FrontendMessage.Query("SELECT 1");
    private static final FrontendMessage SYNC = new FrontendMessage.Sync();
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<Boolean> flow = new ArrayList<>();
    private SessionInbox inbox = inbox(new SessionInbox.Bounds(1_000, 300, 8, 2));

    private SessionInbox inbox(SessionInbox.Bounds bounds) {
        SessionInbox[] self = new SessionInbox[1];
        self[0] = new SessionInbox(bounds, () -> flow.add(self[0].readingWanted()));
        return self[0];
    }

    @Test
    void messages_are_taken_in_the_order_they_came() {
        inbox.offer(QUERY, 10);
        inbox.offer(SYNC, 5);
        assertThat(inbox.peek()).isEqualTo(QUERY);
        assertThat(inbox.take()).isEqualTo(QUERY);
        assertThat(inbox.poll(SHORT)).isEqualTo(SYNC);
        assertThat(inbox.peek()).isNull();
    }

    @Test
    void polling_ends_with_nothing_when_the_time_is_over() {
        assertThat(inbox.poll(SHORT)).isNull();
        assertThat(inbox.poll(Duration.ZERO)).isNull();
    }

    @Test
    void reading_stops_above_the_high_mark_of_bytes_and_goes_on_at_the_low_mark() {
        inbox.offer(QUERY, 900);
        assertThat(inbox.readingWanted()).isTrue();
        inbox.offer(SYNC, 100);
        assertThat(inbox.readingWanted()).isFalse();
        inbox.take();
        assertThat(inbox.readingWanted()).isTrue();
        assertThat(flow).containsExactly(false, true);
    }

    @Test
    void reading_stops_above_the_high_mark_of_messages_and_goes_on_at_the_low_mark() {
        inbox = inbox(new SessionInbox.Bounds(1 << 20, 1 << 18, 8, 2));
        for (int i = 0; i < 9; i++) {
            assertThat(inbox.readingWanted()).isTrue();
            inbox.offer(SYNC, 5);
        }
        assertThat(inbox.readingWanted()).isFalse();
        for (int left = 8; left >= 2; left--) {
            assertThat(inbox.readingWanted()).isFalse();
            inbox.take();
        }
        assertThat(flow).containsExactly(false, true);
    }

    @Test
    void an_error_is_met_after_what_came_before_it() {
        PgException error = new PgException(SqlState.PROTOCOL_VIOLATION, "invalid message format");
        inbox.offer(QUERY, 10);
        inbox.offerError((byte) 'B', error);
        inbox.offer(SYNC, 5);
        assertThat(inbox.take()).isEqualTo(QUERY);
        assertThat(inbox.peek()).isNull();
        assertThatThrownBy(() -> inbox.take()).isSameAs(error);
        assertThat(inbox.brokenMessageSkipsToSync()).isTrue();
        assertThat(inbox.take()).isEqualTo(SYNC);
        inbox.offerError((byte) 'Q', error);
        assertThatThrownBy(() -> inbox.poll(SHORT)).isSameAs(error);
        assertThat(inbox.brokenMessageSkipsToSync()).isFalse();
    }

    @Test
    void what_came_before_the_client_left_can_still_be_read() {
        inbox.offer(QUERY, 10);
        inbox.close();
        inbox.offer(SYNC, 5);
        assertThat(inbox.peek()).isEqualTo(QUERY);
        assertThat(inbox.take()).isEqualTo(QUERY);
        assertThatThrownBy(() -> inbox.take()).isInstanceOf(ConnectionLostException.class);
        assertThatThrownBy(() -> inbox.poll(SHORT)).isInstanceOf(ConnectionLostException.class);
        assertThatThrownBy(() -> inbox.peek()).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void the_loss_is_told_at_once_though_messages_are_unread() {
        AtomicInteger told = new AtomicInteger();
        inbox.offer(QUERY, 10);
        inbox.onLost(told::incrementAndGet);
        assertThat(told).hasValue(0);
        inbox.close();
        inbox.close();
        assertThat(told).hasValue(1);
        inbox.onLost(told::incrementAndGet);
        assertThat(told).hasValue(2);
    }

    @Test
    void a_callback_that_was_taken_back_is_not_called() {
        AtomicInteger told = new AtomicInteger();
        inbox.onLost(told::incrementAndGet);
        inbox.onLost(null);
        inbox.close();
        assertThat(told).hasValue(0);
    }

    @Test
    void a_waiting_session_is_woken_by_a_message_and_by_the_end() throws Exception {
        try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<FrontendMessage> taken =
                    CompletableFuture.supplyAsync(inbox::take, sessions);
            inbox.offer(QUERY, 10);
            assertThat(taken.get(5, TimeUnit.SECONDS)).isEqualTo(QUERY);
            CompletableFuture<FrontendMessage> never =
                    CompletableFuture.supplyAsync(inbox::take, sessions);
            inbox.close();
            assertThat(never)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(ConnectionLostException.class);
        }
    }

    @Test
    void bounds_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new SessionInbox.Bounds(10, 10, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionInbox.Bounds(10, 5, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
