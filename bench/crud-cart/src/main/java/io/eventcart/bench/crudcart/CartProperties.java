package io.eventcart.bench.crudcart;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The switches that this app shares with Eventcart.
 *
 * @param dataDir where the database and the key of the tokens are kept
 * @param catalogue a CSV file: {@code product_id,name,price,currency}
 */
@ConfigurationProperties("cart")
record CartProperties(Path dataDir, Path catalogue, @DefaultValue("30d") Duration sessionLifetime) {}
