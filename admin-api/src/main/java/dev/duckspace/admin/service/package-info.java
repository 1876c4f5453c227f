/** What the admin API does, apart from HTTP: projects, workspaces, tokens. */
@NullMarked
package dev.duckspace.admin.service;

import org.jspecify.annotations.NullMarked;
