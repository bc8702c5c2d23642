package io.eventcart.platform.storedevents;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.platform.sliceapi.UnknownEvent;
import io.eventcart.platform.sliceapi.UnknownEventType;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** Serializes events, snapshots, messages and tokens, in the store and on the wire, as plain JSON under logical names. */
public final class EventSerializer extends Jackson3Serializer {
    /** Axon's replay tokens name the class of their inner token; nothing else may name a class. */
    private static final PolymorphicTypeValidator ONLY_AXONS_OWN = BasicPolymorphicTypeValidator.builder()
            .allowIfSubType("org.axonframework.").build();

    private final StoredTypes types;

    private EventSerializer(Builder builder, StoredTypes types) {
        super(builder);
        this.types = types;
    }

    /** Ignores unknown fields, such as those of a later or a much earlier release. */
    public static EventSerializer of(StoredTypes types) {
        var builder = Jackson3Serializer.builder().jsonMapperBuilderCustomizer(json -> json.addModule(money())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .polymorphicTypeValidator(ONLY_AXONS_OWN)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL)));
        return new EventSerializer(builder, types);
    }

    /** Money is {@code {"amount": "12.50", "currency": "EUR"}} wherever it is written: in the store and over HTTP. */
    public static JacksonModule money() {
        return new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING);
    }

    /** Stored types have a logical name; types that are only sent, such as commands, have their class name. */
    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        var plain = super.typeForClass(type);
        @SuppressWarnings("unchecked")
        var name = type == null ? null : (StoredAs) type.getAnnotation(StoredAs.class);
        return name == null ? plain : new SimpleSerializedType(name.value(), plain.getRevision());
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return type instanceof UnknownType ? UnknownEvent.class : super.classForType(type);
    }

    /** @throws UnknownEventType for an event of an unknown type, which Axon would silently skip */
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Axon's signature.
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (serialized.getType() instanceof UnknownType unknown) {
            throw unknown.failure();
        }
        return super.deserialize(serialized);
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        var known = types.classes().get(type.getName());
        return known == null ? super.resolveClassName(type) : known.getName();
    }
}
