package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.ProblemType;
import dev.duckspace.metadata.Job;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Streams of jobs' progress as server-sent events, of which there is a limited number. */
@Singleton
final class JobEvents {
    private static final int STREAMS_MAX = 100;

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Scheduler scheduler;
    private final AtomicInteger streams = new AtomicInteger();

    JobEvents(@Named(TaskExecutors.IO) ExecutorService executor) {
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    /**
     * @param job asked on a thread that may block; what it throws the first time is the answer
     */
    Publisher<Event<JobJson>> of(Supplier<Job> job) {
        Job first = job.get();
        if (streams.incrementAndGet() > STREAMS_MAX) {
            streams.decrementAndGet();
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "%d streams of jobs are open, which is the limit; ask for the job itself"
                            .formatted(STREAMS_MAX));
        }
        return Flux.interval(PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.defer(() -> Flux.just(job.get())).subscribeOn(scheduler), 1)
                .startWith(first)
                .distinctUntilChanged()
                .takeUntil(now -> now.state().isFinal())
                .map(now -> Event.of(JobJson.of(now)).name("job"))
                .doFinally(end -> streams.decrementAndGet());
    }
}
