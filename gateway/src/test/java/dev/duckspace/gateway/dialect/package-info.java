/**
 * PostgreSQL's SQL, statement by statement: what PostgreSQL 15 answers, by value and type, and what
 * the gateway does with the same statement.
 */
@NullMarked
package dev.duckspace.gateway.dialect;

import org.jspecify.annotations.NullMarked;
