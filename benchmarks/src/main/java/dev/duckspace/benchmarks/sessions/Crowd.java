package dev.duckspace.benchmarks.sessions;

import dev.duckspace.benchmarks.latency.LookupTable;
import dev.duckspace.benchmarks.latency.Questions;
import dev.duckspace.benchmarks.measure.Latencies;
import dev.duckspace.benchmarks.servers.Server;
import dev.duckspace.benchmarks.wire.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** Many sessions of one server that ask at once. */
final class Crowd implements AutoCloseable {
    private static final int CONNECTING_MAX = 8;

    /** All that was answered within a time. */
    record Answers(double perSecond, Latencies latencies) {}

    private final List<RawClient> clients;

    private Crowd(List<RawClient> clients) {
        this.clients = clients;
    }

    static Crowd connect(Server server, int sessions)
            throws IOException, InterruptedException, ExecutionException {
        Crowd crowd = new Crowd(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTING_MAX)) {
            List<Future<RawClient>> connecting = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                connecting.add(threads.submit(server::connect));
            }
            for (Future<RawClient> client : connecting) {
                crowd.clients.add(client.get());
            }
            return crowd;
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    /** Each session asks for random rows of the table, one after the other, until time is over. */
    Answers ask(long rows, double seconds) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Latencies>> asking = new ArrayList<>();
            for (RawClient client : clients) {
                Callable<Latencies> session = () -> ask(client, rows, end);
                asking.add(threads.submit(session));
            }
            Latencies all = new Latencies();
            for (Future<Latencies> one : asking) {
                all.addAll(one.get());
            }
            return new Answers(all.count() / ((System.nanoTime() - start) / 1e9), all);
        }
    }

    private static Latencies ask(RawClient client, long rows, long end) throws IOException {
        Latencies latencies = new Latencies();
        Questions questions = new Questions(client);
        while (System.nanoTime() < end) {
            String query = LookupTable.query(rows, ThreadLocalRandom.current().nextLong(rows));
            long start = System.nanoTime();
            questions.simple(query);
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
