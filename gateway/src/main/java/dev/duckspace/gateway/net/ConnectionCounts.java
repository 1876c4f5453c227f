package dev.duckspace.gateway.net;

import java.util.concurrent.Semaphore;

/** How many connections there are, against how many there may be. */
final class ConnectionCounts {
    private final Semaphore halfOpen;
    private final Semaphore sessions;

    ConnectionCounts(int halfOpenMax, int sessionsMax) {
        halfOpen = new Semaphore(halfOpenMax);
        sessions = new Semaphore(sessionsMax);
    }

    /** One connection's place among them; belongs to its event loop. */
    final class Place {
        private boolean isHalfOpen;
        private boolean isSession;

        boolean enter() {
            isHalfOpen = halfOpen.tryAcquire();
            return isHalfOpen;
        }

        boolean becomeSession() {
            isSession = sessions.tryAcquire();
            return isSession;
        }

        /** Authenticated: no longer half open. */
        void settle() {
            if (isHalfOpen) {
                isHalfOpen = false;
                halfOpen.release();
            }
        }

        void leave() {
            settle();
            if (isSession) {
                isSession = false;
                sessions.release();
            }
        }
    }

    Place newPlace() {
        return new Place();
    }
}
