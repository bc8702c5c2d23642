package io.eventcart.platform.web.security;

import io.eventcart.platform.web.problems.ProblemWriter;
import io.eventcart.platform.web.problems.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Refuses addresses that can be read in two ways, and headers with control characters. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Firewall {
    private static final Fault BAD_PATH = new Fault("path",
            "has a part that can be read in two ways, such as //, .. or ;");
    private static final String BAD_HEADER = "has characters that a header can't hold: send letters, digits and signs of ASCII";

    /** Lets an unknown method pass: the router refuses it with its own status, 405. */
    @Bean
    HttpFirewall strictAddresses() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderValues(Firewall::isPlain);
        return firewall;
    }

    @Bean
    RequestRejectedHandler refusedAddresses(Problems problems, ProblemWriter writer) {
        return (request, response, refused) -> {
            var fault = badHeader(request).map(name -> new Fault(name, BAD_HEADER)).orElse(BAD_PATH);
            writer.write(problems.of("invalid-request", HttpStatus.BAD_REQUEST, fault.field() + " " + fault.message(),
                    Map.of("errors", List.of(fault))), response);
        };
    }

    private record Fault(String field, String message) {}

    private static Optional<String> badHeader(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream().filter(
                name -> !Collections.list(request.getHeaders(name)).stream().allMatch(Firewall::isPlain)).findFirst();
    }

    /** The server decodes headers as Latin-1, so bytes of other alphabets look like control characters. */
    private static boolean isPlain(String header) {
        return header.chars().noneMatch(Character::isISOControl);
    }
}
