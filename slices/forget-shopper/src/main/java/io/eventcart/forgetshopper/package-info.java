/** ForgetShopper -> ShopperDataErased: an operator erases what is personal of a shopper. Answers what is held about one. */
@NullMarked
package io.eventcart.forgetshopper;

import org.jspecify.annotations.NullMarked;
