/** What exists: projects, branches, workspaces, credentials and events, in one SQL store. */
@NullMarked
package dev.duckspace.metadata;

import org.jspecify.annotations.NullMarked;
