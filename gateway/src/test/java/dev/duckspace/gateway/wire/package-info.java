/**
 * The client's half of the wire protocol, written by hand for tests: frames, login, text scripts of
 * messages, and a throwaway PostgreSQL to run the same scripts on.
 */
@NullMarked
package dev.duckspace.gateway.wire;

import org.jspecify.annotations.NullMarked;
