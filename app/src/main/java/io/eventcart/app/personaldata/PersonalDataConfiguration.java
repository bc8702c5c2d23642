package io.eventcart.app.personaldata;

import io.eventcart.app.storage.DataDirectory;
import java.time.Clock;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {
    /** @param database comes first: where another process has it open, the keys are that one's too */
    @Bean
    ShopperKeys shopperKeys(MasterKeySource source, DataDirectory directory, Clock clock,
            JdbcConnectionDetails database) {
        var master = source.current();
        return new ShopperKeys(new KeyFolder(directory.folder(MasterKeySource.KEYS), master.id()), master, clock);
    }
}
