/**
 * What Axon 4 has for aggregates only, for what reads events: Given-When-Then on the real serializer, the real upcasters in their
 * real order, and a real database.
 *
 * <ul>
 * <li>{@link io.eventcart.platform.testkit.UpcasterFixture}: given stored JSON of an old revision, then this event.
 * <li>{@link io.eventcart.platform.testkit.ProjectionFixture}: given events, then this view.
 * <li>{@link io.eventcart.platform.testkit.GoldenHistory}: every form that an event was ever stored in is still read, and none changes
 * unnoticed.
 * </ul>
 *
 * <p>Slices have it in scope test. It looks at the class path: a slice's tests see the events and upcasters of that slice and of the
 * slices that its tests depend on.
 */
@NullMarked
package io.eventcart.platform.testkit;

import org.jspecify.annotations.NullMarked;
