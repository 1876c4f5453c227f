package dev.duckspace.gateway.types;

import dev.duckspace.gateway.engine.EngineType;
import dev.duckspace.gateway.engine.TypeId;
import dev.duckspace.gateway.protocol.PgException;

/**
 * A type of PostgreSQL that the engine lacks: it is kept in one of the engine's own, under an alias
 * of PostgreSQL's name. What is stored compares, and sorts, as PostgreSQL compares the values.
 */
public sealed interface StoredType {
    PgType type();

    /** The engine's type of a column. */
    EngineType.Scalar engineType();

    /** What is stored for a text, as its own text. */
    String canonical(String text, TextSettings settings);

    /** Kept as bytes. */
    record OfBytes(PgType type, BytesForm form) implements StoredType {
        @Override
        public EngineType.Scalar engineType() {
            return new EngineType.Scalar(TypeId.BLOB, type.name());
        }

        @Override
        public String canonical(String text, TextSettings settings) {
            return form.format(form.parse(text, settings), settings);
        }
    }

    /** Kept as the text that PostgreSQL prints. */
    record OfText(PgType type, TextForm form) implements StoredType {
        @Override
        public EngineType.Scalar engineType() {
            return new EngineType.Scalar(TypeId.VARCHAR, type.name());
        }

        @Override
        public String canonical(String text, TextSettings settings) {
            return form.canonical(text);
        }
    }

    /** Between text, binary form and what is stored. */
    interface BytesForm {
        /**
         * @throws PgException as PostgreSQL's input function
         */
        byte[] parse(String text, TextSettings settings);

        String format(byte[] stored, TextSettings settings);

        /** PostgreSQL's binary form. */
        byte[] send(byte[] stored);

        /**
         * @throws PgException 22P03 for what is no such form
         */
        byte[] receive(byte[] binary);
    }

    /** From any text of a value to the one that PostgreSQL prints. */
    @FunctionalInterface
    interface TextForm {
        /**
         * @throws PgException as PostgreSQL's input function
         */
        String canonical(String text);
    }
}
