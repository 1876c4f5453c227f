-- What the management of workspaces keeps beside them.

-- A create that was asked for with an Idempotency-Key, and its first answer without the password.
-- Written with what was created: a create that fails or is killed leaves nothing here.
CREATE TABLE idempotency_keys (
    scope TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    location TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (scope, idempotency_key)
);

-- Work that a request has left to be done after its answer.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    branch_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    rows_done BIGINT NOT NULL,
    percent DOUBLE PRECISION NOT NULL,
    result TEXT NOT NULL,
    problem TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);

-- How long a workspace was asked to live, for work in it to extend.
ALTER TABLE workspaces ADD COLUMN ttl_hours INTEGER DEFAULT 24;

-- Two tokens may have one name; '' where no token acted.
ALTER TABLE events ADD COLUMN actor_id TEXT DEFAULT '';

ALTER TABLE access_tokens ADD COLUMN last_used_at TIMESTAMPTZ;
