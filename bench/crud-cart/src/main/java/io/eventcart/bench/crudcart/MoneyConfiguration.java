package io.eventcart.bench.crudcart;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

@Configuration(proxyBeanMethods = false)
class MoneyConfiguration {
    @Bean
    JodaMoneyModule money() {
        return new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING);
    }
}
