package dev.duckspace.metadata;

import java.sql.Connection;

/** The repositories of one transaction; use them only inside the function that got it. */
public final class Transaction {
    private final Sql sql;
    private final Sql accessSql;

    Transaction(Connection connection) {
        this.sql = new Sql(connection);
        this.accessSql = new Sql(connection);
    }

    /** Whether it may have changed who may connect to which workspace. */
    boolean mayChangeAccess() {
        return accessSql.hasUpdated();
    }

    public ProjectRepository projects() {
        return new ProjectRepository(accessSql);
    }

    public BranchRepository branches() {
        return new BranchRepository(accessSql);
    }

    public WorkspaceRepository workspaces() {
        return new WorkspaceRepository(accessSql);
    }

    public CredentialRepository credentials() {
        return new CredentialRepository(accessSql);
    }

    public EventRepository events() {
        return new EventRepository(sql);
    }

    public JobRepository jobs() {
        return new JobRepository(sql);
    }

    public TokenRepository tokens() {
        return new TokenRepository(sql);
    }

    public IdempotencyRepository idempotency() {
        return new IdempotencyRepository(sql);
    }
}
