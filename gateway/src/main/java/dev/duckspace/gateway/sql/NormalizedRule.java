package dev.duckspace.gateway.sql;

/** {@code x IS NFC NORMALIZED} as an operator, and the form in {@code normalize(x, NFC)}. */
final class NormalizedRule implements RewriteRule {
    @Override
    public void apply(Rewrite rewrite, int at) {
        int form = at + 1;
        boolean not = rewrite.is(form, Keyword.NOT);
        form = not ? form + 1 : form;
        String name = "NFC";
        if (isForm(rewrite, form)) {
            name = rewrite.tokens().text(form);
            form++;
        }
        if (rewrite.is(form, TokenKind.IDENTIFIER) && rewrite.tokens().isWord(form, "normalized")) {
            rewrite.replace(at, form + 1, (not ? "@!~=" : "@~=") + " '" + name + "'");
        }
    }

    static void call(Rewrite rewrite, int at) {
        if (!rewrite.tokens().isWord(at, "normalize")
                || !rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
            return;
        }
        int form = rewrite.pastGroup(at + 1) - 2;
        if (isForm(rewrite, form) && rewrite.is(form - 1, TokenKind.COMMA)) {
            rewrite.replace(form, form + 1, "'" + rewrite.tokens().text(form) + "'");
        }
    }

    private static boolean isForm(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        return rewrite.is(at, TokenKind.IDENTIFIER)
                && (tokens.isWord(at, "nfc")
                        || tokens.isWord(at, "nfd")
                        || tokens.isWord(at, "nfkc")
                        || tokens.isWord(at, "nfkd"));
    }
}
