package io.eventcart.app.security;

import io.eventcart.app.http.ProblemWriter;
import io.eventcart.app.http.Problems;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What Spring Security refuses to look at: addresses that can be read in two ways. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Firewall {
    /** A method that nobody knows passes: the router refuses it by its own status, 405. */
    @Bean
    HttpFirewall strictAddresses() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler refusedAddresses(Problems problems, ProblemWriter writer) {
        var fault = "has a part that can be read in two ways, such as //, .. or ;";
        return (request, response, refused) -> writer.write(problems.of("invalid-request", HttpStatus.BAD_REQUEST,
                "The address " + fault + ".", Map.of("errors", List.of(Map.of("field", "path", "message", fault)))),
                response);
    }
}
