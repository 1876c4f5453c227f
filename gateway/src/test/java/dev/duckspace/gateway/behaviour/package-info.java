/**
 * How a whole gateway behaves where time, failure and number matter: slow and vanishing clients,
 * cancels, limits, shutdown, many sessions at once. Seen through raw connections.
 */
@NullMarked
package dev.duckspace.gateway.behaviour;

import org.jspecify.annotations.NullMarked;
