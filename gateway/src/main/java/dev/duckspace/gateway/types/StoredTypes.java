package dev.duckspace.gateway.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All types of PostgreSQL that are kept under an alias. */
public final class StoredTypes {
    private static final Map<String, StoredType> BY_NAME = new HashMap<>();
    private static final Map<Integer, StoredType> BY_OID = new HashMap<>();

    public static final StoredType.OfBytes INET = bytes(PgType.INET, NetworkAddress.form(false));
    public static final StoredType.OfBytes CIDR = bytes(PgType.CIDR, NetworkAddress.form(true));
    public static final StoredType.OfBytes MACADDR = bytes(PgType.MACADDR, HardwareAddress.form(6));
    public static final StoredType.OfBytes MACADDR8 =
            bytes(PgType.MACADDR8, HardwareAddress.form(8));
    public static final StoredType.OfBytes MONEY = bytes(PgType.MONEY, MoneyForm.INSTANCE);
    public static final StoredType.OfBytes JSONB = bytes(PgType.JSONB, new JsonbForm());
    public static final StoredType.OfBytes TID = bytes(PgType.TID, TupleId.INSTANCE);
    public static final StoredType.OfText XML = text(PgType.XML, XmlText::content);
    public static final StoredType.OfText POINT = text(PgType.POINT, GeometryText::point);
    public static final StoredType.OfText LSEG = text(PgType.LSEG, GeometryText::lseg);
    public static final StoredType.OfText PATH = text(PgType.PATH, GeometryText::path);
    public static final StoredType.OfText BOX = text(PgType.BOX, GeometryText::box);
    public static final StoredType.OfText POLYGON = text(PgType.POLYGON, GeometryText::polygon);
    public static final StoredType.OfText LINE = text(PgType.LINE, GeometryText::line);
    public static final StoredType.OfText CIRCLE = text(PgType.CIRCLE, GeometryText::circle);
    public static final StoredType.OfText TSVECTOR = text(PgType.TSVECTOR, TextSearchText::vector);
    public static final StoredType.OfText TSQUERY = text(PgType.TSQUERY, TextSearchText::query);

    private static final Map<RangeKind, StoredType.OfBytes> RANGES = new HashMap<>();
    private static final Map<RangeKind, StoredType.OfBytes> MULTIRANGES = new HashMap<>();

    static {
        for (RangeKind kind : RangeKind.values()) {
            RANGES.put(kind, bytes(kind.range(), RangeBytes.rangeForm(kind)));
            MULTIRANGES.put(kind, bytes(kind.multirange(), RangeBytes.multirangeForm(kind)));
        }
    }

    private StoredTypes() {}

    public static List<StoredType> all() {
        return new ArrayList<>(BY_NAME.values());
    }

    public static StoredType.OfBytes range(RangeKind kind) {
        return java.util.Objects.requireNonNull(RANGES.get(kind));
    }

    public static StoredType.OfBytes multirange(RangeKind kind) {
        return java.util.Objects.requireNonNull(MULTIRANGES.get(kind));
    }

    public static Optional<StoredType> ofAlias(String alias) {
        return Optional.ofNullable(BY_NAME.get(alias));
    }

    public static Optional<StoredType> ofOid(int oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    private static StoredType.OfBytes bytes(PgType type, StoredType.BytesForm form) {
        return add(new StoredType.OfBytes(type, form));
    }

    private static StoredType.OfText text(PgType type, StoredType.TextForm form) {
        return add(new StoredType.OfText(type, form));
    }

    private static <T extends StoredType> T add(T type) {
        BY_NAME.put(type.type().name(), type);
        BY_OID.put(type.type().oid(), type);
        return type;
    }
}
