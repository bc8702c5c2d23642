/** The ready answers: funnel, abandonment, products, what came before a checkout, and a series over time. */
@NullMarked
package io.eventcart.insights.answers;

import org.jspecify.annotations.NullMarked;
