package dev.duckspace.admin.rest;

import dev.duckspace.metadata.Branch;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Serdeable(naming = SnakeCaseStrategy.class)
record BranchJson(String id, String name, boolean inherit, String projectId, String createdAt) {

    static BranchJson of(Branch branch) {
        return new BranchJson(
                branch.id(),
                branch.name(),
                branch.inherit(),
                branch.projectId(),
                branch.createdAt().toString());
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<BranchJson> branches, @Nullable String nextCursor) {}
}
