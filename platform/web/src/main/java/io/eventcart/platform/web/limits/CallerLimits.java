package io.eventcart.platform.web.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.LimitedPerPerson;
import io.eventcart.platform.sliceapi.TooManyRequests;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The limits of one caller; see docs/adr/0024. A check throws {@link TooManyRequests} if the caller has reached the limit. */
@Component
public final class CallerLimits {
    private static final int BYTES_OF_AN_IPV6_NETWORK = 8;

    private final Rate sessions;
    private final Map<String, Rate> perPerson;
    private final Rate wrongPasswords;

    CallerLimits(EventcartProperties properties) {
        var limits = properties.limits();
        this.sessions = new Rate(limits.sessions(), Ticker.systemTicker());
        this.perPerson = Map.of("carts", new Rate(limits.carts(), Ticker.systemTicker()));
        this.wrongPasswords = new Rate(limits.wrongPasswords(), Ticker.systemTicker());
    }

    public void beginSession(String address) {
        check(sessions.take(network(address)),
                "Too many sessions were started from this address. Keep the token of one: it is valid for many calls.");
    }

    void call(LimitedPerPerson endpoint, UUID person) {
        var rate = Objects.requireNonNull(perPerson.get(endpoint.limit()),
                () -> "there are no switches cart.limits." + endpoint.limit());
        check(rate.take(person.toString()), endpoint.fault());
    }

    /** Checks the limit. Call it before a password is checked. */
    public void tryPassword(String address) {
        check(wrongPasswords.peek(network(address)),
                "Too many wrong passwords came from this address. Wait, then send the right one.");
    }

    /** Counts a wrong password. Throws nothing. */
    public void wrongPassword(String address) {
        wrongPasswords.take(network(address));
    }

    private static void check(Optional<Duration> wait, String fault) {
        wait.ifPresent(time -> {
            throw new TooManyRequests(fault, time);
        });
    }

    /** A caller with one IPv6 address can use its whole /64 network. */
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), BYTES_OF_AN_IPV6_NETWORK))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
