/** The REST face and the start of the process. */
@NullMarked
package dev.duckspace.admin;

import org.jspecify.annotations.NullMarked;
