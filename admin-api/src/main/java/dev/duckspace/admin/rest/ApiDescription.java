package dev.duckspace.admin.rest;

import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;

/**
 * What the API's description says of the whole; the compiler makes the rest of it from the
 * controllers, and {@link OpenApiDocument} adds what all of them have in common.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Duckspace",
                        version = "1",
                        description =
                                "Workspaces of DuckDB behind PostgreSQL's wire protocol: projects,"
                                        + " their tables and branches, workspaces, access and"
                                        + " operation. Fields are in snake_case, times are UTC in"
                                        + " ISO 8601, errors are problem documents (RFC 9457). Each"
                                        + " answer names its request in `X-Request-Id`."),
        servers = @Server(url = "/", description = "this server"),
        security = @SecurityRequirement(name = "bearer"))
@OpenAPIExtraSchema(
        classes = {
            RequestBodies.NewProject.class,
            RequestBodies.NewBranch.class,
            RequestBodies.NewWorkspace.class,
            RequestBodies.WorkspaceChange.class,
            RequestBodies.Load.class,
            RequestBodies.NewToken.class,
            AnswerBodies.LoadAnswer.class
        })
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The admin token, or an access token made with POST /tokens.")
final class ApiDescription {
    private ApiDescription() {}
}
