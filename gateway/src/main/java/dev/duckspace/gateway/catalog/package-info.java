/**
 * PostgreSQL's system catalog and session functions over the engine's own metadata.
 *
 * <p>May use: engine, types, protocol. Thread: engine threads, once for each instance opened.
 */
@NullMarked
package dev.duckspace.gateway.catalog;

import org.jspecify.annotations.NullMarked;
