package dev.duckspace.admin.service;

import dev.duckspace.gateway.workspace.LoadListener;
import dev.duckspace.metadata.Job;

/** A job of this process that has not ended: how far it is, and whether it shall go on. */
final class JobProgress implements LoadListener {
    private final Job queued;
    private boolean running;
    private boolean cancelled;
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

    synchronized void cancel() {
        cancelled = true;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized boolean proceed(long newRows, double newPercent) {
        rows = Math.max(rows, newRows);
        percent = Math.max(percent, newPercent);
        return !cancelled;
    }
}
