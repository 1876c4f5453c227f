package dev.duckspace.gateway.types;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** One line of styled-values.tsv. */
record StyledValue(TextSettings settings, String engineSql, String postgresSql, String text) {

    static List<StyledValue> all() {
        return TsvResource.lines("styled-values.tsv").map(StyledValue::parse).toList();
    }

    private static StyledValue parse(String[] fields) {
        String[] style = fields[0].split(", ");
        TextSettings settings =
                new TextSettings(
                        ZoneId.of(fields[2]),
                        new DateStyle(
                                labelled(DateStyle.Format.values(), style[0]),
                                DateStyle.Order.valueOf(style[1])),
                        Arrays.stream(IntervalStyle.values())
                                .filter(known -> known.label().equals(fields[1]))
                                .findFirst()
                                .orElseThrow(),
                        Integer.parseInt(fields[3]),
                        fields[4].equals("hex") ? ByteaOutput.HEX : ByteaOutput.ESCAPE,
                        OidNames.NONE);
        return new StyledValue(settings, fields[5], fields[6], fields[7]);
    }

    private static DateStyle.Format labelled(DateStyle.Format[] formats, String label) {
        return Arrays.stream(formats)
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return "%s %s %s %d: %s"
                .formatted(
                        settings.dateStyle(),
                        settings.intervalStyle(),
                        settings.zone(),
                        settings.extraFloatDigits(),
                        engineSql);
    }
}
