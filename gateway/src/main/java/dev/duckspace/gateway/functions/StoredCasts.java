package dev.duckspace.gateway.functions;

import static dev.duckspace.gateway.functions.Definitions.TEXT;
import static dev.duckspace.gateway.functions.Definitions.cast;
import static dev.duckspace.gateway.functions.Definitions.named;

import dev.duckspace.gateway.engine.AliasTypes;
import dev.duckspace.gateway.engine.EngineConnection;
import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.NetworkAddress;
import dev.duckspace.gateway.types.StoredType;
import dev.duckspace.gateway.types.StoredTypes;
import dev.duckspace.gateway.types.TextInput;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.TupleId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Input and output of the types that are kept under an alias. */
final class StoredCasts {
    private static final int NAME_BYTES = 63;
    private static final EngineType NAME = named(TypeId.VARCHAR, "pg_name");
    private static final EngineType CHAR = named(TypeId.VARCHAR, "pg_char");
    private static final EngineType VARCHAR = named(TypeId.VARCHAR, "character varying");
    private static final EngineType BPCHAR = named(TypeId.VARCHAR, "pg_bpchar");

    private StoredCasts() {}

    /** Before {@link #all} is registered. */
    static void registerTypes(EngineConnection connection) {
        for (StoredType type : StoredTypes.all()) {
            AliasTypes.registerOpaque(
                    connection, type.type().name(), new EngineType.Scalar(type.engineType().id()));
        }
        for (String text :
                List.of(
                        "pg_name",
                        "pg_char",
                        "character varying",
                        "pg_bpchar",
                        "pg_void",
                        "unknown")) {
            AliasTypes.register(connection, text, TEXT);
        }
        AliasTypes.register(connection, "pg_regtype", Definitions.BIGINT);
        AliasTypes.registerOpaque(connection, "pg_null", TEXT);
        TimeAliases.registerTypes(connection);
        AliasTypes.register(connection, "bit varying", new EngineType.Scalar(TypeId.BIT));
    }

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        for (StoredType type : StoredTypes.all()) {
            casts.addAll(of(type));
        }
        casts.add(
                Definitions.function(
                        "pg_ctid",
                        StoredTypes.TID.engineType(),
                        List.of(Definitions.BIGINT),
                        row -> TupleId.ofRow(row.number(0))));
        casts.add(cast(TEXT, NAME, row -> cut(row.text(0))));
        casts.add(cast(VARCHAR, NAME, row -> cut(row.text(0))));
        casts.add(cast(Definitions.INT, CHAR, row -> Character.toString(row.integer(0) & 0x7F)));
        casts.add(cast(TEXT, CHAR, row -> first(row.text(0))));
        casts.add(cast(VARCHAR, BPCHAR, row -> row.text(0)));
        for (EngineType bits :
                List.of(
                        new EngineType.Scalar(TypeId.BIT),
                        Definitions.named(TypeId.BIT, "bit varying"))) {
            casts.add(cast(TEXT, bits, row -> TextInput.bits(row.text(0))));
        }
        return casts;
    }

    private static List<EngineFunction> of(StoredType type) {
        EngineType.Scalar engine = type.engineType();
        if (type.equals(StoredTypes.INET)) {
            return List.of(
                    cast(
                            TEXT,
                            engine,
                            row ->
                                    StoredTypes.INET
                                            .form()
                                            .parse(row.text(0), TextSettings.DEFAULT)),
                    cast(engine, TEXT, row -> NetworkAddress.ofStored(row.bytes(0)).fullText()));
        }
        return switch (type) {
            case StoredType.OfBytes bytes ->
                    List.of(
                            new SessionCast(
                                    TEXT,
                                    engine,
                                    call -> {
                                        TextSettings settings = SessionText.of(call);
                                        return row -> bytes.form().parse(row.text(0), settings);
                                    }),
                            new SessionCast(
                                    engine,
                                    TEXT,
                                    call -> {
                                        TextSettings settings = SessionText.of(call);
                                        return row -> bytes.form().format(row.bytes(0), settings);
                                    }));
            case StoredType.OfText text ->
                    List.of(cast(TEXT, engine, row -> text.form().canonical(row.text(0))));
        };
    }

    /** At most 63 bytes, of whole characters. */
    private static String cut(String text) {
        if (text.length() * 3 <= NAME_BYTES) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(bytes.length, NAME_BYTES);
        while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
