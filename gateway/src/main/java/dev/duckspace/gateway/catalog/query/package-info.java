/**
 * The query of a view as PostgreSQL prints it: {@link
 * dev.duckspace.gateway.catalog.query.QueryReader} reads the user's text ({@link
 * dev.duckspace.gateway.catalog.query.Syntax}), {@link
 * dev.duckspace.gateway.catalog.query.QueryAnalysis} finds what its names and operators mean and
 * which casts PostgreSQL puts in ({@link dev.duckspace.gateway.catalog.query.Node}), {@link
 * dev.duckspace.gateway.catalog.query.QueryPrinter} lays it out. Whatever is not known is {@link
 * dev.duckspace.gateway.catalog.query.UnreadableQuery}: then the text stays the user's.
 */
@NullMarked
package dev.duckspace.gateway.catalog.query;

import org.jspecify.annotations.NullMarked;
