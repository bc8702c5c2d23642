package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The styles: the usual colours of an event model, with a light and a dark background. */
final class Styles {
    static final String STYLE = """

            text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-size:12px;fill:#1d2433}
            .ground{fill:#fff}.band{fill:#f3f5f8}.rule{stroke:#d3d9e2;fill:none}
            .head{fill:#e4e9f1}.head1{font-size:15px;font-weight:700}.big{font-size:20px;font-weight:700}
            .quiet{fill:#566072;font-size:11px}.link{fill:#2f6cb0;text-decoration:underline}.lane{fill:#566072;font-size:12px;font-weight:700}
            .name{font-size:13px;font-weight:700;fill:#1b2130}.small{font-size:11px;fill:#1b2130}
            .rule1{font-size:12px}.rule0{font-size:13px;font-weight:700}
            .command{fill:#a5cdf6;stroke:#3f7fc1}.event{fill:#ffc07a;stroke:#c9771a}.view{fill:#b3e0a3;stroke:#54943f}
            .error{fill:#f8aaa4;stroke:#c4453b}.screen{fill:#fff;stroke:#7d8798}.automation{fill:#d8d0f3;stroke:#7a6bb8}
            .none{fill:#eceff4;stroke:#9aa4b4}.button{fill:#dfe5ee;stroke:#7d8798}.bar{fill:#d9dfe8}
            .external{stroke-dasharray:5 3}.ghost rect{fill-opacity:.6;stroke-dasharray:3 3}.card{fill:#fbfcfd;stroke:#d3d9e2}
            .arrow{fill:none;stroke-width:2}.a-command{stroke:#3f7fc1}.a-event{stroke:#c9771a}.a-view{stroke:#54943f}.a-screen{stroke:#7d8798}.a-automation{stroke:#7a6bb8}
            .h-command{fill:#3f7fc1}.h-event{fill:#c9771a}.h-view{fill:#54943f}.h-screen{fill:#7d8798}.h-automation{fill:#7a6bb8}
            .hit{fill:#3f7fc1;fill-opacity:0}a:hover .hit,a:focus .hit{fill-opacity:.07}
            @media (prefers-color-scheme:dark){text{fill:#e7ebf2}.ground{fill:#11151c}.band{fill:#191f29}.rule{stroke:#343e4e}.head{fill:#263041}
            .quiet,.lane{fill:#a9b3c3}.link{fill:#8fbdf2}.card{fill:#161b24;stroke:#343e4e}.screen{fill:#e9edf3}.none{fill:#c3cad6}
            .name,.small{fill:#1b2130}.ghost .name,.ghost .small{fill:#fff}.ghost rect{fill-opacity:.35}.hit{fill:#9cc7f5}}
            """;

    private static final List<String> KINDS = List.of("command", "event", "view", "screen", "automation");

    static final String ARROW_HEADS = KINDS.stream()
            .map(kind -> """
                    <marker id="%1$s" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" \
                    markerUnits="userSpaceOnUse" orient="auto"><path class="h-%1$s" d="M0 0L8 4L0 8Z"/></marker>
                    """.formatted(kind))
            .collect(Collectors.joining("", "<defs>\n", "</defs>\n"));

    private Styles() {}

    static String of(Element element) {
        return of(element.type()) + (element.isExternal() ? " external" : "");
    }

    static String of(Element.Type type) {
        return type == Element.Type.READMODEL ? "view" : type.name().toLowerCase(Locale.ROOT);
    }

    static String of(Step.Type type) {
        return switch (type) {
            case SPEC_COMMAND -> "command";
            case SPEC_EVENT -> "event";
            case SPEC_READMODEL -> "view";
            case SPEC_ERROR -> "error";
        };
    }
}
