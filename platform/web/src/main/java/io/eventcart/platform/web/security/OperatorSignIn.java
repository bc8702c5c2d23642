package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.TooManyRequests;
import io.eventcart.platform.web.limits.CallerLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks a password only while few wrong ones have come from the same address. */
final class OperatorSignIn implements AuthenticationProvider {
    private final AuthenticationProvider passwords;
    private final CallerLimits limits;

    OperatorSignIn(AuthenticationProvider passwords, CallerLimits limits) {
        this.passwords = passwords;
        this.limits = limits;
    }

    /** The password was not checked: too many wrong ones came from the same address. */
    @SuppressWarnings("serial")
    static final class TooManyPasswords extends AuthenticationException {
        private final TooManyRequests fault;

        TooManyPasswords(TooManyRequests fault) {
            super(String.valueOf(fault.getMessage()));
            this.fault = fault;
        }

        TooManyRequests fault() {
            return fault;
        }
    }

    /** Synchronized, a millisecond for each password: else many concurrent ones would be checked before the first wrong one is counted. */
    @Override
    public synchronized @Nullable Authentication authenticate(Authentication attempt) {
        var address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        try {
            limits.tryPassword(address);
            return passwords.authenticate(attempt);
        } catch (TooManyRequests e) {
            throw new TooManyPasswords(e);
        } catch (AuthenticationException e) {
            limits.wrongPassword(address);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }
}
