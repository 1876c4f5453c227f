package dev.duckspace.gateway.session.settings;

import java.util.List;
import java.util.Locale;

/** The value of DateStyle: how dates are written, and in which order fields are read. */
public record DateStyleSetting(Format format, FieldOrder order) {

    /** How dates are written. */
    public enum Format {
        ISO("ISO"),
        POSTGRES("Postgres"),
        SQL("SQL"),
        GERMAN("German");

        private final String spelling;

        Format(String spelling) {
            this.spelling = spelling;
        }
    }

    /** Which field stands first where a date leaves it open. */
    public enum FieldOrder {
        YMD,
        DMY,
        MDY
    }

    /** As SHOW DateStyle prints it: {@code ISO, MDY}. */
    public String text() {
        return format.spelling + ", " + order;
    }

    /** Reads what {@link #text()} has written. */
    static DateStyleSetting of(String text) {
        List<String> words = List.of(text.split(", "));
        return new DateStyleSetting(
                Format.valueOf(words.get(0).toUpperCase(Locale.ROOT)),
                FieldOrder.valueOf(words.get(1)));
    }

    /** What SET DateStyle makes of the current value; keywords that conflict are an error. */
    static String check(SettingDefinition definition, String text, SettingChecks.Context context) {
        List<String> words =
                IdentifierList.split(text)
                        .orElseThrow(
                                () ->
                                        SettingErrors.invalidWithDetail(
                                                definition, text, "List syntax is invalid."));
        Choice choice = new Choice(of(context.current(definition)));
        for (String word : words) {
            String key = word.toLowerCase(Locale.ROOT);
            if (key.equals("default")) {
                choice.fallBackTo(of(context.resetValue(definition)));
            } else if (!choice.take(key)) {
                throw SettingErrors.invalidWithDetail(
                        definition, text, "Unrecognized key word: \"" + word + "\".");
            }
        }
        if (choice.conflict) {
            throw SettingErrors.invalidWithDetail(
                    definition, text, "Conflicting \"datestyle\" specifications.");
        }
        return new DateStyleSetting(choice.format, choice.order).text();
    }

    /** What the keywords read so far have chosen. */
    private static final class Choice {
        private Format format;
        private FieldOrder order;
        private boolean formatChosen;
        private boolean orderChosen;
        private boolean conflict;

        Choice(DateStyleSetting current) {
            format = current.format();
            order = current.order();
        }

        boolean take(String word) {
            if (word.equals("iso")) {
                choose(Format.ISO);
            } else if (word.equals("sql")) {
                choose(Format.SQL);
            } else if (word.startsWith("postgres")) {
                choose(Format.POSTGRES);
            } else if (word.equals("german")) {
                choose(Format.GERMAN);
                order = orderChosen ? order : FieldOrder.DMY;
            } else if (word.equals("ymd")) {
                choose(FieldOrder.YMD);
            } else if (word.equals("dmy") || word.startsWith("euro")) {
                choose(FieldOrder.DMY);
            } else if (word.equals("mdy") || word.equals("us") || word.startsWith("noneuro")) {
                choose(FieldOrder.MDY);
            } else {
                return false;
            }
            return true;
        }

        void fallBackTo(DateStyleSetting fallback) {
            format = formatChosen ? format : fallback.format();
            order = orderChosen ? order : fallback.order();
        }

        private void choose(Format chosen) {
            conflict |= formatChosen && format != chosen;
            format = chosen;
            formatChosen = true;
        }

        private void choose(FieldOrder chosen) {
            conflict |= orderChosen && order != chosen;
            order = chosen;
            orderChosen = true;
        }
    }
}
