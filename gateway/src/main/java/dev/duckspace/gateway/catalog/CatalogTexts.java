package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.engine.EngineFunction;
import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.SessionCast;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.types.TextSettings;
import dev.duckspace.gateway.types.ValueText;
import java.util.ArrayList;
import java.util.List;

/**
 * Casts of the catalog's own types to text and varchar: references by their names, wherever they
 * become texts, as in {@code oid::regclass || ''}; vectors without braces; privileges as an array.
 */
final class CatalogTexts {
    private static final List<EngineType> STRINGS =
            List.of(
                    new EngineType.Scalar(TypeId.VARCHAR),
                    new EngineType.Scalar(TypeId.VARCHAR, "character varying"));

    private static final List<EngineType> LISTS =
            List.of(
                    new EngineType.ListOf(new EngineType.Scalar(TypeId.SMALLINT, "pg_int2v")),
                    new EngineType.ListOf(new EngineType.Scalar(TypeId.BIGINT, "pg_oidv")),
                    new EngineType.ListOf(new EngineType.Scalar(TypeId.BIGINT, "pg_oid")),
                    new EngineType.ListOf(new EngineType.Scalar(TypeId.VARCHAR, "pg_aclitem")),
                    new EngineType.ListOf(new EngineType.Scalar(TypeId.VARCHAR, "pg_char")));

    private CatalogTexts() {}

    static List<EngineFunction> all() {
        List<EngineFunction> casts = new ArrayList<>();
        for (EngineType string : STRINGS) {
            for (Reference reference : Reference.values()) {
                casts.add(ofReference(reference, string));
            }
            for (EngineType list : LISTS) {
                casts.add(ofList(list, string));
            }
        }
        return casts;
    }

    private static SessionCast ofReference(Reference reference, EngineType string) {
        return new SessionCast(
                new EngineType.Scalar(TypeId.BIGINT, reference.alias()),
                string,
                call -> {
                    CatalogView view = call.attached(CatalogSession.class).view();
                    return row -> row.isNull(0) ? null : reference.text(view, row.number(0));
                });
    }

    private static SessionCast ofList(EngineType list, EngineType string) {
        return new SessionCast(
                list,
                string,
                call -> {
                    ValueText text = new ValueText(list, TextSettings.DEFAULT);
                    return row -> row.isNull(0) ? null : text.of(call.argument(0), row.index());
                });
    }
}
