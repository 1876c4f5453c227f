package dev.duckspace.gateway.functions.format;

import dev.duckspace.gateway.functions.format.Template.Filler;
import dev.duckspace.gateway.functions.format.Template.Part;
import dev.duckspace.gateway.functions.format.Template.Suffixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads templates of dates and times. */
final class DateTemplates {
    private final String text;
    private final List<Part<DateField>> parts = new ArrayList<>();
    private int at;

    private DateTemplates(String text) {
        this.text = text;
    }

    static Template<DateField> read(String text) {
        DateTemplates reader = new DateTemplates(text);
        while (reader.at < text.length()) {
            reader.part();
        }
        return new Template<>(reader.parts);
    }

    private void part() {
        boolean fill = take("FM") || take("fm");
        boolean local = !fill && (take("TM") || take("tm"));
        if (at >= text.length()) {
            return;
        }
        Map.Entry<String, DateField> field = DateField.at(text, at);
        if (field != null) {
            at += field.getKey().length();
            String ordinal = take("TH") ? "TH" : take("th") ? "th" : null;
            if (ordinal == null) {
                take("SP");
            }
            parts.add(
                    new Part<>(
                            field.getValue(),
                            Filler.TEXT,
                            field.getKey(),
                            new Suffixes(fill, local, ordinal)));
        } else if (text.charAt(at) == '"') {
            quoted();
        } else {
            if (text.startsWith("\\\"", at)) {
                at++;
            }
            String character = character();
            parts.add(Part.filler(Template.dateFiller(character), character));
        }
    }

    private void quoted() {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) == '"') {
                at++;
                return;
            }
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            parts.add(Part.filler(Filler.TEXT, character()));
        }
    }

    private String character() {
        int from = at;
        at = text.offsetByCodePoints(at, 1);
        return text.substring(from, at);
    }

    private boolean take(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        return false;
    }
}
