package io.eventcart.importclickstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickstreamFileTest {
    private static final String HEADER = "event_time,event_type,product_id,price,user_id,user_session";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_end_in_any_usual_way(String end) throws Exception {
        var path = file(String.join(end, HEADER, "one", "", "three"));

        assertThat(linesOf(path)).containsExactly("2: one", "3: ", "4: three");
    }

    @Test
    void the_end_of_the_last_line_begins_no_other() throws Exception {
        assertThat(linesOf(file(HEADER + "\none\n"))).containsExactly("2: one");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_header() throws Exception {
        assertThat(linesOf(file("\uFEFF" + HEADER + "\none\n"))).containsExactly("2: one");
    }

    @Test
    void of_an_overlong_line_no_more_is_kept_than_shows_it() throws Exception {
        try (var file = ClickstreamFile.open(file(HEADER + "\n" + "x".repeat(5000) + "\nnext"))) {
            assertThat(file.nextLine()).hasSize(ClickFormat.LONGEST_LINE + 1);
            assertThat(file.nextLine()).isEqualTo("next");
        }
    }

    @Test
    void all_bytes_are_read_at_the_end() throws Exception {
        try (var file = ClickstreamFile.open(file(HEADER + "\nzwölf\n"))) {
            while (file.nextLine() != null) {
                assertThat(file.bytesRead()).isPositive();
            }

            assertThat(file.bytesRead()).isEqualTo(file.size()).isEqualTo(HEADER.length() + 8);
        }
    }

    @Test
    void another_header_is_refused() throws IOException {
        var path = file("event_time,event_type,product_id,category_id,price\none");

        assertThatExceptionOfType(UnreadableFile.class).isThrownBy(() -> ClickstreamFile.open(path))
                .withMessage(path + ": its first line is 'event_time,event_type,product_id,categor…'. "
                        + "The first line must be " + HEADER + ".");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        var path = file("");

        assertThatExceptionOfType(UnreadableFile.class).isThrownBy(() -> ClickstreamFile.open(path))
                .withMessage(path + ": it is empty. The first line must be " + HEADER + ".");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        var path = folder.resolve("absent.csv");

        assertThatExceptionOfType(UnreadableFile.class).isThrownBy(() -> ClickstreamFile.open(path))
                .withMessage(path + ": there is no such file. Name files that are there and may be read.");
    }

    @Test
    void a_folder_is_refused() {
        assertThatExceptionOfType(UnreadableFile.class).isThrownBy(() -> ClickstreamFile.open(folder))
                .withMessage(folder + ": it is a folder. Name the files in it.");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("clicks.csv"), content);
    }

    private static List<String> linesOf(Path path) throws Exception {
        try (var file = ClickstreamFile.open(path)) {
            var lines = new ArrayList<String>();
            for (var line = file.nextLine(); line != null; line = file.nextLine()) {
                lines.add(file.lineNumber() + ": " + line);
            }
            return lines;
        }
    }
}
