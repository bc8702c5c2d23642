package io.eventcart.insights.ocel;

/**
 * An attribute's value.
 *
 * @param text as the JSON format has it: a number in decimal digits, a time in ISO 8601, {@code true} or {@code false}
 */
record OcelValue(OcelAttribute attribute, String text) {}
