/**
 * What people did in another shop -> CreateCart, AddItem, RemoveItem, CheckOut: a translation of outside data into the
 * commands that everyone else sends, so the same rules decide.
 *
 * <p>The format is that of the public data set "eCommerce events history in cosmetics shop" (REES46 Open CDP).
 *
 * <p>An import can be repeated or taken up again after an interruption, and adds nothing twice: ids are derived from the
 * data, and every event bears the {@link io.eventcart.importclickstream.Position} of its line. That holds as long as
 * <ul>
 * <li>the lines of one session come in the order of their times, across files too; a line that is older than what its
 * session's carts hold counts as imported already;
 * <li>the lines of one session and second are in one file, and unchanged since they were first imported;
 * <li>one import runs at a time.
 * </ul>
 */
@NullMarked
package io.eventcart.importclickstream;

import org.jspecify.annotations.NullMarked;
