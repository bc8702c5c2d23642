package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.zaxxer.hikari.HikariDataSource;
import io.eventcart.platform.sliceapi.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

final class H2HousekeepingTest {
    private static final String DENSITY = "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?";

    @Test
    void what_is_left_of_changed_pages_is_gathered(@TempDir Path folder) throws Exception {
        var file = new JdbcDataSource();
        file.setUrl("jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;RETENTION_TIME=0");
        var database = new LimitedWriters(file, 1);
        var housekeeping = new H2Housekeeping(database, new Folder(folder));
        var jdbc = new JdbcTemplate(database);
        try (var open = file.getConnection()) {
            jdbc.execute("CREATE TABLE event (id UUID PRIMARY KEY, body VARCHAR(1000))");
            for (var n = 0; n < 1_000; n++) {
                jdbc.update("INSERT INTO event VALUES (?, ?)", UUID.randomUUID(), "x".repeat(900));
            }
            assertThat(density(jdbc)).as("of a file that nobody keeps dense").isLessThan(50);

            for (var n = 0; n < 100; n++) {
                housekeeping.tidyUp();
            }

            assertThat(density(jdbc)).isGreaterThanOrEqualTo(55);
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM event WHERE LENGTH(body) = 900", Integer.class))
                    .isEqualTo(1_000);
            assertThat(open.isClosed()).isFalse();
        }
    }

    private static int density(JdbcTemplate jdbc) {
        var text = jdbc.queryForObject(DENSITY, String.class, "info.CHUNKS_FILL_RATE");
        return text == null ? 0 : Integer.parseInt(text);
    }

    @Test
    void a_database_whose_disk_was_full_is_written_again_once_there_is_room(@TempDir Path folder) {
        FilePath.register(new FullDisk());
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:full:" + folder.resolve("db") + ";WRITE_DELAY=0");
            pool.setConnectionTimeout(1_000);
            var database = new LimitedWriters(pool, 1);
            var housekeeping = new H2Housekeeping(database, new Folder(folder));
            var jdbc = new JdbcTemplate(database);
            jdbc.execute("CREATE TABLE event (id INT PRIMARY KEY)");
            jdbc.update("INSERT INTO event VALUES (1)");
            housekeeping.tidyUp();

            FullDisk.isFull = true;
            assertThatException().isThrownBy(() -> jdbc.update("INSERT INTO event VALUES (2)"));
            FullDisk.isFull = false;
            assertThatException().as("H2 does not recover by itself")
                    .isThrownBy(() -> jdbc.update("INSERT INTO event VALUES (3)"));
            housekeeping.tidyUp();

            jdbc.update("INSERT INTO event VALUES (4)");
            assertThat(jdbc.queryForList("SELECT id FROM event", Integer.class)).containsExactly(1, 4);
        } finally {
            FullDisk.isFull = false;
            FilePath.unregister(new FullDisk());
        }
    }

    private record Folder(Path path) implements DataFolder {
        @Override
        public Path resolve(String name) {
            return path.resolve(name);
        }

        @Override
        public byte[] secret(String name, Supplier<byte[]> fresh) {
            return fresh.get();
        }
    }

    /** Rejects writes while it is full. */
    public static final class FullDisk extends FilePathWrapper {
        private static volatile boolean isFull;

        @Override
        public String getScheme() {
            return "full";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new Full(super.open(mode));
        }

        private static final class Full extends FileBaseDefault {
            private final FileChannel file;

            Full(FileChannel file) {
                this.file = file;
            }

            @Override
            public synchronized int write(ByteBuffer bytes, long position) throws IOException {
                if (isFull) {
                    throw new IOException("No space left on device");
                }
                return file.write(bytes, position);
            }

            @Override
            public synchronized int read(ByteBuffer into, long position) throws IOException {
                return file.read(into, position);
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            protected void implTruncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void force(boolean metaData) throws IOException {
                file.force(metaData);
            }

            @Override
            public FileLock tryLock(long position, long size, boolean shared) throws IOException {
                return file.tryLock(position, size, shared);
            }

            @Override
            protected void implCloseChannel() throws IOException {
                file.close();
            }
        }
    }
}
