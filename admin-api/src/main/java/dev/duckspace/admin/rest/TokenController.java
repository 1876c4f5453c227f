package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.TokenService;
import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.TokenRole;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access tokens: those that see all projects, and those of one project. */
@Controller
@ExecuteOn(TaskExecutors.IO)
final class TokenController {
    private static final List<String> FIELDS = List.of("name", "role", "expires_in_hours");

    private final TokenService tokens;
    private final Creations creations;

    TokenController(TokenService tokens, Creations creations) {
        this.tokens = tokens;
        this.creations = creations;
    }

    /** The answer is the only one that tells the secret. */
    @Audited("token.create")
    @Post(uris = {"/tokens", "/projects/{projectId}/tokens"})
    HttpResponse<TokenJson.Created> create(
            @PathVariable @Nullable String projectId, HttpRequest<?> request, @Body byte[] body) {
        JsonBody fields = JsonBody.parse(body, FIELDS);
        String name = fields.text("name");
        TokenRole role = TokenJson.role(fields.text("role"));
        Integer hours = fields.wholeNumber("expires_in_hours");
        AccessToken maker = BearerFilter.token(request);
        return creations.answer(
                request,
                body,
                new Creation<TokenService.Created, TokenJson.Created>(
                        TokenJson.Created.class,
                        completion ->
                                tokens.create(maker, projectId, name, role, hours, completion),
                        created -> Locations.of(created.token()),
                        TokenJson.Created::of,
                        TokenJson.Created::withoutSecret));
    }

    @Get(uris = {"/tokens", "/projects/{projectId}/tokens"})
    TokenJson.Page list(
            @PathVariable @Nullable String projectId,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        Page<AccessToken> page =
                Page.byId(
                        limit,
                        cursor,
                        (after, count) -> tokens.list(projectId, after, count),
                        AccessToken::id);
        return new TokenJson.Page(
                page.rows().stream().map(TokenJson::of).toList(), page.nextCursor());
    }

    @Get(uris = {"/tokens/{tokenId}", "/projects/{projectId}/tokens/{tokenId}"})
    TokenJson find(@PathVariable @Nullable String projectId, @PathVariable String tokenId) {
        return TokenJson.of(tokens.find(projectId, tokenId));
    }

    @Audited("token.revoke")
    @Delete(uris = {"/tokens/{tokenId}", "/projects/{projectId}/tokens/{tokenId}"})
    @Status(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable @Nullable String projectId, @PathVariable String tokenId) {
        tokens.revoke(projectId, tokenId);
    }
}
