package dev.duckspace.admin.service;

import dev.duckspace.admin.service.WorkspaceFiles.StoredObject;
import dev.duckspace.metadata.Workspace;
import java.util.List;

/** A workspace as it is now. */
public record WorkspaceDetail(
        Workspace workspace,
        String username,
        long sizeBytes,
        int activeSessions,
        List<StoredObject> objects) {}
