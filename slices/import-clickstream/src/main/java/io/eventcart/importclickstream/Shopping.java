package io.eventcart.importclickstream;

import io.eventcart.additem.AddItem;
import io.eventcart.checkout.CheckOut;
import io.eventcart.createcart.CreateCart;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.removeitem.RemoveItem;
import io.eventcart.sharedkernel.CartCommand;
import java.util.Map;

/** Translates clicks into commands. The usual rules decide about them. */
final class Shopping {
    private static final String ACTOR = "import";
    private static final int ONE_PIECE = 1;

    private final Commands commands;
    private final ClickSessions sessions;
    private final ImportTally tally;
    private int file;

    Shopping(Commands commands, ClickSessions sessions, ImportTally tally) {
        this.commands = commands;
        this.sessions = sessions;
        this.tally = tally;
    }

    /** The following clicks are from the next file. */
    void beginFile() {
        file++;
    }

    /** @throws io.eventcart.platform.sliceapi.StoreUnavailable if the event store can't be reached; the click may be retried */
    void follow(Click click) {
        if (click.action() == Click.Action.VIEW) {
            tally.view();
            return;
        }
        var session = sessions.named(click.session());
        var position = session.positionOf(click, file);
        if (click.action() == Click.Action.PURCHASE && session.isOrdering(click.at())) {
            if (session.hasOrderedBefore()) {
                tally.alreadyImported();
            } else {
                tally.furtherOrderLine();
            }
            return;
        }
        var decidedBefore = session.hasDecided(position);
        if (click.action() == Click.Action.PURCHASE) {
            session.orders(click.at(), decidedBefore);
        }
        if (decidedBefore) {
            tally.alreadyImported();
        } else {
            decide(click, session, position);
            session.decided(position);
        }
    }

    private void decide(Click click, ClickSession session, Position position) {
        try {
            switch (click.action()) {
                case CART -> add(click, session, position);
                case REMOVE_FROM_CART -> remove(click, session, position);
                case PURCHASE -> checkOut(click, session, position);
                case VIEW -> throw new IllegalArgumentException("a view decides nothing");
            }
        } catch (Rejection rejection) {
            tally.rejected(rejection.details().kind());
        }
    }

    private void add(Click click, ClickSession session, Position position) {
        if (!session.hasOpenCart()) {
            open(click, session);
        }
        send(new AddItem(session.cartId(), session.shopperFor(click.user()), click.productId(),
                "Product " + click.productId(), ONE_PIECE, click.price()), click, position);
        tally.itemAdded();
    }

    /** Without the position: an import that ends right here must process the line again. */
    private void open(Click click, ClickSession session) {
        var shopper = ClickSession.shopperId(click.user());
        commands.send(new CreateCart(session.nextCartId(), shopper, click.price().getCurrencyUnit()), Guard.NONE,
                metaData(click));
        session.opened(shopper);
        tally.cartCreated();
    }

    private void remove(Click click, ClickSession session, Position position) {
        send(new RemoveItem(session.cartId(), session.shopperFor(click.user()), click.productId(), ONE_PIECE), click,
                position);
        tally.itemRemoved();
    }

    private void checkOut(Click click, ClickSession session, Position position) {
        send(new CheckOut(session.cartId(), session.shopperFor(click.user())), click, position);
        session.checkedOut();
        tally.checkout();
    }

    private void send(CartCommand<?> command, Click click, Position position) {
        commands.send(command, Guard.ofOperation(position.toString(), null), metaData(click));
    }

    private static Map<String, String> metaData(Click click) {
        return Map.of(MetaDataKeys.ACTOR, ACTOR, MetaDataKeys.OCCURRED_AT, click.at().toString(),
                MetaDataKeys.CORRELATION_ID, "clickstream/" + click.session());
    }
}
