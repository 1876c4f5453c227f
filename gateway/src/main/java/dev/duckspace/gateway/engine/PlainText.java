package dev.duckspace.gateway.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of the values that the gateway's own small queries give. */
final class PlainText {
    private PlainText() {}

    static List<@Nullable String> row(Chunk chunk, int row) {
        List<@Nullable String> texts = new ArrayList<>(chunk.columnCount());
        for (int i = 0; i < chunk.columnCount(); i++) {
            ColumnVector column = chunk.column(i);
            texts.add(column.isNull(row) ? null : of(column, row));
        }
        return texts;
    }

    private static String of(ColumnVector column, int row) {
        return switch (column.type()) {
            case EngineType.Scalar scalar -> ofScalar(scalar.id(), column, row);
            case EngineType.Decimal decimal ->
                    new BigDecimal(column.bigIntegerAt(row), decimal.scale()).toPlainString();
            case EngineType.EnumOf named -> named.labels().get(column.enumIndexAt(row));
            case EngineType.ListOf list -> throw castIt(column);
            case EngineType.ArrayOf array -> throw castIt(column);
            case EngineType.MapOf map -> throw castIt(column);
            case EngineType.Struct struct -> throw castIt(column);
            case EngineType.UnionOf union -> throw castIt(column);
        };
    }

    private static String ofScalar(TypeId id, ColumnVector column, int row) {
        return switch (id) {
            case VARCHAR -> column.textAt(row);
            case BOOLEAN -> column.byteAt(row) == 0 ? "false" : "true";
            case TINYINT -> Byte.toString(column.byteAt(row));
            case SMALLINT -> Short.toString(column.shortAt(row));
            case INTEGER -> Integer.toString(column.intAt(row));
            case BIGINT -> Long.toString(column.longAt(row));
            case UTINYINT -> Integer.toString(column.byteAt(row) & 0xFF);
            case USMALLINT -> Integer.toString(column.shortAt(row) & 0xFFFF);
            case UINTEGER -> Integer.toUnsignedString(column.intAt(row));
            case UBIGINT -> Long.toUnsignedString(column.longAt(row));
            case HUGEINT, UHUGEINT, BIGNUM -> column.bigIntegerAt(row).toString();
            case FLOAT -> Float.toString(column.floatAt(row));
            case DOUBLE -> Double.toString(column.doubleAt(row));
            default -> throw castIt(column);
        };
    }

    private static IllegalArgumentException castIt(ColumnVector column) {
        return new IllegalArgumentException(
                "Cast the column of type " + column.type().id() + " to VARCHAR in the query");
    }
}
