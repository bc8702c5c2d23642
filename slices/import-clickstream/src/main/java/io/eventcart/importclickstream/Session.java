package io.eventcart.importclickstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the import is with one session: which cart it is at, and which of its lines are decided. */
final class Session {
    private static final int NO_CART = -1;

    private final String name;

    private int latestCart = NO_CART;
    private boolean cartIsOpen;
    private @Nullable ShopperId owner;
    private Position lastDecided = Position.BEFORE_ALL;

    private Position lastSeen = Position.BEFORE_ALL;
    private int lastSeenInFile;
    private @Nullable Order latestOrder;

    /** @param decidedBefore whether an earlier import has decided it */
    private record Order(Instant at, boolean decidedBefore) {}

    Session(String name) {
        this.name = name;
    }

    /** @param n which of the session's carts, 0 or more */
    static CartId cartId(String session, int n) {
        return new CartId(UUID.nameUUIDFromBytes(("clickstream/cart/" + session + "/" + n).getBytes(UTF_8)));
    }

    static ShopperId shopperId(String user) {
        return new ShopperId(UUID.nameUUIDFromBytes(("clickstream/shopper/" + user).getBytes(UTF_8)));
    }

    /** @return the cart that the next line is about; of a session that has none yet, the first one that it would have */
    CartId cartId() {
        return cartId(name, Math.max(latestCart, 0));
    }

    CartId nextCartId() {
        return cartId(name, latestCart + 1);
    }

    boolean hasOpenCart() {
        return cartIsOpen;
    }

    /** @return who opened the latest cart, whoever the line is by: nobody else may change it; if there is none, the user */
    ShopperId shopperFor(String user) {
        return Objects.requireNonNullElseGet(owner, () -> shopperId(user));
    }

    /** The next cart is there. */
    void opened(ShopperId by) {
        latestCart++;
        owner = by;
        cartIsOpen = true;
    }

    void checkedOut() {
        cartIsOpen = false;
    }

    /**
     * To be called once for every line but a view.
     *
     * @param file counts the files of this import. Each counts its lines anew, so that it does not matter whether two files
     *        are imported by one command or by two.
     */
    Position positionOf(Click click, int file) {
        var follows = file == lastSeenInFile && click.at().equals(lastSeen.at());
        lastSeen = new Position(click.at(), follows ? lastSeen.n() + 1 : 0);
        lastSeenInFile = file;
        return lastSeen;
    }

    boolean hasDecided(Position position) {
        return position.compareTo(lastDecided) <= 0;
    }

    void decided(Position position) {
        if (!hasDecided(position)) {
            lastDecided = position;
        }
    }

    /** @return whether a purchase line at that time belongs to the order that the line before it began */
    boolean isOrdering(Instant at) {
        return latestOrder != null && latestOrder.at().equals(at);
    }

    boolean hasOrderedBefore() {
        return latestOrder != null && latestOrder.decidedBefore();
    }

    void orders(Instant at, boolean decidedBefore) {
        latestOrder = new Order(at, decidedBefore);
    }
}
