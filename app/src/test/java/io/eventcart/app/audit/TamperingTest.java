package io.eventcart.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with every right on the database changes what is stored, one way at a time; what they have done is found. */
@DisplayName("Tampering with the store")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "cart.operator.password=acceptance", "cart.audit.seal-events=4", "cart.audit.seal-after=0s"})
@DirtiesContext
class TamperingTest {
    private static final List<String> TABLES = List.of("domain_event", "audit_entry", "seal");

    @TempDir
    static Path dataDir;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private StoredEvents stored;

    @Autowired
    private JsonMapper json;

    /** Five events, at the positions 1, 3, 5, 6 and 9. */
    private static String anna = "";
    /** Four events, at the positions 2, 4, 7 and 8. */
    private static String ben = "";
    private static String seals = "";

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    /** What somebody does, and what is to be found. */
    enum Attack {
        A_BYTE_OF_A_PAYLOAD("CHANGED", 3) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET payload = ? WHERE aggregate_identifier = ? AND sequence_number = 2",
                        new String(test.event(anna, 2).payload(), StandardCharsets.UTF_8)
                                .replace("\"quantity\":2", "\"quantity\":1").getBytes(StandardCharsets.UTF_8),
                        anna);
            }
        },
        WHO_DID_IT("CHANGED", 2) {
            @Override
            void on(TamperingTest test) {
                var metaData = new HashMap<String, Object>(test.event(anna, 1).metaData());
                metaData.put(MetaDataKeys.ACTOR, "operator");
                test.sql("UPDATE domain_event SET meta_data = ? WHERE aggregate_identifier = ? AND sequence_number = 1",
                        test.json.writeValueAsBytes(metaData), anna);
            }
        },
        WHEN_IT_HAPPENED("CHANGED", 4) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET time_stamp = '2020-01-01T00:00:00.000Z' "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 3", anna);
            }
        },
        A_TIME_THAT_IS_NONE("CHANGED", 4) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET time_stamp = 'never' "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 3", anna);
            }
        },
        WHAT_IT_IS_CALLED("CHANGED", 2) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET payload_type = 'cart.item-removed' "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 1", anna);
            }
        },
        ITS_REVISION("CHANGED", 2) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET payload_revision = '1' "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 1", anna);
            }
        },
        ITS_ID("CHANGED", 2) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET event_identifier = 'another' "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 1", anna);
            }
        },
        ALL_ITS_METADATA("INSERTED", 2) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET meta_data = ? WHERE aggregate_identifier = ? AND sequence_number = 1",
                        "no JSON".getBytes(StandardCharsets.UTF_8), anna);
            }
        },
        REMOVED_FROM_THE_MIDDLE("REMOVED", 3) {
            @Override
            void on(TamperingTest test) {
                test.sql("DELETE FROM domain_event WHERE aggregate_identifier = ? AND sequence_number = 2", anna);
            }
        },
        REMOVED_AND_RENUMBERED("CHANGED", 3) {
            @Override
            void on(TamperingTest test) {
                REMOVED_FROM_THE_MIDDLE.on(test);
                test.sql("UPDATE domain_event SET sequence_number = 2 "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 3", anna);
                test.sql("UPDATE domain_event SET sequence_number = 3 "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 4", anna);
            }
        },
        CUT_TAIL("REMOVED", 5) {
            @Override
            void on(TamperingTest test) {
                test.sql("DELETE FROM domain_event WHERE aggregate_identifier = ? AND sequence_number >= 4", anna);
            }
        },
        CUT_TAIL_AND_ITS_TRAIL("UNSEALED", 0) {
            @Override
            void on(TamperingTest test) {
                CUT_TAIL.on(test);
                test.sql("DELETE FROM audit_entry WHERE stream = ? AND version = 5", anna);
            }
        },
        A_WHOLE_CART("REMOVED", 1) {
            @Override
            void on(TamperingTest test) {
                test.sql("DELETE FROM domain_event WHERE aggregate_identifier = ?", anna);
            }
        },
        A_WHOLE_CART_AND_ITS_TRAIL("UNSEALED", 0) {
            @Override
            void on(TamperingTest test) {
                A_WHOLE_CART.on(test);
                test.sql("DELETE FROM audit_entry WHERE stream = ?", anna);
            }
        },
        INSERTED_AT_THE_END("INSERTED", 6) {
            @Override
            void on(TamperingTest test) {
                test.insert(5, "{}");
            }
        },
        INSERTED_AT_THE_END_WITH_A_HASH_OF_ANOTHER("CHANGED", 6) {
            @Override
            void on(TamperingTest test) {
                test.insert(5, "{\"hash\":\"" + test.event(anna, 4).hash() + "\"}");
            }
        },
        INSERTED_IN_THE_MIDDLE("REORDERED", 4) {
            @Override
            void on(TamperingTest test) {
                for (var last = 4; last >= 2; last--) {
                    test.sql("UPDATE domain_event SET sequence_number = ? WHERE aggregate_identifier = ? "
                            + "AND sequence_number = ?", last + 1, anna, last);
                }
                test.insert(2, "{\"hash\":\"" + test.event(anna, 1).hash() + "\"}");
            }
        },
        MOVED_TO_ANOTHER_CART("CHANGED", 5) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET aggregate_identifier = ?, sequence_number = 4 "
                        + "WHERE aggregate_identifier = ? AND sequence_number = 4", ben, anna);
            }
        },
        TWO_SWAPPED_IN_A_CART("REORDERED", 5) {
            @Override
            void on(TamperingTest test) {
                test.swapPositions(test.event(anna, 3), test.event(anna, 4));
            }
        },
        TWO_NUMBERS_SWAPPED_IN_A_CART("REORDERED", 5) {
            @Override
            void on(TamperingTest test) {
                test.sql("UPDATE domain_event SET sequence_number = 99 WHERE aggregate_identifier = ? "
                        + "AND sequence_number = 3", anna);
                test.sql("UPDATE domain_event SET sequence_number = 3 WHERE aggregate_identifier = ? "
                        + "AND sequence_number = 4", anna);
                test.sql("UPDATE domain_event SET sequence_number = 4 WHERE aggregate_identifier = ? "
                        + "AND sequence_number = 99", anna);
            }
        },
        TWO_SWAPPED_ACROSS_CARTS("UNSEALED", 0) {
            @Override
            void on(TamperingTest test) {
                test.swapPositions(test.event(anna, 1), test.event(ben, 1));
            }
        },
        ALL_HASHES_TAKEN_AWAY("CHANGED", 1) {
            @Override
            void on(TamperingTest test) {
                test.forge("");
            }
        },
        ALL_HASHES_TAKEN_AWAY_IN_THE_TRAIL_TOO("UNSEALED", 0) {
            @Override
            void on(TamperingTest test) {
                test.forge("");
                test.sql("UPDATE audit_entry SET hash = NULL");
            }
        },
        FORGED_WITH_A_CHAIN_OF_ITS_OWN("CHANGED", 1) {
            @Override
            void on(TamperingTest test) {
                test.forge("operator");
            }
        },
        FORGED_WITH_A_CHAIN_AND_A_TRAIL_OF_ITS_OWN("UNSEALED", 0) {
            @Override
            void on(TamperingTest test) {
                test.forge("operator");
                for (var cart : List.of(anna, ben)) {
                    for (var n = 0; n < 4; n++) {
                        test.sql("UPDATE audit_entry SET hash = ? WHERE stream = ? AND version = ?",
                                test.event(cart, n).hash(), cart, n + 1);
                    }
                }
                test.sql("DELETE FROM audit_entry WHERE version > 4");
            }
        },
        A_SEAL_EDITED("SEALS_CHANGED", 0) {
            @Override
            void on(TamperingTest test) {
                test.writeSeals(seals.replaceFirst("\"root\":\"....", "\"root\":\"0000"));
            }
        },
        A_SEAL_TAKEN_OUT("SEALS_CHANGED", 0) {
            @Override
            void on(TamperingTest test) {
                test.writeSeals(seals.substring(seals.indexOf('\n') + 1));
            }
        },
        THE_LAST_SEAL_CUT_OFF("SEALS_CHANGED", 0) {
            @Override
            void on(TamperingTest test) {
                test.writeSeals(seals.substring(0, seals.lastIndexOf('\n', seals.length() - 2) + 1));
            }
        },
        ALL_SEALS_REMOVED("SEALS_CHANGED", 0) {
            @Override
            void on(TamperingTest test) {
                test.writeSeals("");
            }
        };

        private final String fault;
        private final int version;

        /** @param version of Anna's or Ben's cart that is named; 0 if none can be */
        Attack(String fault, int version) {
            this.fault = fault;
            this.version = version;
        }

        abstract void on(TamperingTest test);
    }

    @BeforeEach
    void aWeekInTheShop() throws IOException {
        if (!seals.isEmpty()) {
            return;
        }
        var shopper = ShopClient.guest(shop());
        anna = shopper.createCart();
        ben = shopper.createCart();
        for (var cart : List.of(anna, ben, anna, anna, ben, ben, anna)) {
            assertThat(shopper.add(cart, "mug-stoneware", 2).status()).isEqualTo(200);
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> verify().path("sealed").asInt() == 9);
        await().until(() -> jdbc.queryForObject("SELECT COUNT(*) FROM audit_entry", Long.class) == 9);
        for (var table : TABLES) {
            jdbc.execute("CREATE TABLE untouched_" + table + " AS SELECT * FROM " + table);
        }
        seals = Files.readString(sealFile());
    }

    @AfterEach
    void undo() {
        for (var table : TABLES) {
            jdbc.execute("DELETE FROM " + table);
            jdbc.execute("INSERT INTO " + table + " SELECT * FROM untouched_" + table);
        }
        writeSeals(seals);
    }

    @ParameterizedTest
    @DisplayName("is found, and the first broken event is named")
    @EnumSource
    void isFound(Attack attack) {
        attack.on(this);

        var verdict = verify();

        var broken = verdict.path("firstBroken");
        assertThat(verdict.path("ok").asBoolean(true)).isFalse();
        assertThat(broken.path("fault").asString()).as(broken.toString()).isEqualTo(attack.fault);
        assertThat(broken.path("version").asInt(0)).as(broken.toString()).isEqualTo(attack.version);
        assertThat(broken.path("detail").asString("")).isNotEmpty();
        if (attack.version > 0) {
            assertThat(broken.path("cartId").asString()).isIn(anna, ben);
            assertThat(broken.path("type").asString()).startsWith("cart.");
            assertThat(broken.path("position").asLong()).isPositive();
        } else {
            assertThat(broken.path("seal").asLong()).isPositive();
        }
    }

    @Test
    @DisplayName("leaves nothing behind in these tests: the untouched store passes")
    void passesUntouched() {
        assertThat(verify().toString()).isEqualTo(
                "{\"events\":9,\"ok\":true,\"firstBroken\":null,\"unchained\":0,\"sealed\":9,\"seals\":%d}"
                        .formatted(seals.lines().count()));
    }

    private JsonNode verify() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)))
                .post("/api/audit/verify").json();
    }

    private URI shop() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void sql(String statement, Object... values) {
        assertThat(jdbc.update(statement, values)).as(statement).isPositive();
    }

    private StoredEvent event(String cart, long sequenceNumber) {
        return stored.find(cart, sequenceNumber).orElseThrow();
    }

    private void insert(long sequenceNumber, String metaData) {
        sql("""
                INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier, meta_data,
                  payload, payload_revision, payload_type, time_stamp)
                SELECT aggregate_identifier, ?, type, RANDOM_UUID(), ?, payload, payload_revision, payload_type, time_stamp
                FROM domain_event WHERE aggregate_identifier = ? AND sequence_number = 1
                """,
                sequenceNumber, metaData.getBytes(StandardCharsets.UTF_8), anna);
    }

    private void swapPositions(StoredEvent one, StoredEvent other) {
        sql("UPDATE domain_event SET global_index = -1 WHERE global_index = ?", one.position());
        sql("UPDATE domain_event SET global_index = ? WHERE global_index = ?", one.position(), other.position());
        sql("UPDATE domain_event SET global_index = ? WHERE global_index = -1", other.position());
    }

    /** Writes all of history anew: says who is to have done everything, or, if empty, only takes the hashes away. */
    private void forge(String actor) {
        var hashes = new HashMap<String, String>();
        try (var events = stored.between(0, stored.head())) {
            for (var event : events.toList()) {
                var metaData = new HashMap<String, Object>(event.metaData());
                metaData.remove(MetaDataKeys.HASH);
                if (!actor.isEmpty()) {
                    metaData.put(MetaDataKeys.ACTOR, actor);
                    var forged = new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(),
                            event.sequenceNumber(), event.eventId(), event.at(), event.type(), event.revision(),
                            event.payload(), metaData);
                    metaData.put(MetaDataKeys.HASH, forged.hashAfter(hashes.getOrDefault(event.aggregateId(), "")));
                    hashes.put(event.aggregateId(), String.valueOf(metaData.get(MetaDataKeys.HASH)));
                }
                sql("UPDATE domain_event SET meta_data = ? WHERE global_index = ?", json.writeValueAsBytes(metaData),
                        event.position());
            }
        }
    }

    private static Path sealFile() {
        return dataDir.resolve("seals").resolve("seals.jsonl");
    }

    private void writeSeals(String text) {
        try {
            Files.writeString(sealFile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
