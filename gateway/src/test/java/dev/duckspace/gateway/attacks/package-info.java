/** What a hostile user of a workspace tries, and that it has no effect. */
@NullMarked
package dev.duckspace.gateway.attacks;

import org.jspecify.annotations.NullMarked;
