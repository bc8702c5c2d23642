/**
 * The types that every slice uses: ids, money, the cart's state, its events, its rejections.
 *
 * <p>The kernel depends on no slice. One aggregate, {@link io.eventcart.sharedkernel.CartAggregate}, folds any
 * {@link io.eventcart.sharedkernel.CartEvent}; {@link io.eventcart.sharedkernel.Carts} runs a slice's decision on it.
 */
@NullMarked
package io.eventcart.sharedkernel;

import org.jspecify.annotations.NullMarked;
