package dev.duckspace.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail: who did what to what, when, from where, with what outcome.
 *
 * @param id sorts by time
 * @param actor a token's name, a database user, {@code system} or {@code unknown}
 * @param actorId the token's id; null: no token acted
 * @param action a verb and its object, as {@code workspace.create}
 * @param subject the id of what it was done to
 * @param outcome {@code ok}, or the reason why not
 * @param detail free text for people; never a secret
 */
public record Event(
        String id,
        Instant at,
        String actor,
        @Nullable String actorId,
        String action,
        String subject,
        @Nullable String projectId,
        @Nullable String workspaceId,
        @Nullable String remoteAddress,
        String outcome,
        String detail) {
    public Event {
        at = Timestamps.toMicros(at);
    }

    public Event withProject(String newProjectId) {
        return new Event(
                id,
                at,
                actor,
                actorId,
                action,
                subject,
                newProjectId,
                workspaceId,
                remoteAddress,
                outcome,
                detail);
    }
}
