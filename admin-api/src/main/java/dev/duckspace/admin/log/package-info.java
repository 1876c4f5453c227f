/** How the process logs: text or JSON lines, and what every line of a request carries. */
@NullMarked
package dev.duckspace.admin.log;

import org.jspecify.annotations.NullMarked;
