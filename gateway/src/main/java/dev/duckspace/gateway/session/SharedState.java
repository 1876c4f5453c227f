package dev.duckspace.gateway.session;

/** What the sessions of one workspace share: who listens to whom, and who holds which lock. */
record SharedState(Notifications notifications, AdvisoryLocks locks) {
    SharedState() {
        this(new Notifications(), new AdvisoryLocks());
    }
}
