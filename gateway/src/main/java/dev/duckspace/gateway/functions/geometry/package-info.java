/**
 * Points, segments, boxes, paths, polygons, circles and lines: PostgreSQL's arithmetic on them,
 * with its tolerance of a millionth. Knows nothing of the engine.
 */
@NullMarked
package dev.duckspace.gateway.functions.geometry;

import org.jspecify.annotations.NullMarked;
