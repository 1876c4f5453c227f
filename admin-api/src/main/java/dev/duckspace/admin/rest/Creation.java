package dev.duckspace.admin.rest;

import dev.duckspace.admin.service.Completion;
import java.net.URI;
import java.util.function.Function;

/**
 * How something is created and answered.
 *
 * @param <C> what is created
 * @param <J> its JSON
 * @param type of the answer
 * @param work creates it
 * @param answer tells all, secrets that were just made too
 * @param repeated tells the same without any secret
 */
record Creation<C, J>(
        Class<J> type,
        Function<Completion<C>, C> work,
        Function<C, URI> location,
        Function<C, J> answer,
        Function<C, J> repeated) {

    /** Of something that has no secret. */
    static <C, J> Creation<C, J> of(
            Class<J> type,
            Function<Completion<C>, C> work,
            Function<C, URI> location,
            Function<C, J> answer) {
        return new Creation<>(type, work, location, answer, answer);
    }
}
