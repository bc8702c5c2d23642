package io.eventcart.platform.sliceapi;

import gg.jte.Content;
import java.util.UUID;

/**
 * Belongs into every form that writes: the hidden fields show that the form comes from a page of this site, and make sending it
 * twice take effect once.
 *
 * @param value base64url, of the browser's cookie
 */
public record FormToken(String value) {
    /** The field with the token. */
    public static final String TOKEN = "_csrf";
    /** The field with the id of the form's operation: {@link Guard#operationId()}. */
    public static final String OPERATION = "operation";

    /** @return hidden fields with a new operation: print it once in each form */
    public Content fields() {
        return fields(UUID.randomUUID().toString());
    }

    /** @return hidden fields with that operation, such as a form that is shown again with its faults */
    public Content fields(String operation) {
        return output -> {
            output.writeContent("<input type=\"hidden\" name=\"" + TOKEN + "\" value=\"");
            output.writeUserContent(value);
            output.writeContent("\"><input type=\"hidden\" name=\"" + OPERATION + "\" value=\"");
            output.writeUserContent(operation);
            output.writeContent("\">");
        };
    }
}
