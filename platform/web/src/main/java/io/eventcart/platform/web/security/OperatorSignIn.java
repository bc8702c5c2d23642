package io.eventcart.platform.web.security;

import io.eventcart.platform.sliceapi.TooManyRequests;
import io.eventcart.platform.web.limits.CallerLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Looks at a password only while few wrong ones have come from the same address. */
final class OperatorSignIn implements AuthenticationProvider {
    private final AuthenticationProvider passwords;
    private final CallerLimits limits;

    OperatorSignIn(AuthenticationProvider passwords, CallerLimits limits) {
        this.passwords = passwords;
        this.limits = limits;
    }

    /** It is not even looked at whether the password is right. */
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

    /** One at a time, a millisecond each: else many that come at once would all be looked at before the first is found wrong. */
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
