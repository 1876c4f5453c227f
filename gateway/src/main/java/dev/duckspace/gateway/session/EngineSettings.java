package dev.duckspace.gateway.session;

import dev.duckspace.gateway.engine.EnginePool;
import dev.duckspace.gateway.session.settings.DateStyleSetting;
import dev.duckspace.gateway.session.settings.SessionSettings;
import dev.duckspace.gateway.session.settings.ShownSetting;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.types.ByteaOutput;
import dev.duckspace.gateway.types.DateStyle;
import dev.duckspace.gateway.types.IntervalStyle;
import dev.duckspace.gateway.types.OidNames;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.workspace.WorkspaceConnection;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session's parameters mean outside the parameters themselves: the engine's time zone and
 * search path, and how values are spelled. The engine is told before the next statement, not when a
 * parameter changes, so that a rollback of SET needs no care of its own.
 */
final class EngineSettings {
    private final EnginePool pool;
    private final WorkspaceConnection connection;
    private final SessionSettings settings;
    private final NoticeCollector changes;
    private @Nullable ZoneId appliedZone;
    private @Nullable List<String> appliedPath;
    private long toldChanges = -1;

    EngineSettings(
            EnginePool pool,
            WorkspaceConnection connection,
            SessionSettings settings,
            NoticeCollector changes) {
        this.pool = pool;
        this.connection = connection;
        this.settings = settings;
        this.changes = changes;
        connection.engine().sessionSettings(name -> settings.find(name).orElse(null));
    }

    /** Brings the engine up to date for this statement. */
    void apply(SqlText text) {
        ZoneId zone = settings.timeZone();
        List<String> path = settings.searchPath();
        boolean zoneChanged = !zone.equals(appliedZone);
        boolean pathChanged = !path.equals(appliedPath);
        boolean tell = toldChanges != changes.count() && readsSettings(text);
        if (!zoneChanged && !pathChanged && !tell) {
            return;
        }
        pool.run(
                () -> {
                    if (zoneChanged) {
                        connection.timeZone(zone.getId());
                    }
                    if (pathChanged) {
                        connection.searchPath(path);
                    }
                    if (tell) {
                        connection.settings(all());
                    }
                });
        appliedZone = zone;
        appliedPath = path;
        toldChanges = tell ? changes.count() : toldChanges;
    }

    /** All of the parameters are many: the engine hears of them only when a statement asks. */
    private static boolean readsSettings(SqlText text) {
        return text.mentions("current_setting") || text.mentions("set_config");
    }

    private Map<String, String> all() {
        Map<String, String> values = new HashMap<>();
        for (ShownSetting shown : settings.showAll()) {
            values.put(shown.name().toLowerCase(Locale.ROOT), shown.value());
        }
        return values;
    }

    /**
     * Where an unqualified CREATE TABLE puts its table; null while no schema of the path exists.
     */
    @Nullable String currentSchema() {
        return connection.searchedSchemas().stream().findFirst().orElse(null);
    }

    TextSettings textSettings() {
        return new TextSettings(
                settings.timeZone(),
                dateStyle(settings.dateStyle()),
                IntervalStyle.valueOf(settings.intervalStyle().toUpperCase(Locale.ROOT)),
                settings.extraFloatDigits(),
                ByteaOutput.valueOf(settings.byteaOutput().toUpperCase(Locale.ROOT)),
                OidNames.NONE);
    }

    private static DateStyle dateStyle(DateStyleSetting style) {
        return new DateStyle(
                DateStyle.Format.valueOf(style.format().name()),
                DateStyle.Order.valueOf(style.order().name()));
    }
}
