package dev.duckspace.admin.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a body to a file as it comes, at the sender's pace. */
final class ReceivedFile {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedFile.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final long bytesMax;
    private final boolean text;
    private long bytes;
    private long line = 1;

    private ReceivedFile(long bytesMax, boolean text) {
        this.bytesMax = bytesMax;
        this.text = text;
    }

    /**
     * @throws ProblemException TOO_LARGE; INVALID for an empty body or, in a text, a NUL; MALFORMED
     *     when the sender went away
     */
    static void receive(TableUpload upload, Path file, long bytesMax) {
        boolean text =
                switch (upload) {
                    case TableUpload.Csv _ -> true;
                    case TableUpload.Parquet _ -> false;
                };
        InputStream body = upload.body().get();
        try {
            new ReceivedFile(bytesMax, text).copy(body, file);
        } finally {
            letGo(body);
        }
    }

    /** What was not read is discarded; its buffers belong to the HTTP server. */
    private static void letGo(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            LOG.debug("The rest of an upload cannot be discarded", e);
        }
    }

    private void copy(InputStream body, Path file) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
                bytes += count;
                if (bytes > bytesMax) {
                    throw tooLarge(bytesMax);
                }
                if (text) {
                    refuseNul(buffer, count);
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            LOG.error("An upload cannot be written to {}", file, e);
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "the server cannot store the body, its disk may be full; try again later");
        }
        if (bytes == 0) {
            throw ProblemException.invalid("the body is empty");
        }
    }

    private int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            LOG.info("An upload ended after {} bytes: {}", bytes, e.toString());
            throw new ProblemException(
                    ProblemType.MALFORMED, "the body ended after " + bytes + " bytes");
        }
    }

    private void refuseNul(byte[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                line++;
            } else if (buffer[i] == 0) {
                throw ProblemException.invalid(
                        "line " + line + " holds a NUL byte; send CSV in UTF-8");
            }
        }
    }

    static ProblemException tooLarge(long bytesMax) {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "a table is sent in at most %d bytes (limits.upload_gb)".formatted(bytesMax));
    }
}
