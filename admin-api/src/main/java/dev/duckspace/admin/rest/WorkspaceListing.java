package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.metadata.WorkspaceQuery;
import dev.duckspace.metadata.WorkspaceQuery.Order;
import dev.duckspace.metadata.WorkspaceStatus;
import io.micronaut.http.HttpParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of a list of workspaces; refuses those it does not know. */
final class WorkspaceListing {
    private static final List<String> PARAMETERS =
            List.of(
                    "name",
                    "status",
                    "tag",
                    "created_after",
                    "created_before",
                    "expiring_after",
                    "expiring_before",
                    "sort",
                    "limit",
                    "cursor");

    private final HttpParameters parameters;

    private WorkspaceListing(HttpParameters parameters) {
        this.parameters = parameters;
    }

    /** One more row than a page has: its presence says that there is a next page. */
    static WorkspaceQuery query(
            String projectId, @Nullable String branchId, HttpParameters parameters) {
        Parameters.requireKnown(parameters, PARAMETERS);
        return new WorkspaceListing(parameters).query(projectId, branchId);
    }

    private WorkspaceQuery query(String projectId, @Nullable String branchId) {
        String sort = text("sort").orElse("created_at");
        boolean descending = sort.startsWith("-");
        Order order = order(descending ? sort.substring(1) : sort);
        return new WorkspaceQuery(
                projectId,
                branchId,
                text("name").orElse(null),
                text("status").map(WorkspaceListing::status).orElse(null),
                text("tag").orElse(null),
                Parameters.instant(parameters, "created_after"),
                Parameters.instant(parameters, "created_before"),
                Parameters.instant(parameters, "expiring_after"),
                Parameters.instant(parameters, "expiring_before"),
                order,
                descending,
                position(order, sort),
                Paging.limit(text("limit").orElse(null)) + 1);
    }

    static String cursor(WorkspaceQuery query, WorkspaceQuery.Position last) {
        String sort = (query.descending() ? "-" : "") + query.order().text();
        return Paging.cursor(sort, last.value(), last.id());
    }

    private WorkspaceQuery.@Nullable Position position(Order order, String sort) {
        List<String> parts = Paging.parts(text("cursor").orElse(null), 3);
        if (parts == null) {
            return null;
        }
        if (!parts.getFirst().equals(sort)) {
            throw ProblemException.invalid("cursor is of a list with another sort");
        }
        if (order != Order.NAME) {
            Parameters.instant("cursor", parts.get(1));
        }
        return new WorkspaceQuery.Position(parts.get(1), parts.get(2));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static Order order(String name) {
        return Arrays.stream(Order.values())
                .filter(o -> o.text().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "sort is created_at, expires_at or name, with - before it"
                                                + " for the opposite order"));
    }

    private static WorkspaceStatus status(String name) {
        return Arrays.stream(WorkspaceStatus.values())
                .filter(s -> s != WorkspaceStatus.DROPPING)
                .filter(s -> s.text().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "status is creating, active, expired or error"));
    }
}
