package io.eventcart.bench.crudcart;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.resilience.annotation.EnableResilientMethods;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableResilientMethods
public class CrudCartApplication {
    public static void main(String[] args) {
        SpringApplication.run(CrudCartApplication.class, args);
    }
}
