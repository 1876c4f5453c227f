/**
 * The only door to DuckDB: its C API through Java's foreign function interface, on the native
 * library that the pinned JDBC driver carries.
 *
 * <p>May use: nothing of ours. Thread: every native call that can take time runs on the {@link
 * dev.duckspace.gateway.engine.EnginePool}; all unsafe memory access stays here.
 */
@NullMarked
package dev.duckspace.gateway.engine;

import org.jspecify.annotations.NullMarked;
