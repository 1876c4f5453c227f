package dev.duckspace.gateway.sql;

/**
 * One difference between PostgreSQL's spelling and the engine's. A rule is called at each token of
 * the kinds or keywords it is registered for, and collects edits.
 */
@FunctionalInterface
interface RewriteRule {
    void apply(Rewrite rewrite, int at);
}
