package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.Severity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One session's parameters: SET, SHOW, RESET, set_config and current_setting, with PostgreSQL's
 * transaction semantics. What a value means beyond that is its listener's to apply.
 *
 * <p>Errors are PostgreSQL's: 42704 for an unknown name, 22023 for a wrong value, 55P02 and 42501
 * for what may not change; a failed call changes nothing.
 */
public final class SessionSettings {
    private static final String SEARCH_PATH = "search_path";

    private final SettingCatalog catalog = SettingCatalog.instance();
    private final SettingVariables variables;
    private final SettingsListener listener;
    private final Context context = new Context();
    private final String user;
    private final Map<String, String> reported = new LinkedHashMap<>();
    private boolean snapshotTaken;

    /** Errors: those of {@link #set} for values that the defaults bring and are wrong. */
    public SessionSettings(SettingDefaults defaults, SettingsListener listener) {
        this.listener = listener;
        this.user = defaults.user();
        this.variables = new SettingVariables(listener);
        defaults.all().forEach(this::applyDefault);
        reported.put(SEARCH_PATH, show(SEARCH_PATH));
    }

    private void applyDefault(String name, String text) {
        SettingDefinition definition =
                catalog.find(name).orElseThrow(() -> SettingErrors.unrecognized(name));
        String value = SettingChecks.check(definition, definition.parse(text), context);
        variables.assignDefault(
                definition, new SettingVariable.Value(value, SettingSource.DEFAULT));
    }

    /** A start-up parameter: becomes what RESET returns to. Errors are FATAL. */
    public void applyStartup(String name, String text) {
        asFatal(() -> assignAtStartup(name, text));
    }

    /** The start-up packet's options: {@code -c x=y --x=y}. Errors are FATAL. */
    public void applyStartupOptions(String options) {
        asFatal(
                () ->
                        StartupOptions.parse(options)
                                .forEach(option -> assignAtStartup(option.name(), option.value())));
    }

    private void assignAtStartup(String name, String text) {
        SettingDefinition definition = definition(name);
        definition.context().checkStartup(definition);
        String value = SettingChecks.check(definition, definition.parse(text), context);
        variables.assignDefault(definition, new SettingVariable.Value(value, SettingSource.CLIENT));
    }

    private static void asFatal(Runnable assignment) {
        try {
            assignment.run();
        } catch (PgException e) {
            ErrorInfo info = e.info();
            throw new PgException(
                    ErrorInfo.fatal(info.sqlState(), info.message())
                            .withDetail(info.detail())
                            .withHint(info.hint()),
                    e);
        }
    }

    /**
     * Sets from one text, as set_config does, and returns what SHOW prints then. LOCAL outside a
     * transaction checks the value and changes nothing.
     */
    public String set(String name, String text, SettingScope scope) {
        SettingDefinition definition = changeable(name);
        String value = SettingChecks.check(definition, definition.parse(text), context);
        variables.assign(
                definition, new SettingVariable.Value(value, SettingSource.SESSION), scope);
        return display(definition, value);
    }

    /**
     * Sets from a SET statement's arguments: strings without quotes, numbers and identifiers as
     * written, {@code INTERVAL '1:00' HOUR TO MINUTE} as one argument. Errors: also 22023 for
     * several arguments where one is taken.
     */
    public String set(String name, List<String> arguments, SettingScope scope) {
        SettingDefinition definition =
                catalog.find(name).orElseGet(() -> SettingDefinition.custom(name));
        boolean list = definition.is(SettingFlag.LIST);
        if (!list && arguments.size() != 1) {
            throw SettingErrors.tooManyArguments(name);
        }
        boolean quote = definition.is(SettingFlag.LIST_QUOTE);
        return set(
                name,
                arguments.stream()
                        .map(argument -> quote ? IdentifierList.quote(argument) : argument)
                        .collect(Collectors.joining(", ")),
                scope);
    }

