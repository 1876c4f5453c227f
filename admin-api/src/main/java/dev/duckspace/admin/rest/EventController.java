package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.EventLog;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.ProblemType;
import dev.duckspace.metadata.Event;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** {@code /events}: who did what to what, when, from where, with what outcome. */
@Controller("/events")
@ExecuteOn(TaskExecutors.IO)
final class EventController {
    private final EventLog events;

    EventController(EventLog events) {
        this.events = events;
    }

    /** The newest first; a project's token sees its own project's alone. */
    @AnyToken
    @Get
    EventJson.Page list(HttpRequest<?> request) {
        EventListing listing = EventListing.of(request.getParameters());
        String own = BearerFilter.token(request).projectId();
        String asked = listing.projectId();
        if (own != null && asked != null && !own.equals(asked)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "the token belongs to another project");
        }
        List<Event> found = events.list(listing.query(own == null ? asked : own));
        int limit = listing.limit();
        List<Event> page = found.subList(0, Math.min(limit, found.size()));
        return new EventJson.Page(
                page.stream().map(EventJson::of).toList(),
                found.size() > limit ? Paging.cursor(page.getLast().id()) : null);
    }
}
