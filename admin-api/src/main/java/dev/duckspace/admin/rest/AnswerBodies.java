package dev.duckspace.admin.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What answers look like that are put together by hand, for the API's description alone. */
final class AnswerBodies {
    private AnswerBodies() {}

    @Schema(name = "LoadAnswer")
    record LoadAnswer(List<LoadedTable> loaded, long workspaceSizeBytes) {}

    @Schema(name = "LoadedTable")
    record LoadedTable(
            @Schema(example = "in.c-sales.orders") String source,
            @Schema(example = "orders_2026") String destination,
            @Schema(example = "1200") long rows,
            @Schema(example = "798720") long sizeBytes) {}
}
