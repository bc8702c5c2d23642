package io.eventcart.platform.sliceapi;

/**
 * A sentence that a page says once, about the outcome of a form.
 *
 * @param about the part of the page that it stands at, such as a product's id or a field's name; empty for the page as a whole
 * @param isRefusal false if the form did what it should
 */
public record Notice(String about, String text, boolean isRefusal) {
    public static Notice done(String about, String text) {
        return new Notice(about, text, false);
    }

    public static Notice refused(String about, String text) {
        return new Notice(about, text, true);
    }

    public static Notice refused(String about, Rejection rejection) {
        return refused(about, rejection.details().message());
    }
}
