/** The templates of to_char, to_number, to_date and to_timestamp. */
@NullMarked
package dev.duckspace.gateway.functions.format;

import org.jspecify.annotations.NullMarked;
