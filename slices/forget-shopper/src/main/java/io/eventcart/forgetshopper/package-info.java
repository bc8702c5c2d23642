/** ForgetShopper -> ShopperDataErased: an operator erases a shopper's personal data. View: all data about a shopper. */
@NullMarked
package io.eventcart.forgetshopper;

import org.jspecify.annotations.NullMarked;
