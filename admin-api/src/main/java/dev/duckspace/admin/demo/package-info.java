/** The sample project that {@code duckspace demo} shows. */
@NullMarked
package dev.duckspace.admin.demo;

import org.jspecify.annotations.NullMarked;
