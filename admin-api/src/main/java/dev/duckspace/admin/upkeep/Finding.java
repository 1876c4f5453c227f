package dev.duckspace.admin.upkeep;

/**
 * Something that the consistency check found not to be as it should.
 *
 * @param subject a path from the data directory on, or a workspace's id
 * @param problem what is wrong, and what to do where nothing was done
 */
public record Finding(Outcome outcome, String subject, String problem) {

    /** What became of it. */
    public enum Outcome {
        REPAIRED("repaired"),
        WOULD_BE_REPAIRED("would be repaired"),
        REMAINS("remains");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return outcome.text() + ": " + subject + ": " + problem;
    }
}
