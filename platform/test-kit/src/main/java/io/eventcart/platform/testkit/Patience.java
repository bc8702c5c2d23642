package io.eventcart.platform.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lets every test wait long for what it awaits: no test may depend on how fast the machine is. Awaitility's default is ten seconds. */
public final class Patience implements LauncherSessionListener {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONGEST_WAIT);
    }
}
