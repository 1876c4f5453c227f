package dev.duckspace.admin.service;

import dev.duckspace.metadata.Transaction;

/**
 * What else is written in the transaction that completes a create: there together with what was
 * created, or not at all. May run more than once, as transactions do.
 */
@FunctionalInterface
public interface Completion<T> {

    void complete(Transaction tx, T created);

    static <T> Completion<T> none() {
        return (tx, created) -> {};
    }
}
