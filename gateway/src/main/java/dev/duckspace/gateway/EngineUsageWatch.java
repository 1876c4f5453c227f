package dev.duckspace.gateway;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.workspace.EngineUsage;
import dev.duckspace.gateway.workspace.WorkspaceHost;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engines now and then what they use, so that who reads the metrics never waits for one.
 * While statements wait for a thread nobody is asked: the last answer stands.
 */
final class EngineUsageWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EngineUsageWatch.class);
    private static final long FIRST_SECONDS = 1;
    private static final long PERIOD_SECONDS = 10;

    private final WorkspaceHost workspaces;
    private final EnginePool pool;
    private volatile EngineUsage last = EngineUsage.NONE;

    EngineUsageWatch(WorkspaceHost workspaces, EnginePool pool, ScheduledExecutorService timer) {
        this.workspaces = workspaces;
        this.pool = pool;
        var unused =
                timer.scheduleWithFixedDelay(
                        this::look, FIRST_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    EngineUsage last() {
        return last;
    }

    /** An exception would end the watch. */
    private void look() {
        if (pool.queued() > 0) {
            return;
        }
        try {
            last = workspaces.usage();
        } catch (RuntimeException e) {
            LOG.debug("The engines cannot be asked what they use", e);
        }
    }
}
