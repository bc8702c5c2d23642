package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An element as a sticky note, or a screen as a sketch. */
final class ElementBox {
    static final int WIDTH = 172;
    private static final int PADDING = 10;
    private static final int NAME_LINE = 16;
    private static final int SMALL_LINE = 14;
    private static final int BAR = 20;

    private final Element element;
    private final List<String> name;
    private final List<String> details;

    /** @param withFields whether to list the fields */
    ElementBox(Element element, boolean withFields) {
        this.element = element;
        this.name = TextLayout.wrap(element.title(), 13, WIDTH - 2 * PADDING);
        this.details = isScreen() ? sketch(element) : withFields ? fields(element) : List.of();
    }

    private boolean isScreen() {
        return element.type() == Element.Type.SCREEN;
    }

    private static List<String> sketch(Element screen) {
        var prototype = screen.prototype();
        return prototype == null
                ? List.of()
                : StreamSupport.stream(prototype.path("sketch").spliterator(), false)
                        .map(line -> line.asString("")).toList();
    }

    private static List<String> fields(Element element) {
        var personal = element.personal();
        return element.fields().stream().map(field -> field.name() + ": " + type(field)
                + (personal.contains(field.name()) ? ", personal" : "")).toList();
    }

    private static String type(Field field) {
        return (field.isList() ? "List of " : "") + field.javaType() + (field.optional() ? "?" : "");
    }

    int height() {
        return isScreen()
                ? BAR + 8 + details.size() * (SMALL_LINE + 4) + 4
                : Math.max(52, 2 * PADDING + name.size() * NAME_LINE + (details.isEmpty() ? 0 : 4)
                        + details.size() * SMALL_LINE);
    }

    void draw(Svg svg, int x, int y) {
        svg.rect(Styles.of(element), x, y, WIDTH, height(), isScreen() ? 6 : 3);
        if (isScreen()) {
            drawScreen(svg, x, y);
        } else {
            drawNote(svg, x, y);
        }
    }

    private void drawNote(Svg svg, int x, int y) {
        var text = name.size() * NAME_LINE + (details.isEmpty() ? 0 : 4) + details.size() * SMALL_LINE;
        var line = y + (height() - text) / 2 + 12;
        for (var part : name) {
            svg.text("name", x + PADDING, line, part);
            line += NAME_LINE;
        }
        line += details.isEmpty() ? 0 : 2;
        for (var detail : details) {
            svg.text("small", x + PADDING, line, TextLayout.cut(detail, 11, WIDTH - 2 * PADDING));
            line += SMALL_LINE;
        }
    }

    private void drawScreen(Svg svg, int x, int y) {
        svg.rect("bar", x + 1, y + 1, WIDTH - 2, BAR - 1, 5);
        svg.text("name", x + PADDING, y + 15, TextLayout.cut(element.title(), 13, WIDTH - 2 * PADDING));
        var top = y + BAR + 6;
        for (var line : details) {
            drawSketched(svg, x + PADDING, top, line);
            top += SMALL_LINE + 4;
        }
    }

    /** {@code [Buy]} is a button, {@code (2)} an input field, everything else is text. */
    private static void drawSketched(Svg svg, int x, int top, String line) {
        if (!line.startsWith("[") && !line.startsWith("(")) {
            svg.text("small", x, top + 12, TextLayout.cut(line, 11, WIDTH - 2 * PADDING));
            return;
        }
        var left = x;
        for (var part : (Iterable<String>) Stream.of(line.split("(?<=[])])\\s*", -1))
                .filter(it -> !it.isBlank())::iterator) {
            var label = part.substring(1, part.length() - 1);
            var width = TextLayout.width(label, 11) + 14;
            svg.rect(part.startsWith("[") ? "button" : "screen", left, top, width, SMALL_LINE + 2, 4);
            svg.text("small", left + 7, top + 12, label);
            left += width + 6;
        }
    }
}
