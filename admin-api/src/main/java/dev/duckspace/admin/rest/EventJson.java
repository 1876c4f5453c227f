package dev.duckspace.admin.rest;

import dev.duckspace.metadata.Event;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param actorId the token's id; null: no token acted
 * @param outcome {@code ok}, a problem's name, or an SQLSTATE
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record EventJson(
        String id,
        String at,
        String actor,
        @Nullable String actorId,
        String action,
        String subject,
        @Nullable String projectId,
        @Nullable String workspaceId,
        @Nullable String remoteAddress,
        String outcome,
        String detail) {

    static EventJson of(Event event) {
        return new EventJson(
                event.id(),
                event.at().toString(),
                event.actor(),
                event.actorId(),
                event.action(),
                event.subject(),
                event.projectId(),
                event.workspaceId(),
                event.remoteAddress(),
                event.outcome(),
                event.detail());
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<EventJson> events, @Nullable String nextCursor) {}
}
