package dev.duckspace.gateway.workspace;

import dev.duckspace.gateway.catalog.HiddenNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A table's file as it was found: one version of it, since a table is published by renaming a new
 * file into its place.
 *
 * @param version 16 hexadecimal digits made of inode, size and time
 */
public record TableFile(TableName name, Path file, String version) {

    /**
     * @throws IOException when there is no such file any more
     */
    static TableFile of(TableName name, Path file) throws IOException {
        return new TableFile(name, file, versionOf(file));
    }

    /** The version that stands at this path now. */
    static String versionOf(Path file) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:ino,size,lastModifiedTime");
        long inode = ((Number) value(attributes, "ino")).longValue();
        long size = ((Number) value(attributes, "size")).longValue();
        FileTime time = (FileTime) value(attributes, "lastModifiedTime");
        long nanos = time.to(TimeUnit.NANOSECONDS);
        return HexFormat.of().toHexDigits(mix(mix(mix(inode) ^ size) ^ nanos));
    }

    /** The hidden name under which the engine has this version attached. */
    String alias() {
        return HiddenNames.TABLE_PREFIX + name.schema() + '$' + name.table() + '$' + version;
    }

    private static Object value(Map<String, Object> attributes, String key) {
        Object value = attributes.get(key);
        if (value == null) {
            throw new IllegalStateException("the file system tells no " + key);
        }
        return value;
    }

    /** The finalizer of SplitMix64: different inputs give different outputs. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
