/**
 * Clicks of another shop -> CreateCart, AddItem, RemoveItem, CheckOut: translates outside data into the usual commands, so the
 * usual rules decide.
 *
 * <p>The format is that of the public data set "eCommerce events history in cosmetics shop" (REES46 Open CDP).
 *
 * <p>An import can be repeated or resumed, and adds nothing twice: ids are derived from the data, and every event has the {@link
 * io.eventcart.importclickstream.Position} of its line. This requires that
 * <ul>
 * <li>the lines of one session are in time order, also across files; a line older than the latest event of its session counts as
 * already imported;
 * <li>the lines of one session and second are in one file, and unchanged since they were first imported;
 * <li>one import runs at a time.
 * </ul>
 */
@NullMarked
package io.eventcart.importclickstream;

import org.jspecify.annotations.NullMarked;
