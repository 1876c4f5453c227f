/**
 * PostgreSQL's functions and operators on json and jsonb, and its path language.
 *
 * <p>May use: engine, types, protocol. Thread: any; nothing here has state.
 */
@NullMarked
package dev.duckspace.gateway.functions.json;

import org.jspecify.annotations.NullMarked;
