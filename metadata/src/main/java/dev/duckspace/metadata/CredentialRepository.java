package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The credentials of one transaction. */
public final class CredentialRepository {
    private final Sql sql;

    CredentialRepository(Sql sql) {
        this.sql = sql;
    }

    public void insert(Credential credential) {
        sql.update(
                """
                INSERT INTO credentials (username, workspace_id, scram_verifier, created_at)
                VALUES (?, ?, ?, ?)""",
                credential.username(),
                credential.workspaceId(),
                credential.scramVerifier(),
                credential.createdAt());
    }

    public Optional<Credential> find(String username) {
        return sql.first(
                """
                SELECT username, workspace_id, scram_verifier, created_at FROM credentials
                WHERE username = ?""",
                CredentialRepository::read,
                username);
    }

    public List<Credential> listOfWorkspace(String workspaceId) {
        return sql.list(
                """
                SELECT username, workspace_id, scram_verifier, created_at FROM credentials
                WHERE workspace_id = ? ORDER BY created_at, username""",
                CredentialRepository::read,
                workspaceId);
    }

    /** Puts a new verifier in the place of the old one; the user name stays. */
    public boolean updateVerifier(Credential credential) {
        return sql.update(
                        """
                        UPDATE credentials SET scram_verifier = ?, created_at = ?
                        WHERE username = ? AND workspace_id = ?""",
                        credential.scramVerifier(),
                        credential.createdAt(),
                        credential.username(),
                        credential.workspaceId())
                > 0;
    }

    private static Credential read(ResultSet row) throws SQLException {
        return new Credential(
                row.getString("workspace_id"),
                row.getString("username"),
                row.getString("scram_verifier"),
                Sql.instant(row, "created_at"));
    }
}
