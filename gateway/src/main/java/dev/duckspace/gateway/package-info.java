/** The gateway as a whole: its configuration (every limit, validated) and its server. */
@NullMarked
package dev.duckspace.gateway;

import org.jspecify.annotations.NullMarked;
