/** Real client programs and drivers against a whole gateway. */
@NullMarked
package dev.duckspace.gateway.clients;

import org.jspecify.annotations.NullMarked;
