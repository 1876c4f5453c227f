package dev.duckspace.gateway.protocol;

/**
 * One column of a RowDescription.
 *
 * @param tableOid OID of the table the column comes from, 0 when it is not a plain column
 * @param attributeNumber the column's number in that table, 0 when it is not a plain column
 * @param typeSize bytes of a fixed-size type, -1 for variable sizes
 * @param typeModifier the type's modifier (numeric precision and scale...), -1 for none
 * @param format 0 text, 1 binary
 */
public record FieldDescription(
        String name,
        int tableOid,
        short attributeNumber,
        int typeOid,
        short typeSize,
        int typeModifier,
        short format) {

    public FieldDescription withName(String newName) {
        return new FieldDescription(
                newName, tableOid, attributeNumber, typeOid, typeSize, typeModifier, format);
    }

    public FieldDescription withType(int newType) {
        return new FieldDescription(
                name, tableOid, attributeNumber, newType, typeSize, typeModifier, format);
    }

    public FieldDescription withFormat(short newFormat) {
        return new FieldDescription(
                name, tableOid, attributeNumber, typeOid, typeSize, typeModifier, newFormat);
    }
}
