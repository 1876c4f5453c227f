package dev.duckspace.gateway.session.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One parameter's value in one session, and the values that transactions and savepoints may bring
 * back.
 *
 * <p>Each nesting level that changes it keeps a frame: level 1 is the transaction, 2 its first
 * savepoint. SET lasts beyond the transaction, SET LOCAL does not; a SET LOCAL after a SET on the
 * same level remembers the SET's value as masked.
 */
final class SettingVariable {
    private final SettingDefinition definition;
    private Value current;
    private Value reset;
    private @Nullable Frame top;

    SettingVariable(SettingDefinition definition, Value boot) {
        this.definition = definition;
        this.current = boot;
        this.reset = boot;
    }

    SettingDefinition definition() {
        return definition;
    }

    String value() {
        return current.text;
    }

    SettingSource source() {
        return current.source;
    }

    Value reset() {
        return reset;
    }

    /** Changes the value that RESET returns to, and the current one with it. */
    void assignDefault(Value value) {
        reset = value;
        current = value;
    }

    /** Sets what a new transaction starts with: no rollback brings back the one before. */
    void assignAtBegin(String value) {
        current = new Value(value, current.source);
    }

    void assign(Value value, SettingScope scope, int level) {
        if (level > 0) {
            remember(scope, level);
        }
        current = value;
    }

    private void remember(SettingScope scope, int level) {
        Frame frame = top;
        if (frame == null || frame.level < level) {
            FrameState state = scope == SettingScope.LOCAL ? FrameState.LOCAL : FrameState.SET;
            top = new Frame(level, state, current, null, frame);
            return;
        }
        if (scope == SettingScope.SESSION) {
            frame.state = FrameState.SET;
            frame.masked = null;
        } else if (frame.state == FrameState.SET) {
            frame.masked = current;
            frame.state = FrameState.SET_LOCAL;
        }
    }

    /** Ends every level from the given one up. */
    void end(int level, boolean commit) {
        while (top != null && top.level >= level) {
            if (!endTop(top, level, commit)) {
                return;
            }
        }
    }

    /** False when the frame stays, as one of the level below. */
    private boolean endTop(Frame frame, int level, boolean commit) {
        if (!commit) {
            current = frame.prior;
        } else if (level == 1) {
            commitTransaction(frame);
        } else if (frame.below == null || frame.below.level < level - 1) {
            frame.level = level - 1;
            return false;
        } else {
            mergeInto(frame.below, frame);
        }
        top = frame.below;
        return true;
    }

    private void commitTransaction(Frame frame) {
        switch (frame.state) {
            case SET -> {}
            case LOCAL -> current = frame.prior;
            case SET_LOCAL -> current = Objects.requireNonNull(frame.masked);
        }
    }

    private static void mergeInto(Frame below, Frame frame) {
        switch (frame.state) {
            case SET -> {
                below.state = FrameState.SET;
                below.masked = null;
            }
            case LOCAL -> {
                if (below.state == FrameState.SET) {
                    below.masked = frame.prior;
                    below.state = FrameState.SET_LOCAL;
                }
            }
            case SET_LOCAL -> {
                below.masked = frame.masked;
                below.state = FrameState.SET_LOCAL;
            }
        }
    }

    record Value(String text, SettingSource source) {}

    private enum FrameState {
        SET,
        LOCAL,
        SET_LOCAL
    }

    private static final class Frame {
        private int level;
        private FrameState state;
        private final Value prior;
        private @Nullable Value masked;
        private final @Nullable Frame below;

        Frame(
                int level,
                FrameState state,
                Value prior,
                @Nullable Value masked,
                @Nullable Frame below) {
            this.level = level;
            this.state = state;
            this.prior = prior;
            this.masked = masked;
            this.below = below;
        }
    }
}
