package dev.duckspace.gateway.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * OIDs of the user's objects: hashes of kind and name, so that they are the same in every session
 * and after a restart. Where two names meet, the one that came first keeps its number.
 */
final class ObjectIds {
    /** Below are PostgreSQL's own. */
    static final long FIRST = 16_384;

    private static final long COUNT = (1L << 31) - FIRST;

    private final Map<String, Long> known = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();

    /**
     * @param kind a word of ours, such as relation or type
     * @param name with its schema
     */
    synchronized long of(String kind, String name) {
        String key = kind + ' ' + name;
        Long before = known.get(key);
        if (before != null) {
            return before;
        }
        long id = hash(key);
        for (int again = 1; !taken.add(id); again++) {
            id = hash(key + ' ' + again);
        }
        known.put(key, id);
        return id;
    }

    /** One that no object had, for who keeps it. */
    synchronized long fresh(String kind, String name) {
        String key = kind + ' ' + name;
        for (int again = 0; ; again++) {
            String text = again == 0 ? key : key + ' ' + again;
            long id = hash(text);
            if (!known.containsKey(text) && taken.add(id)) {
                known.put(text, id);
                return id;
            }
        }
    }

    /** That an object has which was made before. */
    synchronized void keep(long id) {
        taken.add(id);
    }

    /** As the catalog's SQL has it: own.oid_of. */
    static long hash(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            long low = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong(Long.BYTES);
            return FIRST + Long.remainderUnsigned(low, COUNT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
