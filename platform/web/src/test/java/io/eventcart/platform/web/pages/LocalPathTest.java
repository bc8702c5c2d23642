package io.eventcart.platform.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path of this site")
class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/operator", "/?q=tea&after=x", "/carts/1/history?version=2"})
    @DisplayName("begins with one slash")
    void accepts(String path) {
        assertThat(LocalPath.isOne(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "operator", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb",
            "/a b",
            "/\tx", "javascript:alert(1)", "/\"><script>"})
    @DisplayName("is nothing that a browser reads as another site or as markup")
    void refuses(String path) {
        assertThat(LocalPath.isOne(path)).isFalse();
    }
}
