/** The frame of all pages: layout, navigation, styles and scripts. */
@NullMarked
package io.eventcart.platform.web.pages;

import org.jspecify.annotations.NullMarked;
