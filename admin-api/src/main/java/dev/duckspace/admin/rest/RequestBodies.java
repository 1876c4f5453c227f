package dev.duckspace.admin.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What requests look like, for the API's description alone: bodies are read field by field, so that
 * a refusal can name the field ({@link JsonBody}).
 */
final class RequestBodies {
    private RequestBodies() {}

    @Schema(name = "NewProject")
    record NewProject(
            @Schema(description = "1 to 64 of a-z, 0-9, _ and -", example = "sales") String id,
            @Schema(description = "the id when it is not given", example = "Sales")
                    @Nullable String name) {}

    @Schema(name = "NewBranch")
    record NewBranch(
            @Schema(description = "1 to 64 of a-z, 0-9, _ and -", example = "dev-1") String id,
            @Schema(description = "the id when it is not given", example = "Try new prices")
                    @Nullable String name,
            @Schema(
                            description = "whether main's tables show where the branch has none",
                            example = "true")
                    @Nullable Boolean inherit) {}

    @Schema(name = "NewWorkspace")
    record NewWorkspace(
            @Schema(example = "churn study") String name,
            @Schema(example = "why customers leave") @Nullable String description,
            @Schema(example = "[\"team-a\"]") @Nullable List<String> tags,
            @Schema(description = "how long it lives; configured when not given", example = "48")
                    @Nullable Integer ttlHours,
            @Schema(description = "in GB of 10^9 bytes", example = "5")
                    @Nullable BigDecimal sizeLimitGb,
            @Schema(description = "tables to copy in at once, as a load does; names do as well")
                    @Nullable List<TableToLoad> preloadTables) {}

    @Schema(name = "WorkspaceChange", description = "What is not named stays as it is.")
    record WorkspaceChange(
            @Schema(example = "churn study 2") @Nullable String name,
            @Schema(example = "why customers stay") @Nullable String description,
            @Schema(example = "[\"team-b\"]") @Nullable List<String> tags,
            @Schema(description = "counts from now on", example = "72") @Nullable Integer ttlHours,
            @Schema(description = "in GB of 10^9 bytes", example = "8")
                    @Nullable BigDecimal sizeLimitGb) {}

    @Schema(name = "Load", description = "All tables are copied, or none.")
    record Load(List<TableToLoad> tables) {}

    @Schema(name = "TableToLoad")
    record TableToLoad(
            @Schema(description = "bucket and table", example = "in.c-sales.orders") String source,
            @Schema(
                            description = "in the workspace, with or without a schema",
                            example = "orders_2026")
                    @Nullable String destination,
            @Schema(description = "all when not given", example = "[\"id\", \"amount\"]")
                    @Nullable List<String> columns,
            @Schema(description = "an expression on the table's columns", example = "amount > 100")
                    @Nullable String where,
            @Schema(
                            description = "when the destination exists: fail, overwrite, append",
                            example = "overwrite")
                    @Nullable String mode) {}

    @Schema(name = "NewToken")
    record NewToken(
            @Schema(example = "nightly job") String name,
            @Schema(description = "admin, manage or read", example = "read") String role,
            @Schema(description = "for ever when not given", example = "720")
                    @Nullable Integer expiresInHours) {}
}
