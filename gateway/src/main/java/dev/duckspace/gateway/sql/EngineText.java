package dev.duckspace.gateway.sql;

import java.util.Map;

/** Texts of the engine's, such as errors and names of columns, in PostgreSQL's names. */
public final class EngineText {
    private EngineText() {}

    /** Without the names that only the engine knows functions and operators by. */
    public static String shown(String text) {
        String shown = text;
        if (text.contains("pg_")) {
            for (Map.Entry<String, String> each : FunctionNames.engineNames().entrySet()) {
                if (each.getValue().startsWith("pg_")) {
                    shown = shown.replace(each.getValue() + '(', each.getKey() + '(');
                }
            }
        }
        for (Map.Entry<String, String> each : OperatorNames.engineNames().entrySet()) {
            shown = shown.replace(' ' + each.getValue() + ' ', ' ' + each.getKey() + ' ');
        }
        return shown;
    }
}
