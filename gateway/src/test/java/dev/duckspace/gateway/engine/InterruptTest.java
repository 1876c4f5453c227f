package dev.duckspace.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InterruptTest {
    private static final EngineFixture FIXTURE = new EngineFixture();
    private static final EnginePool POOL = new EnginePool("interrupt-test", 2, 4);
    private static final String ENDLESS =
            "SELECT count(*) FROM range(1000000) a(i), range(1000000) b(j) WHERE i * j % 7 = 1";

    @BeforeAll
    static void tables() {
        FIXTURE.connection.execute(
                "CREATE TABLE t AS SELECT i, hash(i) AS h, 'text ' || i AS s FROM range(1000000) r(i)");
    }

    @AfterAll
    static void close() {
        FIXTURE.close();
        POOL.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENDLESS,
                "SELECT * FROM t, range(20) ORDER BY h DESC, s",
                "SELECT i, s FROM t, range(1000)",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
                        + " SELECT count(*) FROM r",
                "CREATE TABLE copied AS SELECT t.* FROM t, range(1000)",
                "INSERT INTO t SELECT t.* FROM t, range(1000)",
                "UPDATE t SET s = (SELECT count(*) FROM range(1000000) r(z) WHERE z < t.i)",
                "SELECT count(DISTINCT s || range) FROM t, range(1000)"
            })
    void a_running_statement_stops_within_two_seconds(String sql) throws Exception {
        AtomicLong interruptedAt = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        Thread canceller =
                Thread.ofVirtual().start(() -> interruptAfter(300, ended, interruptedAt));
        EngineException error =
                catchThrowableOfType(
                        EngineException.class, () -> POOL.call(() -> FIXTURE.rowsCounted(sql)));
        long elapsed = System.nanoTime() - interruptedAt.get();
        ended.countDown();
        canceller.join();
        assertThat(error).as("the error of what was interrupted").isNotNull();
        assertThat(error.kind()).isEqualTo(ErrorKind.INTERRUPT);
        assertThat(Duration.ofNanos(elapsed)).isLessThan(Duration.ofSeconds(2));
        assertThat(FIXTURE.value("SELECT 1")).isEqualTo(new EngineValue.Int(1));
    }

    private static void interruptAfter(long millis, CountDownLatch ended, AtomicLong at) {
        try {
            if (!ended.await(millis, TimeUnit.MILLISECONDS)) {
                at.set(System.nanoTime());
                FIXTURE.connection.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_interrupt_of_an_idle_connection_is_forgotten() {
        FIXTURE.connection.interrupt();
        assertThat(FIXTURE.value("SELECT 1")).isEqualTo(new EngineValue.Int(1));
    }

    @Test
    void an_interrupt_between_two_fetches_fails_the_next() {
        try (EngineStatement statement =
                        FIXTURE.connection.prepare("SELECT * FROM range(9000000)");
                EngineResult result = statement.execute()) {
            result.fetch();
            FIXTURE.connection.interrupt();
            EngineException error =
                    catchThrowableOfType(EngineException.class, () -> FIXTURE.count(result));
            assertThat(error.kind()).isEqualTo(ErrorKind.INTERRUPT);
        }
    }

    @Test
    void an_interrupt_while_planning_fails_the_prepare_when_it_ends() throws Exception {
        String slow = "SELECT 1 WHERE 1 IN (" + "5,".repeat(30_000) + "6)";
        AtomicLong interruptedAt = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        Thread canceller = Thread.ofVirtual().start(() -> interruptAfter(10, ended, interruptedAt));
        EngineException error =
                catchThrowableOfType(EngineException.class, () -> FIXTURE.connection.prepare(slow));
        ended.countDown();
        canceller.join();
        assertThat(error.kind()).isEqualTo(ErrorKind.INTERRUPT);
    }

    @Test
    void an_interrupt_in_a_transaction_aborts_it() throws Exception {
        EngineConnection connection = FIXTURE.instance.connect();
        connection.execute("BEGIN");
        Callable<Long> query = () -> FIXTURE.rowsCounted(connection, ENDLESS);
        Thread canceller =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    // Until the query has begun, interrupts are lost.
                                    while (connection.openResult() == null) {
                                        Thread.onSpinWait();
                                    }
                                    connection.interrupt();
                                });
        assertThatThrownBy(() -> POOL.call(query)).isInstanceOf(EngineException.class);
        canceller.join();
        assertThatThrownBy(() -> connection.queryText("SELECT 1"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("aborted");
        connection.execute("ROLLBACK");
        connection.close();
    }

    @Test
    void closing_a_connection_stops_what_it_runs() throws Exception {
        EngineConnection connection = FIXTURE.instance.connect();
        CountDownLatch started = new CountDownLatch(1);
        Thread closer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        started.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    connection.close();
                                });
        assertThatThrownBy(
                        () ->
                                POOL.call(
                                        () -> {
                                            started.countDown();
                                            return FIXTURE.rowsCounted(connection, ENDLESS);
                                        }))
                .isInstanceOfAny(EngineException.class, IllegalStateException.class);
        closer.join();
        assertThat(connection.isClosed()).isTrue();
        connection.interrupt();
        assertThat(connection.progress().percentage()).isEqualTo(-1);
    }

    @Test
    void a_chunk_that_is_being_read_is_not_closed_beneath_its_reader() throws Exception {
        for (int round = 0; round < 20; round++) {
            EngineConnection connection = FIXTURE.instance.connect();
            EngineResult result = connection.prepare("SELECT i, s FROM t, range(1000)").execute();
            Thread closer = Thread.ofPlatform().unstarted(connection::close);
            assertThatThrownBy(
                            () -> {
                                for (int fetched = 0; ; fetched++) {
                                    if (fetched == 5) {
                                        closer.start();
                                    }
                                    connection.exclusively(() -> checksum(result.fetch()));
                                }
                            })
                    .isInstanceOfAny(EngineException.class, IllegalStateException.class);
            closer.join();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private static long checksum(@Nullable Chunk chunk) {
        assertThat(chunk).isNotNull();
        ColumnVector texts = Objects.requireNonNull(chunk).column(1);
        long sum = 0;
        for (int again = 0; again < 20; again++) {
            for (int row = 0; row < chunk.size(); row++) {
                sum += NativeMemory.byteAt(texts.stringAddress(row)) + texts.stringLength(row);
            }
        }
        return sum;
    }

    @Test
    void interrupts_and_closes_from_many_threads_do_no_harm() throws Exception {
        for (int round = 0; round < 20; round++) {
            EngineConnection connection = FIXTURE.instance.connect();
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                boolean closes = i == 3;
                threads[i] =
                        Thread.ofPlatform()
                                .start(
                                        () -> {
                                            for (int k = 0; k < 200; k++) {
                                                connection.interrupt();
                                                connection.progress();
                                            }
                                            if (closes) {
                                                connection.close();
                                            }
                                        });
            }
            try {
                for (int k = 0; k < 50; k++) {
                    connection.queryText("SELECT count(*) FROM range(10000)");
                }
            } catch (EngineException | IllegalStateException e) {
                assertThat(e).isNotNull();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
