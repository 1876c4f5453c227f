package dev.duckspace.admin.rest;

import dev.duckspace.metadata.Project;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Serdeable(naming = SnakeCaseStrategy.class)
record ProjectJson(String id, String name, String createdAt) {

    static ProjectJson of(Project project) {
        return new ProjectJson(project.id(), project.name(), project.createdAt().toString());
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<ProjectJson> projects, @Nullable String nextCursor) {}
}
