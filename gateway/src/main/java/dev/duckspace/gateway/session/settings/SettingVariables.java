package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.SqlState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of one session that differ, or once differed, from their boot values. */
final class SettingVariables {
    static final int CUSTOM_MAX = 1_000;
    static final int STRING_LENGTH_MAX = 1 << 20;

    private static final Map<String, String> DEFAULT_OF_TRANSACTION =
            Map.of(
                    "transaction_isolation", "default_transaction_isolation",
                    "transaction_read_only", "default_transaction_read_only",
                    "transaction_deferrable", "default_transaction_deferrable");

    private final Map<String, SettingVariable> byKey = new LinkedHashMap<>();
    private final SettingsListener listener;
    private int customCount;
    private int level;

    SettingVariables(SettingsListener listener) {
        this.listener = listener;
    }

    int level() {
        return level;
    }

    Optional<SettingDefinition> custom(String name) {
        SettingVariable variable = byKey.get(SettingDefinition.key(name));
        return variable != null && variable.definition().is(SettingFlag.CUSTOM)
                ? Optional.of(variable.definition())
                : Optional.empty();
    }

    String value(SettingDefinition definition) {
        if (level == 0 && definition.is(SettingFlag.TRANSACTION)) {
            return value(defaultOf(definition));
        }
        SettingVariable variable = byKey.get(definition.key());
        return variable == null ? definition.bootValue() : variable.value();
    }

    SettingSource source(SettingDefinition definition) {
        SettingVariable variable = byKey.get(definition.key());
        return variable == null ? SettingSource.DEFAULT : variable.source();
    }

    SettingVariable.Value resetValue(SettingDefinition definition) {
        SettingVariable variable = byKey.get(definition.key());
        return variable == null ? boot(definition) : variable.reset();
    }

    /** Lasts as its scope says; outside a transaction LOCAL ends at once. */
    void assign(SettingDefinition definition, SettingVariable.Value value, SettingScope scope) {
        boolean endsWithTransaction =
                scope == SettingScope.LOCAL || definition.is(SettingFlag.TRANSACTION);
        if (level == 0 && endsWithTransaction) {
            return;
        }
        SettingVariable variable = variable(definition, value.text());
        String before = variable.value();
        variable.assign(value, scope, level);
        if (!before.equals(value.text()) || definition.key().equals("seed")) {
            listener.changed(definition, before, value.text());
        }
    }

    /** Changes the value that RESET returns to; the listener hears nothing of it. */
    void assignDefault(SettingDefinition definition, SettingVariable.Value value) {
        variable(definition, value.text()).assignDefault(value);
    }

    void resetAll() {
        for (SettingVariable variable : List.copyOf(byKey.values())) {
            SettingDefinition definition = variable.definition();
            boolean changeable =
                    definition.context() == SettingContext.USER
                            || definition.context() == SettingContext.SUPERUSER;
            if (changeable && !definition.is(SettingFlag.NO_RESET_ALL)) {
                assign(definition, variable.reset(), SettingScope.SESSION);
            }
        }
    }

    void begin() {
        level = 1;
        for (Map.Entry<String, String> entry : DEFAULT_OF_TRANSACTION.entrySet()) {
            assignAtBegin(entry.getKey(), value(known(entry.getValue())));
        }
    }

    /** The level that the savepoint opens: 2 for the first. */
    int savepoint() {
        return ++level;
    }

    /** Ends the given level and all above it, innermost first. */
    void end(int lowest, boolean commit) {
        for (; level >= lowest; level--) {
            for (SettingVariable variable : byKey.values()) {
                String before = variable.value();
                variable.end(level, commit);
                if (!before.equals(variable.value())) {
                    listener.changed(variable.definition(), before, variable.value());
                }
            }
        }
    }

    void assignModes(TransactionModes modes) {
        assignAtBegin("transaction_isolation", modes.isolation());
        assignAtBegin("transaction_read_only", modes.readOnly() ? "on" : "off");
        assignAtBegin("transaction_deferrable", modes.deferrable() ? "on" : "off");
    }

    private void assignAtBegin(String key, String value) {
        variable(known(key), value).assignAtBegin(value);
    }

    private static SettingDefinition defaultOf(SettingDefinition definition) {
        @Nullable String key = DEFAULT_OF_TRANSACTION.get(definition.key());
        return known(key == null ? definition.key() : key);
    }

    private static SettingDefinition known(String key) {
        return SettingCatalog.instance().find(key).orElseThrow();
    }

    private SettingVariable variable(SettingDefinition definition, String value) {
        if (value.length() > STRING_LENGTH_MAX) {
            throw SettingErrors.error(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "value of parameter \"" + definition.name() + "\" is too long",
                    "The limit is " + STRING_LENGTH_MAX + " characters.",
                    null);
        }
        SettingVariable known = byKey.get(definition.key());
        if (known != null) {
            return known;
        }
        if (definition.is(SettingFlag.CUSTOM) && ++customCount > CUSTOM_MAX) {
            customCount--;
            throw SettingErrors.error(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "too many custom parameters",
                    "The limit is " + CUSTOM_MAX + " in a session.",
                    null);
        }
        SettingVariable created = new SettingVariable(definition, boot(definition));
        byKey.put(definition.key(), created);
        return created;
    }

    private static SettingVariable.Value boot(SettingDefinition definition) {
        return new SettingVariable.Value(definition.bootValue(), SettingSource.DEFAULT);
    }
}
