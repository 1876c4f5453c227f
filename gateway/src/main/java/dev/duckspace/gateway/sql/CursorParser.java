package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import dev.duckspace.gateway.sql.Statement.Direction;
import dev.duckspace.gateway.sql.Statement.Scroll;

/** The grammar of DECLARE, FETCH, MOVE and CLOSE. */
final class CursorParser {
    private final TokenCursor cursor;

    CursorParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement declare() {
        cursor.expect(Keyword.DECLARE);
        String name = cursor.name();
        boolean binary = false;
        boolean insensitive = false;
        Scroll scroll = Scroll.UNSPECIFIED;
        while (!cursor.at(Keyword.CURSOR)) {
            if (cursor.accept(Keyword.BINARY)) {
                binary = true;
            } else if (cursor.accept(Keyword.INSENSITIVE)) {
                insensitive = true;
            } else if (cursor.accept(Keyword.NO, Keyword.SCROLL)) {
                scroll = only(scroll, Scroll.NO_SCROLL);
            } else if (cursor.accept(Keyword.SCROLL)) {
                scroll = only(scroll, Scroll.SCROLL);
            } else if (!cursor.accept(Keyword.ASENSITIVE)) {
                throw cursor.syntaxError();
            }
        }
        cursor.expect(Keyword.CURSOR);
        boolean hold = hold();
        cursor.expect(Keyword.FOR);
        if (cursor.atEnd()) {
            throw cursor.syntaxError();
        }
        return new Statement.DeclareCursor(name, binary, insensitive, scroll, hold, cursor.rest());
    }

    private static Scroll only(Scroll before, Scroll wanted) {
        if (before != Scroll.UNSPECIFIED && before != wanted) {
            throw new PgException(
                    SqlState.INVALID_CURSOR_DEFINITION, "cannot specify both SCROLL and NO SCROLL");
        }
        return wanted;
    }

    private boolean hold() {
        boolean hold = cursor.accept(Keyword.WITH);
        if (hold || cursor.accept(Keyword.WITHOUT)) {
            cursor.expect(Keyword.HOLD);
        }
        return hold;
    }

    /** FETCH or MOVE. */
    Statement fetch() {
        boolean move = cursor.at(Keyword.MOVE);
        cursor.skip();
        Direction direction = Direction.FORWARD;
        long count = 1;
        if (!nameIsAllThatFollows()) {
            if (cursor.accept(Keyword.PRIOR)) {
                direction = Direction.BACKWARD;
            } else if (cursor.accept(Keyword.FIRST)) {
                direction = Direction.ABSOLUTE;
            } else if (cursor.accept(Keyword.LAST)) {
                direction = Direction.ABSOLUTE;
                count = -1;
            } else if (cursor.accept(Keyword.ABSOLUTE)) {
                direction = Direction.ABSOLUTE;
                count = cursor.signedInteger();
            } else if (cursor.accept(Keyword.RELATIVE)) {
                direction = Direction.RELATIVE;
                count = cursor.signedInteger();
            } else if (cursor.accept(Keyword.BACKWARD)) {
                direction = Direction.BACKWARD;
                count = optionalCount();
            } else if (!cursor.accept(Keyword.NEXT)) {
                cursor.accept(Keyword.FORWARD);
                count = optionalCount();
            }
        }
        if (!cursor.accept(Keyword.FROM)) {
            cursor.accept(Keyword.IN);
        }
        String name = cursor.name();
        cursor.expectEnd();
        return new Statement.Fetch(direction, count, name, move);
    }

    private boolean nameIsAllThatFollows() {
        return cursor.atName() && cursor.followedBy(TokenKind.END);
    }

    private long optionalCount() {
        if (cursor.accept(Keyword.ALL)) {
            return Statement.Fetch.ALL;
        }
        boolean counted =
                cursor.at(TokenKind.INTEGER) || cursor.atOperator("-") || cursor.atOperator("+");
        return counted ? cursor.signedInteger() : 1;
    }

    Statement close() {
        cursor.expect(Keyword.CLOSE);
        String name = cursor.accept(Keyword.ALL) ? null : cursor.name();
        cursor.expectEnd();
        return new Statement.CloseCursor(name);
    }
}
