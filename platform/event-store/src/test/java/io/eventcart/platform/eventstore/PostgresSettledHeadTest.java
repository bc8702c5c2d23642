package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.testkit.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class PostgresSettledHeadTest {
    private final String url = LocalPostgres.newDatabase();
    private final PostgresSettledHead head = new PostgresSettledHead(
            JdbcClient.create(new DriverManagerDataSource(url, LocalPostgres.USER, "")));
    private Connection early;
    private Connection late;

    @BeforeEach
    void openTwoWriters() throws SQLException {
        early = DriverManager.getConnection(url, LocalPostgres.USER, "");
        late = DriverManager.getConnection(url, LocalPostgres.USER, "");
        early.createStatement().execute("CREATE TABLE domain_event (global_index BIGSERIAL PRIMARY KEY)");
        early.setAutoCommit(false);
        late.setAutoCommit(false);
    }

    @AfterEach
    void closeWriters() throws SQLException {
        early.close();
        late.close();
    }

    private static void append(Connection writer) throws SQLException {
        writer.createStatement().execute("INSERT INTO domain_event DEFAULT VALUES");
    }

    @Test
    void an_empty_store_is_settled_at_0() {
        assertThat(head.position()).isZero();
    }

    @Test
    void positions_without_a_gap_are_settled_at_once() throws SQLException {
        append(early);
        append(early);
        early.commit();

        assertThat(head.position()).isEqualTo(2);
    }

    @Test
    void an_event_behind_one_that_is_not_committed_yet_is_not_settled() throws SQLException {
        append(early);
        append(late);
        late.commit();

        assertThat(head.position()).isZero();
        assertThat(head.position()).isZero();
        early.commit();
        assertThat(head.position()).isEqualTo(2);
    }

    @Test
    void the_position_of_a_writer_that_rolled_back_is_a_gap_for_ever() throws SQLException {
        append(early);
        append(late);
        late.commit();
        assertThat(head.position()).isZero();
        early.rollback();

        assertThat(head.position()).isEqualTo(2);
    }

    @Test
    void a_gap_waits_for_its_own_writers_and_not_for_those_that_come_later() throws SQLException {
        append(early);
        append(late);
        late.commit();
        assertThat(head.position()).isZero();
        early.rollback();
        append(late);

        assertThat(head.position()).isEqualTo(2);
    }

    @Test
    void gaps_from_before_the_first_call_are_final_at_once() throws SQLException {
        append(early);
        early.rollback();
        append(late);
        late.commit();

        assertThat(head.position()).isEqualTo(2);
    }
}
