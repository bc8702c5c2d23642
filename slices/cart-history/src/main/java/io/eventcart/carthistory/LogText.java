package io.eventcart.carthistory;

import io.eventcart.carthistory.CartDiff.Change;
import io.eventcart.carthistory.CartDiff.State;
import io.eventcart.cartsummary.CartView;
import io.eventcart.cartsummary.CartView.ItemLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * A cart's history as text.
 *
 * @param coloured whether to use terminal colours
 */
record LogText(boolean coloured) {
    private static final String INDENT = "    ";

    /** @return one version and its changes, in the style of {@code git log} */
    String version(CartDiff change) {
        var event = change.events().getLast();
        return inColour(Style.fg_yellow, "version " + change.to()) + "\n"
                + "Actor:  " + Objects.requireNonNullElse(event.actor(), "unknown") + "\n"
                + "Date:   " + event.at() + "\n"
                + "Event:  " + String.join(", ", change.events().stream().map(HistoryItem::type).toList())
                + cause(event.command(), event.appVersion()) + "\n\n"
                + lines(change.before() == null ? List.of("created") : changes(change));
    }

    /** @return the event that a bisection found */
    String bisectionResult(Bisection bisection) {
        return "The condition first holds at\n\n" + version(
                CartDiff.between(bisection.before(), bisection.after(), List.of(bisection.event())));
    }

    /** @return the cart at one version */
    String view(CartView view) {
        var lines = new ArrayList<>(view.lines().stream().map(line -> piece(line) + " = " + line.lineTotal()).toList());
        lines.add(view.itemCount() + (view.itemCount() == 1 ? " piece" : " pieces") + ", total " + view.total());
        return "Cart " + view.cartId() + " at " + inColour(Style.fg_yellow, "version " + view.version()) + ", "
                + view.updatedAt() + ": " + view.status() + "\n\n" + lines(lines);
    }

    String diff(CartDiff diff) {
        var lines = new ArrayList<>(changes(diff));
        lines.add("");
        diff.events().forEach(event -> lines.add(inColour(Style.fg_yellow, "version " + event.version()) + "  "
                + event.at() + "  " + event.type() + cause(event.command(), event.appVersion())));
        return "Cart " + diff.cartId() + " from version " + diff.from() + " to " + diff.to() + "\n\n" + lines(lines);
    }

    private static String cause(@Nullable String command, @Nullable String appVersion) {
        return (command == null ? "" : " by " + command) + (appVersion == null ? "" : ", app " + appVersion);
    }

    private List<String> changes(CartDiff diff) {
        var lines = new ArrayList<String>();
        diff.added().forEach(line -> lines.add(inColour(Style.fg_green, "+ " + piece(line))));
        diff.removed().forEach(line -> lines.add(inColour(Style.fg_red, "- " + piece(line))));
        diff.changed().forEach(change -> lines.add(change(change)));
        if (diff.before() != null) {
            lines.addAll(state(diff.before(), diff.after()));
        }
        return lines;
    }

    private String change(Change change) {
        var before = change.before();
        var after = change.after();
        var style = after.quantity() < before.quantity() ? Style.fg_red : Style.fg_green;
        return inColour(style, "~ " + piece(before) + " -> " + (after.name().equals(before.name())
                ? after.quantity() + " at " + after.unitPrice()
                : piece(after)));
    }

    private static List<String> state(State before, State after) {
        var lines = new ArrayList<String>();
        if (before.status() != after.status()) {
            lines.add("status " + before.status() + " -> " + after.status());
        }
        if (!before.total().equals(after.total())) {
            lines.add("total " + before.total() + " -> " + after.total());
        }
        return lines;
    }

    private static String piece(ItemLine line) {
        return line.quantity() + " " + line.name() + " (" + line.productId() + ") at " + line.unitPrice();
    }

    private static String lines(List<String> lines) {
        return String.join("", lines.stream().map(line -> line.isEmpty() ? "\n" : INDENT + line + "\n").toList());
    }

    private String inColour(Style style, String text) {
        return coloured ? style.on() + text + style.off() : text;
    }
}
