package dev.duckspace.admin.upkeep;

import dev.duckspace.metadata.Workspace;

/** Where what the program does by itself is written to. */
@FunctionalInterface
public interface SystemEvents {

    /**
     * @param action a noun and a verb, as {@code workspace.expire}
     * @param detail for people
     */
    void write(String action, Workspace workspace, String detail);
}
