package dev.duckspace.gateway.types;

/** Writes the values of one column in one format, NULLs excepted. For one thread at a time. */
sealed interface ValueWriter permits ScalarWriter, NestedWriter {}
