/** PostgreSQL's regular expressions: what a pattern means, and what it takes of a text. */
@NullMarked
package dev.duckspace.gateway.functions.regex;

import org.jspecify.annotations.NullMarked;
