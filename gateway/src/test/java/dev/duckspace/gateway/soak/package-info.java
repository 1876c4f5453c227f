/** Many clients of many workspaces for as long as one likes: nothing grows, nothing slows down. */
@NullMarked
package dev.duckspace.gateway.soak;

import org.jspecify.annotations.NullMarked;
