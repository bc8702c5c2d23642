package io.eventcart.eventmodels.picture;

/** Writes SVG. All numbers are integers, all styles are classes of {@link Styles}. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    void open(String tag, String attributes) {
        out.append('<').append(tag).append(attributes.isEmpty() ? "" : " ").append(attributes).append(">\n");
    }

    void close(String tag) {
        out.append("</").append(tag).append(">\n");
    }

    void rect(String look, int x, int y, int width, int height, int radius) {
        out.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"%s/>\n".formatted(look, x, y, width,
                height,
                radius == 0 ? "" : " rx=\"" + radius + "\""));
    }

    void line(String look, int x1, int y1, int x2, int y2) {
        path(look, "M%d %dL%d %d".formatted(x1, y1, x2, y2));
    }

    void path(String look, String path) {
        out.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(look, path));
    }

    void circle(String look, int x, int y, int radius) {
        out.append("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n".formatted(look, x, y, radius));
    }

    void text(String look, int x, int y, String text) {
        out.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(look, x, y, escaped(text)));
    }

    void title(String text) {
        out.append("<title>").append(escaped(text)).append("</title>\n");
    }

    /** @return the whole picture */
    static String picture(String title, int width, int height, Svg content) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
                <title>%3$s</title>
                <style>%4$s</style>
                %5$s<rect class="ground" width="%1$d" height="%2$d"/>
                %6$s</svg>
                """.formatted(width, height, escaped(title), Styles.STYLE, Styles.ARROW_HEADS, content.out);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
