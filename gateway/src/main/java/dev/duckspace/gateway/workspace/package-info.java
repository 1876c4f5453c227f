/**
 * Open workspaces: reference-counted engine instances, lazily attached project tables, the guard.
 *
 * <p>May use: engine, catalog, metadata, sql, protocol. Thread: engine threads where it touches the
 * engine.
 */
@NullMarked
package dev.duckspace.gateway.workspace;

import org.jspecify.annotations.NullMarked;
