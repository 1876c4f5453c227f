package dev.duckspace.admin.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.duckspace.admin.service.ProblemException;
import dev.duckspace.admin.service.TokenService;
import dev.duckspace.metadata.AccessToken;
import dev.duckspace.metadata.TokenRole;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param projectId null: it sees all projects
 * @param lastUsedAt to the minute; null: not yet
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record TokenJson(
        String id,
        String name,
        String role,
        @Nullable String projectId,
        String createdAt,
        @Nullable String expiresAt,
        @Nullable String lastUsedAt) {

    static TokenJson of(AccessToken token) {
        return new TokenJson(
                token.id(),
                token.name(),
                token.role().text(),
                token.projectId(),
                token.createdAt().toString(),
                text(token.expiresAt()),
                text(token.lastUsedAt()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    static TokenRole role(String text) {
        return Arrays.stream(TokenRole.values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("role is admin, manage or read"));
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Page(List<TokenJson> tokens, @Nullable String nextCursor) {}

    /**
     * @param token the secret; null where it was told before
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Created(
            @JsonUnwrapped TokenJson described,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

        static Created of(TokenService.Created created) {
            return new Created(TokenJson.of(created.token()), created.secret());
        }

        static Created withoutSecret(TokenService.Created created) {
            return new Created(TokenJson.of(created.token()), null);
        }

        @Override
        public String toString() {
            return "Created[" + described + "]";
        }
    }
}
