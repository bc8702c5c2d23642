package io.eventcart.app;

import io.eventcart.platform.commandline.CommandLineMode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the shop's server, or runs one command if the first argument names one. */
@SpringBootApplication(scanBasePackages = "io.eventcart")
@ConfigurationPropertiesScan("io.eventcart")
public class EventcartApplication {
    public static void main(String[] args) {
        System.setProperty("disable-axoniq-console-message", "true");
        if (CommandLineMode.isRequested(args)) {
            System.exit(CommandLineMode.run(EventcartApplication.class, args));
        }
        SpringApplication.run(EventcartApplication.class, args);
    }
}
