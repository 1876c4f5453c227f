package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.TableService;
import dev.duckspace.gateway.workspace.PublishedTables.Publication;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{id}/tables}, and the same of a branch. */
@Controller("/projects/{projectId}")
final class TableController {
    private final TableService tables;

    TableController(TableService tables) {
        this.tables = tables;
    }

    @Get(uris = {"/tables", "/branches/{branchId}/tables"})
    @ExecuteOn(TaskExecutors.IO)
    TableJson.Page list(
            String projectId,
            @PathVariable @Nullable String branchId,
            @QueryValue @Nullable String bucket,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        List<String> after = Paging.parts(cursor, 1);
        TableService.Page page =
                tables.list(
                        projectId,
                        branchId,
                        bucket,
                        after == null ? "" : after.getFirst(),
                        Paging.limit(limit));
        return new TableJson.Page(
                page.buckets().entrySet().stream()
                        .map(entry -> new TableJson.Bucket(entry.getKey(), entry.getValue()))
                        .toList(),
                page.tables().stream().map(TableJson::of).toList(),
                page.more() && !page.tables().isEmpty()
                        ? Paging.cursor(TableService.position(page.tables().getLast().name()))
                        : null);
    }

    /** On a thread of its own, which a slow sender may keep for as long as it takes. */
    @Put(uris = {"/tables/{bucket}/{table}", "/branches/{branchId}/tables/{bucket}/{table}"})
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.VIRTUAL)
    @Audited("table.publish")
    HttpResponse<TableJson> publish(
            String projectId,
            @PathVariable @Nullable String branchId,
            String bucket,
            String table,
            HttpRequest<?> request) {
        long length = request.getContentLength();
        if (length == 0) {
            throw ProblemException.invalid("the body is empty");
        }
        Publication made =
                tables.publish(
                        projectId,
                        branchId,
                        bucket,
                        table,
                        length < 0 ? null : length,
                        TableBody.of(request));
        TableJson answer = TableJson.of(made.table());
        return made.created()
                ? HttpResponse.created(answer, URI.create(request.getPath()))
                : HttpResponse.ok(answer);
    }

    @Delete(uris = {"/tables/{bucket}/{table}", "/branches/{branchId}/tables/{bucket}/{table}"})
    @ExecuteOn(TaskExecutors.IO)
    @Status(HttpStatus.NO_CONTENT)
    @Audited("table.delete")
    void delete(
            String projectId,
            @PathVariable @Nullable String branchId,
            String bucket,
            String table) {
        tables.delete(projectId, branchId, bucket, table);
    }
}
