package dev.duckspace.metadata;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How things are named. A project's and a branch's id stand in directory names, a workspace's id in
 * database, user and file names, so each has a narrow alphabet.
 */
public final class Identifiers {
    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Pattern WORKSPACE_ID = Pattern.compile("ws_[0-9a-f]{12}");
    private static final String DATABASE_PREFIX = "workspace_";
    private static final String USER_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int USER_SUFFIX_LENGTH = 6;
    private static final int NAME_LENGTH_MAX = 200;
    private static final int DESCRIPTION_LENGTH_MAX = 4_000;
    private static final int TAG_LENGTH_MAX = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifiers() {}

    /**
     * Refuses what is no project id. {@code _branch_} is refused too: the directory of project
     * {@code a_branch_b} would be that of branch {@code b} of project {@code a}.
     */
    public static String requireProjectId(String id) {
        requireId("project id", id);
        if (id.contains("_branch_") || id.endsWith("_branch")) {
            throw new IllegalArgumentException(
                    "a project id holds no \"_branch\" before an underscore or at its end");
        }
        return id;
    }

    public static String requireBranchId(String id) {
        return requireId("branch id", id);
    }

    public static String requireWorkspaceId(String id) {
        if (!isWorkspaceId(id)) {
            throw new IllegalArgumentException(
                    "a workspace id is ws_ and 12 hexadecimal digits in lower case");
        }
        return id;
    }

    public static boolean isWorkspaceId(String id) {
        return WORKSPACE_ID.matcher(id).matches();
    }

    /** A new workspace id: 48 random bits; the primary key catches the one in a lifetime. */
    public static String newWorkspaceId() {
        return "ws_" + randomHex(6);
    }

    /** The database name of a workspace: {@code workspace_ws_ab12cd34ef56}. */
    public static String database(String workspaceId) {
        return DATABASE_PREFIX + requireWorkspaceId(workspaceId);
    }

    /** A new user name of a workspace, {@code ws_ws_ab12cd34ef56_k3x9qz}: 25 bytes. */
    public static String newUsername(String workspaceId) {
        StringBuilder name =
                new StringBuilder("ws_").append(requireWorkspaceId(workspaceId)).append('_');
        for (int i = 0; i < USER_SUFFIX_LENGTH; i++) {
            name.append(USER_ALPHABET.charAt(RANDOM.nextInt(USER_ALPHABET.length())));
        }
        return name.toString();
    }

    /** A new event id; ids sort by {@code at}. */
    public static String newEventId(Instant at) {
        long micros =
                Math.addExact(
                        Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
        return "ev_" + HexFormat.of().toHexDigits(micros) + randomHex(4);
    }

    public static String newTokenId() {
        return "tk_" + randomHex(6);
    }

    public static String newJobId() {
        return "job_" + randomHex(8);
    }

    public static String requireName(String what, String name) {
        return requireText(what, name, 1, NAME_LENGTH_MAX);
    }

    public static String requireDescription(String description) {
        if (description.length() > DESCRIPTION_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a description has at most " + DESCRIPTION_LENGTH_MAX + " characters");
        }
        if (description.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a description holds no NUL character");
        }
        return description;
    }

    public static String requireTag(String tag) {
        return requireText("tag", tag, 1, TAG_LENGTH_MAX);
    }

    private static String requireId(String what, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a " + what + " is 1 to 64 of a-z, 0-9, _ and -, not \"" + shown(id) + "\"");
        }
        return id;
    }

    private static String requireText(String what, String text, int lengthMin, int lengthMax) {
        if (text.length() < lengthMin || text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "a " + what + " has " + lengthMin + " to " + lengthMax + " characters");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("a " + what + " is more than blanks");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a " + what + " holds no control characters");
        }
        return text;
    }

    private static String shown(String id) {
        String start = id.length() <= 80 ? id : id.substring(0, 80) + "...";
        return start.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
