package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code set_config} in a statement: the gateway sets the parameter before the statement
 * runs, and the engine reads its new value in the call's place.
 *
 * @param value null for NULL, which sets the default
 * @param local until the end of the transaction
 * @param from the token of the function's name
 * @param to past its closing bracket
 */
public record SettingCall(String name, @Nullable String value, boolean local, int from, int to) {
    private static final String FUNCTION = "set_config";

    /**
     * The calls of a statement, in order.
     *
     * @throws PgException 0A000 when an argument is neither a constant nor a parameter's name that
     *     the statement looks up
     */
    public static List<SettingCall> of(SqlText text) {
        List<SettingCall> calls = new ArrayList<>(0);
        for (int at = text.from(); at + 1 < text.to(); at++) {
            if (begins(text.tokens(), at)) {
                calls.add(parse(text, at));
            }
        }
        return calls;
    }

    /** The call whose name stands at the token; null when none does. */
    static @Nullable SettingCall at(SqlText text, int at) {
        return begins(text.tokens(), at) ? parse(text, at) : null;
    }

    private static boolean begins(Tokens tokens, int at) {
        return tokens.isWord(at, FUNCTION) && tokens.is(at + 1, TokenKind.LEFT_PAREN);
    }

    private static SettingCall parse(SqlText text, int at) {
        Tokens tokens = text.tokens();
        int past = tokens.pastGroup(at + 1, text.to());
        List<SqlText> arguments = text.part(at + 2, past - 1).splitAtCommas();
        if (arguments.size() != 3 || arguments.stream().anyMatch(part -> part.isEmpty())) {
            throw notConstant();
        }
        boolean local =
                switch (keyword(arguments.get(2))) {
                    case TRUE -> true;
                    case FALSE -> false;
                    case null, default -> throw notConstant();
                };
        return new SettingCall(
                name(text, arguments.get(0)), stringOrNull(arguments.get(1)), local, at, past);
    }

    /** A constant, or the column {@code name} of a parameter that WHERE looks up by its name. */
    private static String name(SqlText text, SqlText argument) {
        Tokens tokens = text.tokens();
        if (argument.to() - argument.from() == 1 && tokens.isWord(argument.from(), "name")) {
            for (int at = argument.to(); at + 2 < text.to(); at++) {
                if (tokens.isWord(at, "name")
                        && tokens.text(at + 1).equals("=")
                        && Literals.isString(tokens.kind(at + 2))) {
                    return Literals.string(tokens, at + 2);
                }
            }
        }
        return string(argument);
    }

    private static @Nullable Keyword keyword(SqlText argument) {
        return argument.to() - argument.from() == 1
                ? argument.tokens().keyword(argument.from())
                : null;
    }

    private static @Nullable String stringOrNull(SqlText argument) {
        return keyword(argument) == Keyword.NULL ? null : string(argument);
    }

    /** A string constant, with or without a cast behind it. */
    private static String string(SqlText argument) {
        Tokens tokens = argument.tokens();
        int at = argument.from();
        boolean single = argument.to() - at == 1;
        boolean cast = argument.to() - at == 3 && tokens.is(at + 1, TokenKind.CAST);
        if (!(single || cast) || !Literals.isString(tokens.kind(at))) {
            throw notConstant();
        }
        return Literals.string(tokens, at);
    }

    private static PgException notConstant() {
        return PgException.notSupported(
                "set_config is supported with constant arguments only",
                "Use set_config('name', 'value', false), or SET.");
    }
}
