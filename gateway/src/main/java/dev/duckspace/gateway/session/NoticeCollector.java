package dev.duckspace.gateway.session;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.session.settings.SettingDefinition;
import dev.duckspace.gateway.session.settings.SettingsListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what the settings have to say until there is a good moment to send it. */
final class NoticeCollector implements SettingsListener {
    private final List<ErrorInfo> notices = new ArrayList<>();
    private long count;

    @Override
    public void changed(SettingDefinition definition, String oldValue, String newValue) {
        count++;
    }

    @Override
    public void notice(ErrorInfo notice) {
        notices.add(notice);
    }

    /** How many values have changed since the session began. */
    long count() {
        return count;
    }

    void drainTo(Consumer<ErrorInfo> receiver) {
        List<ErrorInfo> drained = List.copyOf(notices);
        notices.clear();
        drained.forEach(receiver);
    }
}
