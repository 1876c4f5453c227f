/**
 * PostgreSQL's session parameters (SET, SHOW, RESET, set_config), answered without the engine: what
 * exists, what a value may be, how it is shown, and how transactions and savepoints undo it.
 *
 * <p>May use: protocol. Thread: the session's own; definitions are immutable and shared.
 */
@NullMarked
package dev.duckspace.gateway.session.settings;

import org.jspecify.annotations.NullMarked;