    /** SET name TO DEFAULT, and RESET with scope SESSION. */
    public void reset(String name, SettingScope scope) {
        SettingDefinition definition = changeable(name);
        variables.assign(definition, variables.resetValue(definition), scope);
    }

    public void resetAll() {
        variables.resetAll();
    }

    /** What DISCARD ALL does to parameters: RESET ALL, and the session's own role again. */
    public void discardAll() {
        reset("session_authorization", SettingScope.SESSION);
        reset("role", SettingScope.SESSION);
        resetAll();
    }

    /** As SHOW prints it. Errors: 42704, and 42501 for what only superusers see. */
    public String show(String name) {
        return find(name).orElseThrow(() -> SettingErrors.unrecognized(name));
    }

    /** As current_setting with missing_ok: empty when there is no such parameter. Errors: 42501. */
    public Optional<String> find(String name) {
        Optional<SettingDefinition> found = catalog.find(name).or(() -> variables.custom(name));
        found.filter(definition -> definition.is(SettingFlag.SUPERUSER_ONLY))
                .ifPresent(
                        definition -> {
                            throw SettingErrors.hidden(definition);
                        });
        return found.map(definition -> display(definition, variables.value(definition)));
    }

    /** The name's spelling as a result column shows it; empty when there is no such parameter. */
    public Optional<SettingDefinition> definitionOf(String name) {
        return catalog.find(name).or(() -> variables.custom(name));
    }

    /** SHOW ALL, ordered by name. */
    public List<ShownSetting> showAll() {
        return visible()
                .map(d -> new ShownSetting(d.name(), display(d, variables.value(d))))
                .toList();
    }

    /** pg_settings, ordered by name. */
    public List<SettingRow> rows() {
        return visible()
                .map(
                        d ->
                                new SettingRow(
                                        d,
                                        d.plain(variables.value(d)),
                                        variables.source(d),
                                        d.plain(variables.resetValue(d).text())))
                .toList();
    }

    private Stream<SettingDefinition> visible() {
        return catalog.all().stream()
                .filter(definition -> !definition.is(SettingFlag.NO_SHOW_ALL))
                .filter(definition -> !definition.is(SettingFlag.SUPERUSER_ONLY));
    }

    /** For ParameterStatus at the start: everything that is reported. */
    public List<ShownSetting> reported() {
        List<ShownSetting> all = new ArrayList<>();
        for (SettingDefinition definition : catalog.all()) {
            if (definition.is(SettingFlag.REPORT)) {
                all.add(shown(definition));
            }
        }
        all.forEach(setting -> reported.put(setting.name(), setting.value()));
        return all;
    }

    /** For ParameterStatus before ReadyForQuery: what has changed since last told. */
    public List<ShownSetting> takeReportedChanges() {
        List<ShownSetting> changes = new ArrayList<>();
        for (Map.Entry<String, String> entry : reported.entrySet()) {
            String value = show(entry.getKey());
            if (!value.equals(entry.getValue())) {
                changes.add(new ShownSetting(entry.getKey(), value));
                entry.setValue(value);
            }
        }
        return changes;
    }

    /** A transaction starts, an implicit one too; does nothing inside one. */
    public void onBegin() {
        if (variables.level() == 0) {
            snapshotTaken = false;
            variables.begin();
        }
    }

    /** COMMIT AND CHAIN and ROLLBACK AND CHAIN: a transaction starts in the modes of the last. */
    public void onBegin(TransactionModes modes) {
        onBegin();
        variables.assignModes(modes);
    }

    public TransactionModes transactionModes() {
        return new TransactionModes(
                value("transaction_isolation"),
                isOn("transaction_read_only"),
                isOn("transaction_deferrable"));
    }

    /** The transaction's first query runs: its isolation level is settled. */
    public void onSnapshotTaken() {
        snapshotTaken = true;
    }

    public void onCommit() {
        variables.end(1, true);
    }

