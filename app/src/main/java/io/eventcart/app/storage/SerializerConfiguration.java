package io.eventcart.app.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** Money is {@code {"amount": "12.50", "currency": "EUR"}} wherever it is written: in the store and over HTTP. */
@Configuration(proxyBeanMethods = false)
class SerializerConfiguration {
    /** Axon's replay tokens name the class of the token inside them; nothing else here may name a class. */
    private static final PolymorphicTypeValidator ONLY_AXONS_OWN = BasicPolymorphicTypeValidator.builder()
            .allowIfSubType("org.axonframework.").build();

    @Bean
    JodaMoneyModule money() {
        return new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING);
    }

    @Bean
    StoredTypes storedTypes() {
        return StoredTypes.find();
    }

    /** For events, snapshots, messages and tokens alike. */
    @Bean
    @Primary
    Serializer serializer(StoredTypes types, JodaMoneyModule money) {
        var builder = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> json.addModule(money)
                        .polymorphicTypeValidator(ONLY_AXONS_OWN)
                        .changeDefaultPropertyInclusion(
                                value -> value.withValueInclusion(JsonInclude.Include.NON_NULL)));
        return new LogicalNameSerializer(builder, types);
    }
}
