package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.ANY;
import static dev.duckspace.gateway.functions.Definitions.BIGINT;
import static dev.duckspace.gateway.functions.Definitions.DOUBLE;
import static dev.duckspace.gateway.functions.Definitions.INT;
import static dev.duckspace.gateway.functions.Definitions.REAL;
import static dev.duckspace.gateway.functions.Definitions.SMALLINT;
import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;

import dev.duckspace.gateway.engine.BoundArguments;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.ResolvedFunction;
import dev.duckspace.gateway.engine.ResolvedFunction.Resolution;
import dev.duckspace.gateway.engine.RowFunction;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import java.util.List;

/** What becomes an oid: 32 bits without a sign, kept in 64. */
final class OidFunctions {
    private static final EngineType OID = Definitions.named(TypeId.BIGINT, "pg_oid");
    private static final EngineType VARCHAR =
            Definitions.named(TypeId.VARCHAR, "character varying");
    private static final long MOST = 0xFFFF_FFFFL;

    private OidFunctions() {}

    /** Casts, as values are stored and compared, and that of whatever type is written out. */
    static List<EngineFunction> all() {
        return List.of(
                cast(TEXT, OID, ofText()),
                cast(VARCHAR, OID, ofText()),
                cast(SMALLINT, OID, ofInteger()),
                cast(INT, OID, ofInteger()),
                cast(BIGINT, OID, ofBigint()),
                cast(REAL, OID, none(REAL)),
                cast(DOUBLE, OID, none(DOUBLE)),
                cast(
                        TEXT,
                        Definitions.listOf(OID),
                        row -> TextInput.array(row.text(0), OID, TextSettings.DEFAULT)),
                new ResolvedFunction("pg_oid_in", List.of(ANY), OidFunctions::resolve)
                        .seeingNulls());
    }

    private static Resolution resolve(BoundArguments arguments) {
        EngineType type = arguments.type(0);
        RowFunction reading =
                switch (type.id()) {
                    case VARCHAR, STRING_LITERAL, SQLNULL -> ofText();
                    case SMALLINT, INTEGER, INTEGER_LITERAL -> ofInteger();
                    case BIGINT, UINTEGER -> ofBigint();
                    default -> throw noCast(type);
                };
        return new Resolution(OID, reading.strict());
    }

    private static RowFunction none(EngineType type) {
        return row -> {
            throw noCast(type);
        };
    }

    private static PgException noCast(EngineType type) {
        return new PgException(
                SqlState.CANNOT_COERCE,
                "cannot cast type %s to oid".formatted(FunctionErrors.name(type)));
    }

    private static RowFunction ofText() {
        return row -> TextInput.oid(row.text(0));
    }

    private static RowFunction ofInteger() {
        return row -> row.number(0) & MOST;
    }

    private static RowFunction ofBigint() {
        return row -> {
            long value = row.number(0);
            if (value < 0 || value > MOST) {
                throw new PgException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "OID out of range");
            }
            return value;
        };
    }
}
