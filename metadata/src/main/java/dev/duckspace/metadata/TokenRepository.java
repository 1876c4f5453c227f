package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access tokens of one transaction. */
public final class TokenRepository {
    private static final String COLUMNS =
            "id, project_id, name, role, token_hash, created_at, expires_at, last_used_at";

    private final Sql sql;

    TokenRepository(Sql sql) {
        this.sql = sql;
    }

    public void insert(AccessToken token) {
        sql.update(
                "INSERT INTO access_tokens (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                Sql.orEmpty(token.projectId()),
                token.name(),
                token.role().text(),
                token.tokenHash(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }

    /** Puts another secret in the place of the old one. */
    public boolean updateHash(String id, String tokenHash) {
        return sql.update("UPDATE access_tokens SET token_hash = ? WHERE id = ?", tokenHash, id)
                > 0;
    }

    public Optional<AccessToken> find(String id) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM access_tokens WHERE id = ?",
                TokenRepository::read,
                id);
    }

    public Optional<AccessToken> findByHash(String tokenHash) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM access_tokens WHERE token_hash = ?",
                TokenRepository::read,
                tokenHash);
    }

    /**
     * The tokens of a project by id, at most {@code limit}, those after {@code afterId}.
     *
     * @param projectId null: those that see all projects
     * @param afterId empty: from the first
     */
    public List<AccessToken> list(@Nullable String projectId, String afterId, int limit) {
        return sql.list(
                "SELECT "
                        + COLUMNS
                        + " FROM access_tokens WHERE project_id = ? AND id > ? ORDER BY id LIMIT ?",
                TokenRepository::read,
                Sql.orEmpty(projectId),
                afterId,
                limit);
    }

    public long count(@Nullable String projectId) {
        return sql.number(
                "SELECT count(*) FROM access_tokens WHERE project_id = ?", Sql.orEmpty(projectId));
    }

    public boolean updateLastUsed(String id, Instant at) {
        return sql.update("UPDATE access_tokens SET last_used_at = ? WHERE id = ?", at, id) > 0;
    }

    /** How many have gone, their time being over at {@code now}. */
    public int deleteExpired(Instant now) {
        return sql.update("DELETE FROM access_tokens WHERE expires_at <= ?", now);
    }

    public int deleteOfProject(String projectId) {
        return sql.update("DELETE FROM access_tokens WHERE project_id = ?", projectId);
    }

    public boolean delete(@Nullable String projectId, String id) {
        return sql.update(
                        "DELETE FROM access_tokens WHERE project_id = ? AND id = ?",
                        Sql.orEmpty(projectId),
                        id)
                > 0;
    }

    private static AccessToken read(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getString("id"),
                Sql.emptyToNull(row.getString("project_id")),
                row.getString("name"),
                TokenRole.of(row.getString("role")),
                row.getString("token_hash"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "expires_at"),
                Sql.instantOrNull(row, "last_used_at"));
    }
}
