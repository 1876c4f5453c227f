package dev.duckspace.gateway.workspace;

import java.util.Optional;

/** What names of a workspace's views and functions stand for when the engine plans them. */
interface Definitions {
    /** Nothing is defined. */
    Definitions NONE =
            new Definitions() {
                @Override
                public long view(String name) {
                    return 1;
                }

                @Override
                public boolean mayDefine(String function) {
                    return false;
                }

                @Override
                public Optional<Body> function(String name) {
                    return Optional.empty();
                }
            };

    /**
     * A function's text, which the engine puts in the place of each call.
     *
     * @param tokens planned for the text itself
     * @param arguments how often the arguments of a call are planned
     */
    record Body(long tokens, long arguments) {}

    /** The tokens planned where a view is named; 1 when there is none. In lower case. */
    long view(String name);

    /** Whether a function of this name is not the system's; asks nobody. In lower case. */
    boolean mayDefine(String function);

    /** Empty for the system's own. In lower case. */
    Optional<Body> function(String name);
}
