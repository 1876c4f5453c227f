package dev.duckspace.gateway.session.settings;

import dev.duckspace.gateway.protocol.CharacterEncoding;

/** client_encoding: text crosses the wire as UTF-8 only; other encodings are refused by name. */
final class ClientEncoding {
    private ClientEncoding() {}

    static String check(SettingDefinition definition, String text) {
        CharacterEncoding encoding =
                CharacterEncoding.named(text)
                        .orElseThrow(() -> SettingErrors.invalid(definition, text));
        if (encoding.isUtf8()) {
            return encoding.name();
        }
        throw SettingErrors.notSupported(
                definition,
                text,
                "Conversion between " + encoding + " and UTF8 is not supported.",
                "Use client_encoding UTF8.");
    }
}
