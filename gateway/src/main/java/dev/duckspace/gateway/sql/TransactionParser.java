package dev.duckspace.gateway.sql;

import dev.duckspace.gateway.sql.TransactionModes.Isolation;
import java.util.ArrayList;
import java.util.List;

/** The grammar of transaction statements. */
final class TransactionParser {
    private static final String PREPARED_HINT =
            "Commit the transaction in one step; two-phase commit is not available.";

    private final TokenCursor cursor;

    TransactionParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement begin() {
        cursor.expect(Keyword.BEGIN);
        workOrTransaction();
        return new Statement.Begin(false, modesToEnd());
    }

    Statement start() {
        cursor.expect(Keyword.START);
        cursor.expect(Keyword.TRANSACTION);
        return new Statement.Begin(true, modesToEnd());
    }

    /** COMMIT or END. */
    Statement commit() {
        cursor.skip();
        if (cursor.accept(Keyword.PREPARED)) {
            return prepared("COMMIT PREPARED");
        }
        workOrTransaction();
        boolean chain = chain();
        cursor.expectEnd();
        return new Statement.Commit(chain);
    }

    /** ROLLBACK or ABORT. */
    Statement rollback() {
        boolean abort = cursor.at(Keyword.ABORT);
        cursor.skip();
        if (!abort && cursor.accept(Keyword.PREPARED)) {
            return prepared("ROLLBACK PREPARED");
        }
        workOrTransaction();
        if (!abort && cursor.accept(Keyword.TO)) {
            return new Statement.RollbackTo(savepointName());
        }
        boolean chain = chain();
        cursor.expectEnd();
        return new Statement.Rollback(chain);
    }

    Statement savepoint() {
        cursor.expect(Keyword.SAVEPOINT);
        String name = cursor.name();
        cursor.expectEnd();
        return new Statement.Savepoint(name);
    }

    Statement release() {
        cursor.expect(Keyword.RELEASE);
        return new Statement.Release(savepointName());
    }

    /** After PREPARE: TRANSACTION 'gid'. */
    Statement prepareTransaction() {
        cursor.expect(Keyword.TRANSACTION);
        return prepared("PREPARE TRANSACTION");
    }

    private Statement prepared(String what) {
        cursor.string();
        cursor.expectEnd();
        return Refusals.of(what + " is not supported", PREPARED_HINT);
    }

    private String savepointName() {
        if (cursor.at(Keyword.SAVEPOINT) && !cursor.followedBy(TokenKind.END)) {
            cursor.skip();
        }
        String name = cursor.name();
        cursor.expectEnd();
        return name;
    }

    private void workOrTransaction() {
        if (!cursor.accept(Keyword.WORK)) {
            cursor.accept(Keyword.TRANSACTION);
        }
    }

    private boolean chain() {
        if (!cursor.accept(Keyword.AND)) {
            return false;
        }
        boolean chain = !cursor.accept(Keyword.NO);
        cursor.expect(Keyword.CHAIN);
        return chain;
    }

    private TransactionModes modesToEnd() {
        return cursor.atEnd() ? TransactionModes.NONE : requiredModes();
    }

    /** One mode at least, with commas or without, to the end of the statement. */
    TransactionModes requiredModes() {
        TransactionModes modes = TransactionModes.NONE;
        do {
            cursor.accept(TokenKind.COMMA);
            modes = mode(modes);
            if (!cursor.at(TokenKind.COMMA) && !atMode()) {
                cursor.expectEnd();
            }
        } while (!cursor.atEnd());
        return modes;
    }

    private boolean atMode() {
        return cursor.at(Keyword.ISOLATION)
                || cursor.at(Keyword.READ)
                || cursor.at(Keyword.NOT)
                || cursor.at(Keyword.DEFERRABLE);
    }

    private TransactionModes mode(TransactionModes modes) {
        if (cursor.accept(Keyword.ISOLATION)) {
            cursor.expect(Keyword.LEVEL);
            return modes.withIsolation(isolation());
        }
        if (cursor.accept(Keyword.READ)) {
            boolean readOnly = cursor.accept(Keyword.ONLY);
            if (!readOnly) {
                cursor.expect(Keyword.WRITE);
            }
            return modes.withReadOnly(readOnly);
        }
        boolean not = cursor.accept(Keyword.NOT);
        cursor.expect(Keyword.DEFERRABLE);
        return modes.withDeferrable(!not);
    }

    private Isolation isolation() {
        if (cursor.accept(Keyword.SERIALIZABLE)) {
            return Isolation.SERIALIZABLE;
        }
        if (cursor.accept(Keyword.REPEATABLE)) {
            cursor.expect(Keyword.READ);
            return Isolation.REPEATABLE_READ;
        }
        cursor.expect(Keyword.READ);
        if (cursor.accept(Keyword.COMMITTED)) {
            return Isolation.READ_COMMITTED;
        }
        cursor.expect(Keyword.UNCOMMITTED);
        return Isolation.READ_UNCOMMITTED;
    }

    /** After SET CONSTRAINTS. */
    Statement constraints() {
        List<String> names = new ArrayList<>();
        if (!cursor.accept(Keyword.ALL)) {
            do {
                names.add(String.join(".", cursor.dottedName()));
            } while (cursor.accept(TokenKind.COMMA));
        }
        boolean deferred = cursor.accept(Keyword.DEFERRED);
        if (!deferred) {
            cursor.expect(Keyword.IMMEDIATE);
        }
        cursor.expectEnd();
        return new Statement.SetConstraints(names, deferred);
    }
}
