package dev.duckspace.gateway.session.settings;

/** When a transaction's isolation and access mode may still change. */
final class TransactionModeChecks {
    private TransactionModeChecks() {}

    static String isolation(
            SettingDefinition definition, String value, SettingChecks.Context context) {
        if (value.equals(context.current(definition))) {
            return value;
        }
        if (context.snapshotTaken()) {
            throw SettingErrors.activeTransaction(
                    "SET TRANSACTION ISOLATION LEVEL must be called before any query");
        }
        if (context.level() > 1) {
            throw SettingErrors.activeTransaction(
                    "SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction");
        }
        return value;
    }

    static String readOnly(
            SettingDefinition definition, String value, SettingChecks.Context context) {
        boolean loosens = value.equals("off") && context.current(definition).equals("on");
        if (loosens && context.level() > 1) {
            throw SettingErrors.activeTransaction(
                    "cannot set transaction read-write mode inside a read-only transaction");
        }
        if (loosens && context.snapshotTaken()) {
            throw SettingErrors.activeTransaction(
                    "transaction read-write mode must be set before any query");
        }
        return value;
    }

    static String deferrable(
            SettingDefinition definition, String value, SettingChecks.Context context) {
        if (context.level() > 1) {
            throw SettingErrors.activeTransaction(
                    "SET TRANSACTION [NOT] DEFERRABLE cannot be called within a subtransaction");
        }
        if (context.snapshotTaken()) {
            throw SettingErrors.activeTransaction(
                    "SET TRANSACTION [NOT] DEFERRABLE must be called before any query");
        }
        return value;
    }
}
