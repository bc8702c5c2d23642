package io.eventcart.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.storedevents.StoredTypes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.messaging.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that every stored form stays readable, and that none changes unnoticed.
 *
 * <p>A slice's test is one line, {@code final class GoldenHistoryTest extends GoldenHistory {}}. The examples are in {@code
 * src/test/resources/golden/TYPE/REVISION.json}, JSON as in the store. The example of the newest revision has a value in every
 * field, nullable ones too. Others, such as one from before a field was added, are beside it as {@code
 * REVISION-what-it-shows.json}. Once released, an example is never edited.
 */
@DisplayName("The golden history")
public abstract class GoldenHistory {
    private final StoredForms forms = new StoredForms();
    private final GoldenFolder golden;

    protected GoldenHistory() {
        this(GoldenFolder.IN_MODULE);
    }

    GoldenHistory(Path folder) {
        this.golden = new GoldenFolder(folder);
    }

    /** @return the package whose events are checked: the test's own */
    protected String ownPackage() {
        return getClass().getPackageName();
    }

    @TestFactory
    @DisplayName("is of names that no other module has ever stored events by")
    Stream<DynamicTest> isItsOwn() {
        return ownTypes().map(type -> dynamicTest(type.getKey(),
                () -> assertThat(golden.othersWith(type.getKey())).as(Advice.taken(type.getKey())).isEmpty()));
    }

    @TestFactory
    @DisplayName("has an example of every revision")
    Stream<DynamicTest> isComplete() {
        return ownTypes().map(type -> dynamicTest(type.getKey(), () -> isComplete(type.getKey(), type.getValue())));
    }

    @TestFactory
    @DisplayName("is what is written today")
    Stream<DynamicTest> isWrittenToday() {
        return ownTypes().map(type -> dynamicTest(type.getKey(), () -> isUnchanged(type.getKey(), type.getValue())));
    }

    @TestFactory
    @DisplayName("is read by the code of today")
    Stream<DynamicTest> isRead() {
        return golden.examples().map(example -> dynamicTest(example.name(), () -> isRead(example)));
    }

    private Stream<Map.Entry<String, Class<?>>> ownTypes() {
        return forms.types.classes().entrySet().stream()
                .filter(type -> type.getValue().getPackageName().equals(ownPackage()));
    }

    private void isComplete(String type, Class<?> written) {
        var newest = Integer.parseInt(StoredTypes.revisionOf(written));
        var oldest = DomainEvent.class.isAssignableFrom(written)
                ? 1
                : newest; // A snapshot of another revision is ignored and replaced.
        IntStream.rangeClosed(oldest, newest).filter(revision -> !golden.has(type, Integer.toString(revision)))
                .findFirst().ifPresent(missing -> fail(Advice.noExample(type, missing, golden)));
    }

    private void isUnchanged(String type, Class<?> written) {
        var revision = StoredTypes.revisionOf(written);
        if (!golden.has(type, revision)) {
            return; // Another test reports it.
        }
        var stored = golden.example(type, revision);
        var differences = new StoredShape(forms.serializer).differences(stored, written);
        if (!differences.isEmpty()) {
            fail(Advice.changed(stored, golden, differences));
        }
    }

    private void isRead(GoldenFolder.GoldenFile example) {
        var events = forms.read(example.stored(), "a-cart", 0, Instant.EPOCH, 0).map(Message::getPayload).toList();
        assertThat(events).allSatisfy(event -> assertThat(StoredShape.missing(event))
                .as("%s is read as %s, with null in components that are not @Nullable: give them a default, or add an upcaster",
                        example.name(), event)
                .isEmpty());
    }
}
