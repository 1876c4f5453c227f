package dev.duckspace.admin.rest;

import dev.duckspace.metadata.EventQuery;
import io.micronaut.http.HttpParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list of events; those that it does not know are refused. */
record EventListing(HttpParameters parameters) {
    private static final List<String> PARAMETERS =
            List.of(
                    "project_id",
                    "workspace_id",
                    "actor",
                    "action",
                    "subject",
                    "outcome",
                    "after",
                    "before",
                    "limit",
                    "cursor");

    static EventListing of(HttpParameters parameters) {
        Parameters.requireKnown(parameters, PARAMETERS);
        return new EventListing(parameters);
    }

    @Nullable String projectId() {
        return parameters.get("project_id");
    }

    int limit() {
        return Paging.limit(parameters.get("limit"));
    }

    /** One more row than a page has: its presence says that there is a next page. */
    EventQuery query(@Nullable String projectId) {
        List<String> position = Paging.parts(parameters.get("cursor"), 1);
        return new EventQuery(
                projectId,
                parameters.get("workspace_id"),
                parameters.get("actor"),
                parameters.get("action"),
                parameters.get("subject"),
                parameters.get("outcome"),
                Parameters.instant(parameters, "after"),
                Parameters.instant(parameters, "before"),
                position == null ? null : position.getFirst(),
                limit() + 1);
    }
}
