package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access tokens of one transaction. */
public final class TokenRepository {
    private static final String COLUMNS =
            "id, project_id, name, role, token_hash, created_at, expires_at";

    private final Sql sql;

    TokenRepository(Sql sql) {
        this.sql = sql;
    }

    public void insert(AccessToken token) {
        sql.update(
                "INSERT INTO access_tokens (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                Sql.orEmpty(token.projectId()),
                token.name(),
                token.role().text(),
                token.tokenHash(),
                token.createdAt(),
                token.expiresAt());
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

    /** The tokens of a project; null: those that see all projects. */
    public List<AccessToken> list(@Nullable String projectId) {
        return sql.list(
                "SELECT "
                        + COLUMNS
                        + " FROM access_tokens WHERE project_id = ? ORDER BY created_at, id",
                TokenRepository::read,
                Sql.orEmpty(projectId));
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
                Sql.instantOrNull(row, "expires_at"));
    }
}
