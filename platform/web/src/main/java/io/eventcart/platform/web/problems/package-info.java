/** Answers every error with a problem document that has a remedy and the request's id. */
@NullMarked
package io.eventcart.platform.web.problems;

import org.jspecify.annotations.NullMarked;
