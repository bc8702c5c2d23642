package io.eventcart.insights.ocel;

/** What an event or an object has to do with an object. */
record OcelRelation(String objectId, String qualifier) {}
