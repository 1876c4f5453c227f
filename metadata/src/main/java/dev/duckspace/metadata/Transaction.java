package dev.duckspace.metadata;

/** The repositories of one transaction; use them only inside the function that got it. */
public final class Transaction {
    private final Sql sql;

    Transaction(Sql sql) {
        this.sql = sql;
    }

    public ProjectRepository projects() {
        return new ProjectRepository(sql);
    }

    public BranchRepository branches() {
        return new BranchRepository(sql);
    }

    public WorkspaceRepository workspaces() {
        return new WorkspaceRepository(sql);
    }

    public CredentialRepository credentials() {
        return new CredentialRepository(sql);
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
