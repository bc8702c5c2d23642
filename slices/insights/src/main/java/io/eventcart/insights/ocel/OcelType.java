package io.eventcart.insights.ocel;

import java.util.List;

/** A type of events or of objects. */
record OcelType(String name, List<OcelAttribute> attributes) {}
