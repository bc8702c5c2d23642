package io.eventcart.app.eventmodel;

import io.eventcart.app.eventmodel.Surroundings.TemporaryFolder;
import io.eventcart.app.eventmodel.Surroundings.GivenEvents;
import io.eventcart.app.eventmodel.Surroundings.PlainSeals;
import io.eventcart.eventmodels.Slice;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.EventTypes;
import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.SettledHead;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.sharedkernel.AllCarts;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Carts;
import io.eventcart.sharedkernel.CartsOfShopper;
import io.eventcart.sharedkernel.ShopperId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** One slice's own components, as they are, around an empty store and an empty database with the slice's tables. */
final class SliceUnderTest implements AutoCloseable {
    /** Reads each class file once, however many specifications run. */
    private static final MetadataReaderFactory CLASSES = new CachingMetadataReaderFactory();
    /** To find them, the whole class path is searched. */
    private static final StoredTypes TYPES = StoredTypes.find();

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final String packageName;
    private List<?> given = List.of();

    /** For what decides nothing: views and translations. */
    SliceUnderTest(Slice slice, EventStore events, Commands commands) {
        this(slice, events, null, commands);
    }

    SliceUnderTest(Slice slice, EventStore events, @Nullable Repository<CartAggregate> carts, Commands commands) {
        packageName = SliceCode.of(slice).packageName();
        context.registerBean(EventStore.class, () -> events);
        context.registerBean(CartHistory.class, () -> new CartHistory(events));
        if (carts != null) {
            context.registerBean(Carts.class, () -> new Carts(carts, new CartHistory(events)));
        }
        context.registerBean(Commands.class, () -> commands);
        context.registerBean(CartsOfShopper.class, () -> this::cartsOf);
        context.registerBean(PersonalData.class, () -> new PlainSeals(bean(JsonMapper.class)));
        context.registerBean(DataFolder.class, TemporaryFolder::new);
        context.registerBean(EventTypes.class, () -> TYPES::events);
        context.registerBean(StoredEvents.class, () -> new GivenEvents(events, bean(Serializer.class)));
        context.registerBean(SettledHead.class, () -> bean(StoredEvents.class)::head);
        context.registerBean(NewestForm.class, () -> List::of);
        context.registerBean(AllCarts.class, () -> new AllCarts(bean(StoredEvents.class)));
        context.registerBean(Tables.class, () -> Tables.SINGLE_COPY);
        context.registerBean(Serializer.class, () -> EventSerializer.of(TYPES));
        registerQueries();
        registerDatabase(slice);
        context.registerBean(JsonMapper.class, this::json);
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("catalogue", Map.of("cart.catalogue", "classpath:catalogue.csv")));
        scan(packageName, "io.eventcart.app.http", "io.eventcart.platform.web.http",
                "io.eventcart.platform.web.problems",
                "io.eventcart.productcatalogue");
        // Who waits for the end of the app, such as the Sealer, would be made only then, by what is not there any more.
        context.removeBeanDefinition(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME);
        context.refresh();
    }

    private void registerQueries() {
        var bus = SimpleQueryBus.builder().build();
        context.registerBean(QueryBus.class, () -> bus);
        context.registerBean(QueryUpdateEmitter.class, bus::queryUpdateEmitter);
        context.registerBean(QueryGateway.class, () -> DefaultQueryGateway.builder().queryBus(bus).build());
    }

    private void registerDatabase(Slice slice) {
        register(DataSource.class, () -> {
            var database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true);
            Stream.of("event-store", "projections", "web").flatMap(SliceUnderTest::migrations)
                    .forEach(database::addScript);
            migrations(slice.id()).forEach(database::addScript);
            return database.build();
        });
        register(JdbcTemplate.class, () -> new JdbcTemplate(context.getBean(DataSource.class)));
        register(JdbcClient.class, () -> JdbcClient.create(context.getBean(DataSource.class)));
    }

    private <T> void register(Class<T> type, Supplier<T> supplier) {
        context.registerBean(type, supplier, definition -> definition.setLazyInit(true));
    }

    private static Stream<String> migrations(String module) {
        try {
            var folder = "db/migration/" + module + "/";
            return Arrays
                    .stream(new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "*.sql"))
                    .map(script -> folder + Objects.requireNonNull(script.getFilename()))
                    .sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As strict as the app's own. */
    private JsonMapper json() {
        var builder = JsonMapper.builder()
                .addModule(new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
        context.getBeanProvider(JsonMapperBuilderCustomizer.class).forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** Nothing is made before it is needed: a slice's view needs none of what its command handler needs. */
    private void scan(String... packages) {
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.getBeanDefinitionDefaults().setLazyInit(true);
        scanner.setMetadataReaderFactory(CLASSES);
        scanner.scan(packages);
    }

    /** @param events what has happened, as far as other slices' views show it */
    void given(List<?> events) {
        given = events;
    }

    private List<CartId> cartsOf(ShopperId shopper) {
        return given.stream().filter(CartEvent.class::isInstance).map(CartEvent.class::cast)
                .filter(event -> shopper.equals(event.evolve(Cart.NONE).owner())).map(CartEvent::cartId).toList();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> List<T> all(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** @return the slice's components that are annotated so, on the class or on a method */
    List<Object> components(Class<? extends Annotation> annotation) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .filter(name -> isOfSlice(context.getType(name)) && bears(context.getType(name), annotation))
                .map(context::getBean)
                .toList();
    }

    /** @return what of the app serves HTTP and is annotated so */
    List<Object> ofTheApp(Class<? extends Annotation> annotation) {
        return List.copyOf(context.getBeansWithAnnotation(annotation).values());
    }

    private boolean isOfSlice(@Nullable Class<?> type) {
        return type != null && (type.getPackageName() + ".").startsWith(packageName + ".");
    }

    private static boolean bears(Class<?> type, Class<? extends Annotation> annotation) {
        return AnnotatedElementUtils.hasAnnotation(type, annotation)
                || Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                        .anyMatch(method -> AnnotatedElementUtils.hasAnnotation(method, annotation));
    }

    @Override
    public void close() {
        context.close();
    }
}
