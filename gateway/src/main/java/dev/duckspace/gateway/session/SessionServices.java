package dev.duckspace.gateway.session;

import dev.duckspace.gateway.auth.Authenticator;
import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.workspace.WorkspaceHost;
import dev.duckspace.metadata.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all sessions of the process share.
 *
 * @param timer runs timeouts and cancels: its tasks may wait for the engine, so it has a few
 *     threads
 * @param spoolDirectory where rows of held portals go
 * @param serverVersion as SHOW server_version says it
 */
public record SessionServices(
        MetadataStore metadata,
        Authenticator authenticator,
        WorkspaceHost workspaces,
        SessionRegistry registry,
        QueryGate queries,
        EnginePool pool,
        ScheduledExecutorService timer,
        SessionLimits limits,
        Path spoolDirectory,
        String serverVersion,
        Clock clock,
        SessionMeters meters) {}
