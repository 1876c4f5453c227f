package dev.duckspace.gateway.sql;

/** {@code set_config('name', ...)} reads what the gateway has set: {@link SettingCall}. */
final class SettingCallRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        if (SettingCall.begins(tokens, at) && Literals.isString(tokens.kind(at + 2))) {
            String name = Literals.string(tokens, at + 2);
            rewrite.replace(
                    at, rewrite.pastGroup(at + 1), "current_setting(" + Literals.quote(name) + ')');
        }
    }
}
