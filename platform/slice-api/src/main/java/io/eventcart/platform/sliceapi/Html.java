package io.eventcart.platform.sliceapi;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * HTML made by compiled templates. A slice keeps its templates in {@code src/main/jte}; {@code cart.jte} becomes the class
 * {@code JtecartGenerated} of the slice's package. Templates encode every value that they print.
 */
public final class Html {
    private static final DateTimeFormatter UTC = DateTimeFormatter
            .ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final HtmlInterceptor NONE = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, java.util.Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    private Html() {}

    /** The render method of a compiled template, with its values bound. */
    @FunctionalInterface
    public interface Template {
        void render(HtmlTemplateOutput output, HtmlInterceptor interceptor);
    }

    /** @return a part that other templates may print, such as {@code Html.of((out, none) -> JtecartGenerated.render(out, none, cart))} */
    public static Content of(Template template) {
        return output -> template.render(
                output instanceof HtmlTemplateOutput html ? html : new OwaspHtmlTemplateOutput(output), NONE);
    }

    /** @return the HTML as text */
    public static String text(Content content) {
        var text = new StringOutput();
        content.writeTo(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }

    /** @return an instant, which the page's script shows in the reader's time zone; without the script it is in UTC */
    public static Content time(Instant at) {
        return output -> output
                .writeContent("<time datetime=\"" + at + "\" title=\"" + at + "\">" + UTC.format(at) + "</time>");
    }
}
