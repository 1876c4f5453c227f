package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.gateway.workspace.LoadedTables;
import dev.duckspace.gateway.workspace.TableLoad;
import dev.duckspace.metadata.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the services need of the gateway's open workspaces and of the data directory. */
public interface WorkspaceFiles {

    /**
     * A table, view or other object of a workspace or project.
     *
     * @param type {@code table} or {@code view}
     * @param rows null where counting means running it
     */
    record StoredObject(String schema, String name, String type, @Nullable Long rows) {}

    /** Makes the database file; clients can connect when this returns. */
    void create(Workspace workspace);

    /** Ends its sessions and removes its file; does nothing where there is none. */
    void delete(Workspace workspace);

    /** What the database takes on disk, in bytes. */
    long sizeBytes(Workspace workspace);

    /** The size limit of its row is another now; open sessions keep to it from here on. */
    void sizeLimitChanged(Workspace workspace);

    /** How many clients are connected now. */
    int activeSessions(Workspace workspace);

    /** What its user made: tables and views, without those of the project. */
    List<StoredObject> objects(Workspace workspace);

    /** The project's tables, as this workspace sees them. */
    List<StoredObject> attachedTables(Workspace workspace);

    /** Drops what its user made; sessions stay. */
    void clear(Workspace workspace);

    /** Drops one object that its user made, by its name with or without a schema. */
    void drop(Workspace workspace, String name);

    /** Copies tables of the project into it: all of them or none. */
    LoadedTables load(Workspace workspace, List<TableLoad> loads, LoadListener listener);

    /** Ends its sessions, whose password does not hold any more. */
    void endSessions(Workspace workspace);

    /** Whether main, or one branch, has tables of its own. */
    boolean hasTables(String projectId, @Nullable String branchId);

    /** Removes all that main, or one branch, keeps; its workspaces are gone before. */
    void deleteAll(String projectId, @Nullable String branchId);
}
