package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class EnginePoolTest {
    @Test
    void work_runs_on_a_named_platform_thread() {
        try (EnginePool pool = new EnginePool("engine", 1, 1)) {
            assertThat(pool.call(() -> Thread.currentThread().getName())).isEqualTo("engine-1");
            assertThat(pool.call(EnginePool::isEngineThread)).isTrue();
            assertThat(EnginePool.isEngineThread()).isFalse();
        }
    }

    @Test
    void work_within_work_does_not_wait_for_another_thread() {
        try (EnginePool pool = new EnginePool("engine", 1, 1)) {
            assertThat(pool.call(() -> pool.call(() -> 42))).isEqualTo(42);
        }
    }

    @Test
    void exceptions_come_out_as_they_are() {
        try (EnginePool pool = new EnginePool("engine", 1, 1)) {
            assertThatThrownBy(
                            () ->
                                    pool.run(
                                            () -> {
                                                throw new IllegalArgumentException("mine");
                                            }))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("mine");
        }
    }

    @Test
    void more_work_than_the_queue_holds_is_refused() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (EnginePool pool = new EnginePool("engine", 1, 1)) {
            Runnable waits =
                    () ->
                            pool.call(
                                    () -> {
                                        release.await();
                                        return 0;
                                    });
            Thread running = Thread.ofVirtual().start(waits);
            Thread queued = Thread.ofVirtual().start(waits);
            while (pool.active() + pool.queued() < 2) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(EngineBusyException.class);
            release.countDown();
            running.join();
            queued.join();
        }
    }

    @Test
    void work_that_must_not_be_refused_waits_for_room() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        try (EnginePool pool = new EnginePool("engine", 1, 1)) {
            Runnable waits =
                    () ->
                            pool.call(
                                    () -> {
                                        release.await();
                                        return 0;
                                    });
            Thread running = Thread.ofVirtual().start(waits);
            Thread queued = Thread.ofVirtual().start(waits);
            while (pool.active() + pool.queued() < 2) {
                Thread.onSpinWait();
            }
            Thread letting = Thread.ofVirtual().start(() -> pool.runSurely(() -> ran.set(true)));
            assertThat(letting.join(Duration.ofMillis(50))).isFalse();
            release.countDown();
            letting.join();
            assertThat(ran).isTrue();
            running.join();
            queued.join();
        }
    }

    @Test
    void a_waiting_thread_stays_until_its_work_is_done() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        try (EnginePool pool = new EnginePool("engine", 1, 1)) {
            Thread waiting =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        pool.call(
                                                () -> {
                                                    started.countDown();
                                                    release.await();
                                                    return 0;
                                                });
                                        stillInterrupted.set(
                                                Thread.currentThread().isInterrupted());
                                    });
            started.await();
            waiting.interrupt();
            assertThat(waiting.isAlive()).isTrue();
            release.countDown();
            waiting.join();
            assertThat(stillInterrupted).isTrue();
        }
    }

    @Test
    void a_closed_pool_refuses_work() {
        EnginePool pool = new EnginePool("engine", 1, 1);
        pool.close();
        assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(EngineBusyException.class);
    }

    @Test
    void a_virtual_thread_of_the_pool_runs_its_work_itself() throws Exception {
        assertThat(EnginePool.carriesVirtualThreads()).isTrue();
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        try (EnginePool pool = new EnginePool("engine", 1, 0)) {
            pool.startVirtual(
                    "session",
                    () -> {
                        Thread mine = Thread.currentThread();
                        EnginePool.requireRoomForNativeCall();
                        same.complete(
                                pool.call(() -> Thread.currentThread() == mine)
                                        && mine.isVirtual()
                                        && mine.getName().equals("session"));
                    });
            assertThat(same.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_virtual_thread_of_its_own_must_hand_native_calls_over() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> thrown.complete(catchThrowable(EnginePool::requireRoomForNativeCall)));
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void virtual_threads_that_wait_hold_no_thread_of_the_pool() throws Exception {
        int sessions = 50;
        CountDownLatch waiting = new CountDownLatch(sessions);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(sessions);
        EnginePool pool = new EnginePool("engine", 2, 1);
        for (int i = 0; i < sessions; i++) {
            pool.startVirtual(
                    "session",
                    () -> {
                        waiting.countDown();
                        awaitIt(goOn);
                        pool.run(done::countDown);
                    });
        }
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.call(() -> 42)).isEqualTo(42);
        // What waits goes on also in a pool that takes no more work.
        pool.close();
        goOn.countDown();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
