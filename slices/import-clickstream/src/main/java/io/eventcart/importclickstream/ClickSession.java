package io.eventcart.importclickstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The import's progress in one session: the current cart, and the lines already decided. */
final class ClickSession {
    private static final int NO_CART = -1;

    private final String name;

    private int latestCart = NO_CART;
    private boolean cartIsOpen;
    private @Nullable ShopperId owner;
    private Position lastDecided = Position.BEFORE_ALL;

    private Position lastSeen = Position.BEFORE_ALL;
    private int lastSeenInFile;
    private @Nullable CurrentOrder currentOrder;

    /** @param decidedBefore whether an earlier import has decided the order */
    private record CurrentOrder(Instant at, boolean decidedBefore) {}

    ClickSession(String name) {
        this.name = name;
    }

    /** @param n the index of the cart in the session, from 0 */
    static CartId cartId(String session, int n) {
        return new CartId(UUID.nameUUIDFromBytes(("clickstream/cart/" + session + "/" + n).getBytes(UTF_8)));
    }

    static ShopperId shopperId(String user) {
        return new ShopperId(UUID.nameUUIDFromBytes(("clickstream/shopper/" + user).getBytes(UTF_8)));
    }

    /** @return the cart of the next line; for a session without a cart, the id of its first one */
    CartId cartId() {
        return cartId(name, Math.max(latestCart, 0));
    }

    CartId nextCartId() {
        return cartId(name, latestCart + 1);
    }

    boolean hasOpenCart() {
        return cartIsOpen;
    }

    /** @return the owner of the latest cart, since only the owner may change it; without a cart, the user of the line */
    ShopperId shopperFor(String user) {
        return Objects.requireNonNullElseGet(owner, () -> shopperId(user));
    }

    /** The next cart was created. */
    void opened(ShopperId by) {
        latestCart++;
        owner = by;
        cartIsOpen = true;
    }

    void checkedOut() {
        cartIsOpen = false;
    }

    /**
     * Called once for every line that is no view.
     *
     * @param file the number of the file in this import. Counting restarts with each file, so that importing two files with one
     *     command or with two gives the same positions
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

    /** @return whether a purchase line at that time belongs to the current order */
    boolean isOrdering(Instant at) {
        return currentOrder != null && currentOrder.at().equals(at);
    }

    boolean hasOrderedBefore() {
        return currentOrder != null && currentOrder.decidedBefore();
    }

    void orders(Instant at, boolean decidedBefore) {
        currentOrder = new CurrentOrder(at, decidedBefore);
    }
}
