package io.eventcart.platform.personaldata;

import io.eventcart.platform.eventstore.DataDirectory;
import io.eventcart.platform.eventstore.Instances;
import io.eventcart.platform.eventstore.SharedSecrets;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {
    /** @param database opened first: if another process has it open, the keys are in use as well */
    @Bean
    @Profile("!postgres")
    PersonKeys personKeys(MasterKeySource source, DataDirectory directory, Clock clock,
            JdbcConnectionDetails database) {
        var keys = directory.folder(MasterKeySource.KEYS);
        var master = source.current(KeyFolder.holdsKeys(keys) ? "in " + keys : null, null);
        return new PersonKeys(new KeyFolder(keys, master.id()), master, clock);
    }

    @Bean
    @Profile("!postgres")
    SharedSecrets secretsInFiles(DataDirectory directory) {
        return directory::secret;
    }

    /** @param instances created first, since it locks the data directory. There is none in a command */
    @Bean
    @Profile("postgres")
    KeyTable keyTable(MasterKeySource source, JdbcClient jdbc, TransactionTemplate transaction,
            ObjectProvider<Instances> instances) {
        instances.getIfAvailable();
        var id = KeyTable.masterId(jdbc);
        var master = source.current(id.isPresent() ? "in the database" : null, id.orElse(null));
        return new KeyTable(jdbc, transaction, master);
    }

    @Bean
    @Profile("postgres")
    PersonKeys sharedPersonKeys(KeyTable keys, Clock clock) {
        return new PersonKeys(keys, keys.master(), clock);
    }

    @Bean
    @Profile("postgres")
    SharedSecrets secretsInDatabase(KeyTable keys, DataDirectory directory) {
        return (name, length) -> keys.secret(name, () -> directory.secret(name, length));
    }
}
