package dev.duckspace.gateway.workspace;

/**
 * Where the engine instances of workspaces run. Nothing above this interface may assume that it is
 * this process.
 */
public interface WorkspaceHost extends AutoCloseable {

    /** Makes the file of a new workspace; nothing when it is there. */
    void create(WorkspaceLocation workspace);

    /**
     * Opens a workspace, or joins who has it open. Each acquired one must be closed. Not to be
     * called from an engine thread.
     *
     * @throws dev.duckspace.gateway.protocol.PgException 3D000 when it does not exist, 57P03 when
     *     the host is closing
     */
    OpenWorkspace acquire(WorkspaceLocation workspace);

    /** What a workspace holds; opens it when it is asked. */
    WorkspaceContents contents(WorkspaceLocation workspace);

    /**
     * Closes a workspace under its sessions, if it is open: what they run ends, and what they ask
     * afterwards fails. Not to be called from an engine thread.
     */
    void shut(WorkspaceLocation workspace);

    /** Shuts a workspace and deletes its files. */
    void delete(WorkspaceLocation workspace);

    /**
     * What a workspace takes on disk, in bytes; 0 when it has no file. Exact while it is open, and
     * as of its closing afterwards; of one that this process has not opened yet the size of its
     * file.
     */
    long sizeBytes(WorkspaceLocation workspace);

    /** The size limit of a workspace has changed: where it is open, it is taken up. */
    void sizeLimitChanged(WorkspaceLocation workspace);

    /** Workspaces that are open now, with or without sessions. */
    int openCount();

    /**
     * What the engines of all open workspaces use now. Asks each of them, so not often, and not
     * from an engine thread.
     */
    EngineUsage usage();

    /**
     * Makes what the first look at the system catalog would otherwise wait for, which takes a
     * second or two; returns when it is there. Not to be called from an engine thread.
     */
    void warmUp();

    @Override
    void close();
}
