package io.eventcart.insights.ocel;

/** An attribute that the events or objects of a type may have. */
record OcelAttribute(String name, OcelValueType type) {}
