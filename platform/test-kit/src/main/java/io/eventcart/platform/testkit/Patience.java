package io.eventcart.platform.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Raises Awaitility's default timeout of ten seconds, so that no test depends on the speed of the machine. */
public final class Patience implements LauncherSessionListener {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONGEST_WAIT);
    }
}
