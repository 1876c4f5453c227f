package dev.duckspace.gateway.session;

import dev.duckspace.gateway.catalog.SessionFacts;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.PgType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A session's prepared statements by name, those of Parse and of SQL's PREPARE alike; the empty
 * name is the unnamed one.
 */
final class PreparedStatements {
    /** Of the texts of all that have names, unless it is one alone. */
    private static final long SOURCES_MAX = 32L << 20;

    private final int maxStatements;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Where a statement with a name comes from. */
    private record Origin(String source, boolean fromSql, Instant at) {}

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private long sourceChars;

    private final BooleanSupplier isoDates;
    private final UnaryOperator<PreparedStatement> planner;

    /** Of those that were planned while DateStyle was another than ISO. */
    private final Set<String> styled = new HashSet<>();

    /**
     * @param isoDates whether DateStyle is ISO, which plans depend on
     * @param planner plans a statement anew
     */
    PreparedStatements(
            int maxStatements, BooleanSupplier isoDates, UnaryOperator<PreparedStatement> planner) {
        this.maxStatements = maxStatements;
        this.isoDates = isoDates;
        this.planner = planner;
    }

    /** Called before a statement is planned, so that a taken name costs nothing. */
    void requireFree(String name) {
        if (name.isEmpty()) {
            return;
        }
        if (statements.containsKey(name)) {
            throw new PgException(
                    SqlState.DUPLICATE_PSTATEMENT,
                    "prepared statement \"" + name + "\" already exists");
        }
        if (statements.size() >= maxStatements) {
            throw new PgException(
                    SqlState.CONFIGURATION_LIMIT_EXCEEDED,
                    "too many prepared statements in one session (at most " + maxStatements + ")");
        }
    }

    /**
     * @param source the text that the client has sent
     * @param fromSql whether that was PREPARE
     */
    void put(String name, PreparedStatement statement, String source, boolean fromSql) {
        close(name);
        if (!name.isEmpty() && !origins.isEmpty() && sourceChars + source.length() > SOURCES_MAX) {
            statement.release();
            throw new PgException(
                    SqlState.CONFIGURATION_LIMIT_EXCEEDED,
                    "too long prepared statements in one session (at most %d characters)"
                            .formatted(SOURCES_MAX));
        }
        keep(name, statement);
        if (!name.isEmpty()) {
            origins.put(name, new Origin(source, fromSql, Instant.now()));
            sourceChars += source.length();
        }
    }

    private void keep(String name, PreparedStatement statement) {
        statements.put(name, statement);
        if (isoDates.getAsBoolean()) {
            styled.remove(name);
        } else {
            styled.add(name);
        }
    }

    /** Those with names, as pg_prepared_statements has them. */
    List<SessionFacts.Prepared> listed() {
        List<SessionFacts.Prepared> listed = new ArrayList<>();
        origins.forEach(
                (name, origin) ->
                        listed.add(
                                new SessionFacts.Prepared(
                                        name,
                                        origin.source(),
                                        origin.at(),
                                        known(name).parameterTypes().stream()
                                                .map(PgType::oid)
                                                .toList(),
                                        origin.fromSql())));
        return listed;
    }

    @Nullable PreparedStatement find(String name) {
        return statements.get(name);
    }

    /** With a plan for the DateStyle that there is now. */
    PreparedStatement require(String name) {
        PreparedStatement statement = known(name);
        if (statement.plan() == null || styled.contains(name) != isoDates.getAsBoolean()) {
            return statement;
        }
        PreparedStatement anew = planner.apply(statement);
        statement.release();
        keep(name, anew);
        return anew;
    }

    private PreparedStatement known(String name) {
        PreparedStatement statement = statements.get(name);
        if (statement == null) {
            throw new PgException(
                    SqlState.INVALID_SQL_STATEMENT_NAME,
                    name.isEmpty()
                            ? "unnamed prepared statement does not exist"
                            : "prepared statement \"" + name + "\" does not exist");
        }
        return statement;
    }

    /** Closing what is not there is no error, as in PostgreSQL. */
    void close(String name) {
        Origin origin = origins.remove(name);
        sourceChars -= origin == null ? 0 : origin.source().length();
        styled.remove(name);
        PreparedStatement statement = statements.remove(name);
        if (statement != null) {
            statement.release();
        }
    }

    void closeAll() {
        statements.values().forEach(PreparedStatement::release);
        statements.clear();
        origins.clear();
        sourceChars = 0;
        styled.clear();
    }
}
