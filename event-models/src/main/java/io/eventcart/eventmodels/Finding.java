package io.eventcart.eventmodels;

/**
 * A fault in a model.
 *
 * @param file the model's file, such as {@code add-item.json}
 * @param element the faulty element, such as {@code ItemAdded.quantity}
 * @param fault the fault, a sentence without its subject
 * @param remedy the remedy, a sentence
 */
public record Finding(String file, String element, String fault, String remedy) {
    @Override
    public String toString() {
        return file + ": " + element + " " + fault + ". " + remedy + ".";
    }
}
