/**
 * The types that slices and the platform share: commands, rejections, stored events, a projection's tables, personal data,
 * commands of the command line.
 */
@NullMarked
package io.eventcart.platform.sliceapi;

import org.jspecify.annotations.NullMarked;
