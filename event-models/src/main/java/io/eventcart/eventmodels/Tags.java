package io.eventcart.eventmodels;

import java.util.List;
import java.util.Optional;

/** What the format has no field for: {@code KEY:VALUE} among the tags. */
public final class Tags {
    /** On an event: its name in the store. */
    public static final String STORED_AS = "stored-as";
    /** On an event: the version of its shape. */
    public static final String REVISION = "revision";
    /** On an event, a command or a view: a field with personal data. */
    public static final String PERSONAL = "personal";
    /** On an automation: what outside format it translates. */
    public static final String TRANSLATES = "translates";
    /** On an error: the last part of its problem type. */
    public static final String PROBLEM = "problem";
    /** On a step: it happens so many times, with {@code {n}} in its examples counting from 1. */
    public static final String REPEAT = "repeat";
    /** On a command that is sent: the version that its sender expects. */
    public static final String IF_MATCH = "if-match";
    /** On events and on a command: the sender's intent that they come from. */
    public static final String OPERATION = "operation";

    /** On a command: it is sent over HTTP, as it is. A whole tag, without a value. */
    public static final String HTTP = "http";
    /** On a view that has no address: the query that it answers. */
    public static final String QUERY = "query";
    /** On a screen: who sees it. */
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
