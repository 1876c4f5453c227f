-- One dialect for DuckDB and PostgreSQL. No foreign keys: the engine cannot update a referenced
-- row's key nor delete parent and child in one transaction, so the application orders its writes.
-- An absent project or branch is '' where it belongs to a key, because NULLs are never equal.

CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE branches (
    project_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    inherits BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (project_id, id)
);

CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    branch_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    tags TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    size_limit_bytes BIGINT NOT NULL,
    UNIQUE (project_id, branch_id, name)
);

CREATE TABLE credentials (
    username TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    scram_verifier TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE access_tokens (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ
);

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    occurred_at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    project_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    remote_address TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL
);
