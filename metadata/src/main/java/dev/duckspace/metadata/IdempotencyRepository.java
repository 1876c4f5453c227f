package dev.duckspace.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The answers to creates with an Idempotency-Key, in one transaction. */
public final class IdempotencyRepository {
    private final Sql sql;

    IdempotencyRepository(Sql sql) {
        this.sql = sql;
    }

    /** Throws {@link MetadataException} DUPLICATE when the key has an answer in its scope. */
    public void insert(IdempotentAnswer answer) {
        sql.update(
                """
                INSERT INTO idempotency_keys
                    (scope, idempotency_key, request_hash, location, answer, created_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
                answer.scope(),
                answer.key(),
                answer.requestHash(),
                answer.location(),
                answer.answer(),
                answer.createdAt());
    }

    public Optional<IdempotentAnswer> find(String scope, String key) {
        return sql.first(
                """
                SELECT scope, idempotency_key, request_hash, location, answer, created_at
                FROM idempotency_keys WHERE scope = ? AND idempotency_key = ?""",
                IdempotencyRepository::read,
                scope,
                key);
    }

    /** Forgets what was created at a location or below it; how many have gone. */
    public int deleteUnder(String location) {
        return sql.update(
                "DELETE FROM idempotency_keys WHERE location = ? OR starts_with(location, ?)",
                location,
                location + "/");
    }

    /** How many have gone. */
    public int deleteBefore(Instant instant) {
        return sql.update("DELETE FROM idempotency_keys WHERE created_at < ?", instant);
    }

    private static IdempotentAnswer read(ResultSet row) throws SQLException {
        return new IdempotentAnswer(
                row.getString("scope"),
                row.getString("idempotency_key"),
                row.getString("request_hash"),
                row.getString("location"),
                row.getString("answer"),
                Sql.instant(row, "created_at"));
    }
}
