/** The settings of the process: one typed record from file, environment and flags. */
@NullMarked
package dev.duckspace.admin.config;

import org.jspecify.annotations.NullMarked;
