package dev.duckspace.gateway.functions.json;

import dev.duckspace.gateway.protocol.ErrorInfo;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.json.Jsonb;
import dev.duckspace.gateway.types.json.JsonbValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** jsonb_set_lax: what a NULL for the new value does. */
public final class LaxSet {
    public static final String DEFAULT = "use_json_null";

    private LaxSet() {}

    public static Jsonb of(
            Jsonb value,
            List<@Nullable String> path,
            @Nullable Jsonb to,
            boolean create,
            @Nullable String treatment) {
        if (treatment == null) {
            throw treatments();
        }
        if (to != null) {
            return JsonbPathEdit.set(value, path, to, create);
        }
        return switch (treatment) {
            case DEFAULT -> JsonbPathEdit.set(value, path, JsonbValues.NULL, create);
            case "delete_key" -> JsonbPathEdit.delete(value, path);
            case "return_target" -> value;
            case "raise_exception" -> throw raised();
            default -> throw treatments();
        };
    }

    private static PgException treatments() {
        return JsonFailures.invalid(
                "null_value_treatment must be \"delete_key\", \"return_target\","
                        + " \"use_json_null\", or \"raise_exception\"");
    }

    private static PgException raised() {
        return new PgException(
                ErrorInfo.error(SqlState.NULL_VALUE_NOT_ALLOWED, "JSON value must not be null")
                        .withDetail(
                                "Exception was raised because null_value_treatment is"
                                        + " \"raise_exception\".")
                        .withHint(
                                "To avoid, either change the null_value_treatment argument or"
                                        + " ensure that an SQL NULL is not passed."));
    }
}
