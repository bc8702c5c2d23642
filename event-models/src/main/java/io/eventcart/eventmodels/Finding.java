package io.eventcart.eventmodels;

/**
 * Something wrong with the model.
 *
 * @param file which one, such as {@code add-item.json}
 * @param element what in it, such as {@code ItemAdded.quantity}
 * @param fault what is wrong with that, a sentence without its subject
 * @param remedy what to do about it, a sentence
 */
public record Finding(String file, String element, String fault, String remedy) {
    @Override
    public String toString() {
        return file + ": " + element + " " + fault + ". " + remedy + ".";
    }
}
