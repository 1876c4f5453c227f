/**
 * Conversations from a seed: legal and illegal messages in any order, in pieces of any size, with
 * cancels and lost clients, and a model of PostgreSQL's protocol that says which answers may come.
 */
@NullMarked
package dev.duckspace.gateway.simulation;

import org.jspecify.annotations.NullMarked;
