package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.metadata.Job;

/** A job of this process that has not ended: how far it is, and whether it shall go on. */
final class JobProgress implements LoadListener {
    private final Job queued;
    private boolean running;
    private boolean cancelled;
    private boolean stopped;
    private long rows;
    private double percent;

    JobProgress(Job queued) {
        this.queued = queued;
    }

    synchronized Job now() {
        return running ? queued.running(rows, percent) : queued;
    }

    /** Whether it may start; false when it was cancelled while it waited. */
    synchronized boolean start() {
        running = !cancelled;
        return running;
    }

    /** Whether that was all: it had not started, and will not. */
    synchronized boolean cancel() {
        cancelled = true;
        return !running;
    }

    /** Ends it without its being cancelled: the server stops. */
    synchronized void stop() {
        stopped = true;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized boolean proceed(long newRows, double newPercent) {
        rows = Math.max(rows, newRows);
        percent = Math.max(percent, newPercent);
        return !cancelled && !stopped;
    }
}
