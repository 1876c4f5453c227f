package dev.duckspace.gateway.sql;

/** {@code set_config('name', ...)} reads what the gateway has set: {@link SettingCall}. */
final class SettingCallRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        SettingCall call = SettingCall.at(rewrite.text(), at);
        if (call != null) {
            rewrite.replace(
                    call.from(), call.to(), "current_setting(" + Literals.quote(call.name()) + ')');
        }
    }
}
