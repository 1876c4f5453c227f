package dev.duckspace.gateway.workspace;

import java.nio.file.Path;

/** Another process serves this data directory; its message is for the person who starts ours. */
public final class DataDirectoryInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(Path directory, String holder) {
        super(
                "data directory %s is in use by %s: one process owns a data directory"
                        .formatted(directory, holder));
    }
}
