package io.eventcart.platform.web.security;

import java.util.regex.Pattern;

/** The host names of this machine itself, for which browsers trust plain HTTP. */
final class Loopback {
    private static final Pattern NAMES = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|.*\\.localhost");

    private Loopback() {}

    static boolean isNamedBy(String host) {
        return NAMES.matcher(host).matches();
    }
}
