package io.eventcart.platform.eventstore;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Axon's transaction manager. Query handlers get read-only transactions, so that a query never waits for a writer: see {@link
 * LimitedWriters}.
 */
final class ReadOnlyQueries extends SpringTransactionManager {
    private static final TransactionDefinition READ_ONLY = readOnly();

    private final SpringTransactionManager readers;

    ReadOnlyQueries(PlatformTransactionManager transactions) {
        super(transactions);
        this.readers = readers(transactions);
    }

    /** Joins an existing transaction, or begins a read-only one. */
    static SpringTransactionManager readers(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions, READ_ONLY);
    }

    @Override
    public Transaction startTransaction() {
        return CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().getMessage() instanceof QueryMessage
                ? readers.startTransaction()
                : super.startTransaction();
    }

    private static TransactionDefinition readOnly() {
        var definition = new DefaultTransactionDefinition();
        definition.setReadOnly(true);
        return definition;
    }
}
