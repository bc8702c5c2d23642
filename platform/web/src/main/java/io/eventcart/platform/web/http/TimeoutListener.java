package io.eventcart.platform.web.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Runs an action when an asynchronous call takes too long. */
record TimeoutListener(Runnable whenLate) implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
        whenLate.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