    public void onRollback() {
        variables.end(1, false);
    }

    /** Returns the savepoint's depth, from 1; the caller keeps it with the name. */
    public int onSavepoint() {
        return variables.savepoint() - 1;
    }

    /** Undoes what was set since the savepoint, which stays. */
    public void onRollbackTo(int depth) {
        variables.end(depth + 1, false);
        variables.savepoint();
    }

    public void onRelease(int depth) {
        variables.end(depth + 1, true);
    }

    /** How long a statement waits for a lock; zero: for ever. */
    public Duration lockTimeout() {
        return Duration.ofMillis(whole("lock_timeout"));
    }

    /** Zero: none. */
    public Duration statementTimeout() {
        return Duration.ofMillis(whole("statement_timeout"));
    }

    /** Zero: none. */
    public Duration idleInTransactionTimeout() {
        return Duration.ofMillis(whole("idle_in_transaction_session_timeout"));
    }

    /** Zero: none. */
    public Duration idleSessionTimeout() {
        return Duration.ofMillis(whole("idle_session_timeout"));
    }

    public ZoneId timeZone() {
        return TimeZoneName.zoneOf(value("timezone"));
    }

    public DateStyleSetting dateStyle() {
        return DateStyleSetting.of(value("datestyle"));
    }

    /** postgres, postgres_verbose, sql_standard or iso_8601. */
    public String intervalStyle() {
        return value("intervalstyle");
    }

    public int extraFloatDigits() {
        return (int) whole("extra_float_digits");
    }

    /** hex or escape. */
    public String byteaOutput() {
        return value("bytea_output");
    }

    /** As named: {@code $user} stands for the session's role. */
    public List<String> searchPath() {
        return IdentifierList.split(value(SEARCH_PATH)).orElseThrow();
    }

    public String applicationName() {
        return value("application_name");
    }

    /** Messages below it are not sent; ERROR and above always are. */
    public Severity clientMinMessages() {
        String level = value("client_min_messages");
        return level.startsWith("debug")
                ? Severity.DEBUG
                : Severity.valueOf(level.toUpperCase(Locale.ROOT));
    }

    public boolean defaultTransactionReadOnly() {
        return isOn("default_transaction_read_only");
    }

    /** In lower case: {@code read committed}. */
    public String defaultTransactionIsolation() {
        return value("default_transaction_isolation");
    }

    private String value(String name) {
        return variables.value(catalog.find(name).orElseThrow());
    }

    private long whole(String name) {
        return Long.parseLong(value(name));
    }

    private boolean isOn(String name) {
        return value(name).equals("on");
    }

    private ShownSetting shown(SettingDefinition definition) {
        return new ShownSetting(
                definition.name(), display(definition, variables.value(definition)));
    }

    private static String display(SettingDefinition definition, String value) {
        return definition.key().equals("seed") ? "unavailable" : definition.display(value);
    }

    private SettingDefinition changeable(String name) {
        SettingDefinition definition = definition(name);
        definition.context().checkSet(definition);
        return definition;
    }

    /** A name with a dot that nobody knows becomes a custom parameter once it is set. */
    private SettingDefinition definition(String name) {
        return definitionOf(name).orElseGet(() -> SettingDefinition.namedBySession(name));
    }

    /** What checks may ask of this session. */
    private final class Context implements SettingChecks.Context {
        @Override
        public String user() {
            return user;
        }

        @Override
        public String current(SettingDefinition definition) {
            return variables.value(definition);
        }

        @Override
        public String resetValue(SettingDefinition definition) {
            return variables.resetValue(definition).text();
        }

        @Override
        public int level() {
            return variables.level();
        }

        @Override
        public boolean snapshotTaken() {
            return snapshotTaken && variables.level() > 0;
        }

        @Override
        public void notice(ErrorInfo notice) {
            listener.notice(notice);
        }
    }
}
