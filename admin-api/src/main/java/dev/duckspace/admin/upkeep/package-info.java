/** What runs beside requests. */
@NullMarked
package dev.duckspace.admin.upkeep;

import org.jspecify.annotations.NullMarked;
