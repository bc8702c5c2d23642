package io.eventcart.productcatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ProductNotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.DefaultResourceLoader;

class CsvCatalogueTest {
    private static final String HEADER = "product_id,name,price,currency\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a price that is none      | a,A,cheap,EUR      | line 3 | not an amount
            too many decimals         | a,A,1.234,EUR      | line 3 | not an amount
            a negative price          | a,A,-1.00,EUR      | line 3 | negative
            an unknown currency       | a,A,1.00,XXQ       | line 3 | ISO 4217
            a second currency         | a,A,1.00,USD       | line 3 | one currency
            a bad id                  | a b,A,1.00,EUR     | line 3 | 1 to 64
            the same product again    | first,A,1.00,EUR   | line 3 | twice
            no name                   | a,,1.00,EUR        | line 3 | name
            a missing field           | a,A,1.00           | line 3 | fields
            """)
    @DisplayName("a bad line stops the start, with file, line and fault")
    void namesTheFault(String what, String line, String where, String why) throws IOException {
        assertThatThrownBy(() -> catalogue(HEADER + "first,First,1.00,EUR\n" + line + "\n")).as(what)
                .isInstanceOf(StartFault.class).hasMessageContaining("catalogue.csv").hasMessageContaining(where)
                .hasMessageContaining(why);
    }

    @Test
    @DisplayName("a file without products, without its header, or not there stops the start")
    void refusesNoCatalogue() {
        assertThatThrownBy(() -> catalogue(HEADER)).hasMessageContaining("there is no product");
        assertThatThrownBy(() -> catalogue("id,name\n")).hasMessageContaining("header");
        assertThatThrownBy(() -> load("file:" + folder.resolve("none.csv"))).isInstanceOf(StartFault.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    @DisplayName("a product is found by its id, and by words of its name in any order")
    void finds() throws IOException {
        var catalogue = catalogue(HEADER + "mug-1,Stoneware mug,12.50,EUR\nmug-2,\"Mug, glass\",9.00,EUR\n");

        assertThat(catalogue.product(ProductId.of("mug-1")).price()).hasToString("EUR 12.50");
        assertThat(catalogue.search("MUG stone", 20, null).items()).extracting(product -> product.productId().value())
                .containsExactly("mug-1");
        assertThat(catalogue.search("", 1, null).next()).isEqualTo("mug-1");
        assertThatThrownBy(() -> catalogue.product(ProductId.of("tea"))).isInstanceOf(ProductNotFound.class);
    }

    @ParameterizedTest
    @CsvSource({"Caf\u00e9, cafe", "Cafe, caf\u00e9", "Cafe\u0301, CAF\u00c9", "Caf\u00e9, cafe\u0301",
            "\u0130stanbul, istanbul", "I\u0307stanbul, istanbul", "istanbul, \u0130STANBUL", "Kap\u0131, kapi",
            "Kap\u0131, KAPI", "Gro\u00dfe Tasse, grosse", "\uff26\uff35\uff2c\uff2c, full",
            "\u039a\u03b1\u03c6\u03ad\u03c2, \u039a\u0391\u03a6\u0395\u03a3"})
    @DisplayName("a product is found with accents or without, in either normal form")
    void findsWithoutAccents(String name, String words) throws IOException {
        var catalogue = catalogue(HEADER + "p-1," + name + ",12.50,EUR\np-2,Tea,9.00,EUR\n");

        assertThat(catalogue.search(words, 20, null).items()).extracting(product -> product.productId().value())
                .containsExactly("p-1");
    }

    @Test
    @DisplayName("marks that are no accents tell words apart")
    void keepsOtherMarks() throws IOException {
        var catalogue = catalogue(HEADER + "p-1,\u304c\u304f,12.50,EUR\n");

        assertThat(catalogue.search("\u304c\u304f", 20, null).items()).hasSize(1);
        assertThat(catalogue.search("\u304b\u3099\u304f", 20, null).items()).hasSize(1);
        assertThat(catalogue.search("\u304b\u304f", 20, null).items()).isEmpty();
    }

    private CsvCatalogue catalogue(String csv) throws IOException {
        var file = folder.resolve("catalogue.csv");
        Files.writeString(file, csv);
        return load("file:" + file);
    }

    private static CsvCatalogue load(String location) {
        return new CsvCatalogue(location, new DefaultResourceLoader());
    }
}
