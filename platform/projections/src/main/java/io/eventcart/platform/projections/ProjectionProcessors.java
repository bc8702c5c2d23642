package io.eventcart.platform.projections;

import io.eventcart.platform.storedevents.KnownEvents;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.axonserver.connector.event.axon.EventProcessorInfoConfiguration;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** The event processors of the projections: two for each projection, with the same event handler, one for each copy. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ProjectionProcessors {
    /** docs/adr/0016 has the measurement. */
    private static final int EVENTS_IN_A_TRANSACTION = 2_048;
    private static final int WORKERS = 2;

    @Bean
    ConfigurerModule processors(ListableBeanFactory beans, ProjectionCopies copies, SegmentAssignment segments,
            KnownEvents events,
            ObjectProvider<ProcessorSupervisor> supervisor, Environment environment) {
        var batches = environment.matchesProfiles("axonserver");
        return configurer -> {
            var processing = configurer.eventProcessing()
                    .registerEventProcessorFactory((name, axon, invoker) -> processor(name, axon, invoker,
                            segments.of(copies.projectionOf(name),
                                    PooledStreamingEventProcessor.builder().messageSource(events)),
                            supervisor,
                            batches))
                    // A projection that fails stops and tries again. By default Axon would log the failure and skip the event.
                    .registerDefaultListenerInvocationErrorHandler(config -> PropagatingErrorHandler.INSTANCE)
                    .registerDefaultHandlerInterceptor((config, processor) -> copies.interceptorOf(processor));
            Projection.all(beans).values().forEach(projection -> addSecondCopy(projection, beans, processing));
        };
    }

    /** Axon's own bean registers all processors with Axon Server, and it can't be replaced by a bean of ours, only be post-processed. */
    @Bean
    @Profile("axonserver")
    static BeanPostProcessor onlyProcessorsInUse(ObjectProvider<ProcessorsOnDashboard> inUse) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof EventProcessorInfoConfiguration
                        ? new EventProcessorInfoConfiguration(axon -> inUse.getObject())
                        : bean;
            }
        };
    }

    private static EventProcessor processor(String name, Configuration axon, EventHandlerInvoker invoker,
            PooledStreamingEventProcessor.Builder builder, ObjectProvider<ProcessorSupervisor> supervisor,
            boolean batches) {
        var processing = axon.eventProcessingConfiguration();
        return new GatedProcessor(builder.name(name)
                .eventHandlerInvoker(invoker)
                .rollbackConfiguration(processing.rollbackConfiguration(name))
                .errorHandler(processing.errorHandler(name))
                .messageMonitor(processing.messageMonitor(PooledStreamingEventProcessor.class, name))
                .tokenStore(processing.tokenStore(name))
                .transactionManager(processing.transactionManager(name))
                .coordinatorExecutor(
                        processor -> shutDownWith(axon,
                                new PromptCoordinator("Coordinator[" + processor + "]", batches)))
                .workerExecutor(processor -> shutDownWith(axon,
                        Executors.newScheduledThreadPool(WORKERS,
                                new AxonThreadFactory("WorkPackage[" + processor + "]"))))
                .spanFactory(axon.getComponent(org.axonframework.eventhandling.EventProcessorSpanFactory.class))
                .batchSize(EVENTS_IN_A_TRANSACTION), () -> supervisor.getObject().shouldRun(name));
    }

    private static ScheduledExecutorService shutDownWith(Configuration axon, ScheduledExecutorService threads) {
        axon.onShutdown(threads::shutdown);
        return threads;
    }

    private static void addSecondCopy(Projection projection, ListableBeanFactory beans,
            EventProcessingConfigurer processing) {
        var copy = new ProjectionCopy(projection.name(), ProjectionCopy.SECOND);
        processing.registerEventHandler(axon -> new SecondHandler(copy.processor(),
                new AnnotationEventHandlerAdapter(beans.getBean(projection.bean()), axon.parameterResolverFactory(),
                        axon.handlerDefinition(Object.class))));
        processing.assignHandlerInstancesMatching(copy.processor(), 0,
                handler -> handler instanceof SecondHandler second && second.processor().equals(copy.processor()));
    }

    /** The projection's only handler, registered a second time for the processor of the second copy. */
    private record SecondHandler(String processor, EventMessageHandler handler) implements EventMessageHandler {
        @Override
        public Object handle(EventMessage<?> event) throws Exception {
            return handler.handle(event);
        }

        @Override
        public boolean canHandle(EventMessage<?> event) {
            return handler.canHandle(event);
        }

        @Override
        public boolean canHandleType(Class<?> payloadType) {
            return handler.canHandleType(payloadType);
        }

        @Override
        public boolean supportsReset() {
            return handler.supportsReset();
        }
    }

    @Bean
    ConfigurerModule deadLetterQueues(ListableBeanFactory beans, ConnectionProvider connections, Serializer serializer,
            TransactionManager transactions, PlatformTransactionManager platform, DeadLetterPolicy policy) {
        // The transaction of each letter is nested: a letter that fails again rolls back only its own changes.
        var nested = new SpringTransactionManager(platform,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        return configurer -> {
            var processing = configurer.eventProcessing();
            Projection.all(beans).values().stream().flatMap(projection -> projection.copies().stream())
                    .forEach(copy -> {
                        processing.registerDeadLetterQueue(copy.processor(),
                                axon -> JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                                        .processingGroup(copy.processor())
                                        .connectionProvider(connections)
                                        .transactionManager(transactions)
                                        .schema(DeadLetterTable.SCHEMA)
                                        .genericSerializer(serializer)
                                        .eventSerializer(serializer)
                                        .build());
                        processing.registerDeadLetterPolicy(copy.processor(), axon -> policy);
                        processing.registerDeadLetteringEventHandlerInvokerConfiguration(copy.processor(),
                                (axon, invoker) -> invoker.enableSequenceIdentifierCache().transactionManager(nested));
                    });
        };
    }
}
