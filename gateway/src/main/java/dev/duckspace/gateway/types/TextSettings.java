package dev.duckspace.gateway.types;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The session settings that decide how values are spelled.
 *
 * @param zone of timestamps with time zone, on output and for input without an offset
 * @param extraFloatDigits -15..3; above 0 means the shortest exact form
 * @param names of objects that columns of types such as regclass refer to
 */
public record TextSettings(
        ZoneId zone,
        DateStyle dateStyle,
        IntervalStyle intervalStyle,
        int extraFloatDigits,
        ByteaOutput byteaOutput,
        OidNames names) {

    public static final TextSettings DEFAULT =
            new TextSettings(
                    ZoneOffset.UTC,
                    DateStyle.DEFAULT,
                    IntervalStyle.POSTGRES,
                    1,
                    ByteaOutput.HEX,
                    OidNames.NONE);

    public TextSettings withZone(ZoneId newZone) {
        return new TextSettings(
                newZone, dateStyle, intervalStyle, extraFloatDigits, byteaOutput, names);
    }

    public TextSettings withDateStyle(DateStyle newDateStyle) {
        return new TextSettings(
                zone, newDateStyle, intervalStyle, extraFloatDigits, byteaOutput, names);
    }

    public TextSettings withIntervalStyle(IntervalStyle newIntervalStyle) {
        return new TextSettings(
                zone, dateStyle, newIntervalStyle, extraFloatDigits, byteaOutput, names);
    }

    public TextSettings withExtraFloatDigits(int newExtraFloatDigits) {
        return new TextSettings(
                zone, dateStyle, intervalStyle, newExtraFloatDigits, byteaOutput, names);
    }

    public TextSettings withNames(OidNames newNames) {
        return new TextSettings(
                zone, dateStyle, intervalStyle, extraFloatDigits, byteaOutput, newNames);
    }

    public TextSettings withByteaOutput(ByteaOutput newByteaOutput) {
        return new TextSettings(
                zone, dateStyle, intervalStyle, extraFloatDigits, newByteaOutput, names);
    }
}
