/**
 * A process beside the serving one, which starts it again when it has died or no longer answers.
 * Nothing that was committed is lost by that; sessions are.
 */
@NullMarked
package dev.duckspace.admin.supervision;

import org.jspecify.annotations.NullMarked;
