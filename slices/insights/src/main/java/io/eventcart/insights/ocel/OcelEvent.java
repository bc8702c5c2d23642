package io.eventcart.insights.ocel;

import java.util.List;
import java.util.Set;

/**
 * An event of a log.
 *
 * @param time see {@link OcelTime}
 */
record OcelEvent(String id, String type, String time, List<OcelValue> values, Set<OcelRelation> relations) {}
