/** The HTTP face: controllers, their JSON, problem documents, bearer tokens. */
@NullMarked
package dev.duckspace.admin.rest;

import org.jspecify.annotations.NullMarked;
