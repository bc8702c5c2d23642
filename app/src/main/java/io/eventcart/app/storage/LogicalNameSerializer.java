package io.eventcart.app.storage;

import io.eventcart.sharedkernel.StoredAs;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

final class LogicalNameSerializer extends Jackson3Serializer {
    private final StoredTypes types;

    LogicalNameSerializer(Builder builder, StoredTypes types) {
        super(builder);
        this.types = types;
    }

    /** What is stored for ever bears its logical name; what is only sent, such as a command, its class name. */
    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        var plain = super.typeForClass(type);
        @SuppressWarnings("unchecked")
        var name = type == null ? null : (StoredAs) type.getAnnotation(StoredAs.class);
        return name == null ? plain : new SimpleSerializedType(name.value(), plain.getRevision());
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        var known = types.classes().get(type.getName());
        return known == null ? super.resolveClassName(type) : known.getName();
    }
}
