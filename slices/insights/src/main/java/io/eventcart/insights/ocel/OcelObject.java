package io.eventcart.insights.ocel;

import java.util.List;

/**
 * An object of a log, and what became of it.
 *
 * @param id unique over all types
 * @param firstSeen the time of the first event that names it; see {@link OcelTime}
 * @param changes in their order; the first of an attribute is its first value
 */
record OcelObject(String id, String type, String firstSeen, List<Change> changes, List<OcelRelation> relations) {
    /** From that time on the attribute has that value. */
    record Change(OcelValue value, String time) {}
}
