package io.eventcart.eventmodels;

import java.util.List;
import java.util.Optional;

/** Facts without a field in the format, as tags {@code KEY:VALUE}. */
public final class Tags {
    /** On an event: its stored name. */
    public static final String STORED_AS = "stored-as";
    /** On an event: the revision of its stored form. */
    public static final String REVISION = "revision";
    /** On an event, a command or a view: a field with personal data. */
    public static final String PERSONAL = "personal";
    /** On an automation: the outside format that it translates. */
    public static final String TRANSLATES = "translates";
    /** On an error: the last part of its problem type. */
    public static final String PROBLEM = "problem";
    /** On a step: how often it happens. {@code {n}} in its examples counts from 1. */
    public static final String REPEAT = "repeat";
    /** On a sent command: the version that its sender expects. */
    public static final String IF_MATCH = "if-match";
    /** On events and on a command: their operation id. */
    public static final String OPERATION = "operation";

    /** On a command: it is sent over HTTP unchecked. A tag without a value. */
    public static final String HTTP = "http";
    /** On a view without an endpoint: the query that it answers. */
    public static final String QUERY = "query";
    /** On a query of a view: its sender, {@code operator}; a shopper by default. */
    public static final String AS = "as";
    /** On a screen: its user. */
    public static final String ACTOR = "actor";

    private Tags() {}

    public static List<String> values(List<String> tags, String key) {
        return tags.stream().filter(tag -> tag.startsWith(key + ":"))
                .map(tag -> tag.substring(key.length() + 1).strip())
                .toList();
    }

    public static Optional<String> value(List<String> tags, String key) {
        return values(tags, key).stream().findFirst();
    }
}
