/**
 * Given-When-Then fixtures for readers of events, which Axon 4 has for aggregates only. They use the real serializer, the real
 * upcasters in their order, and a real database.
 *
 * <ul>
 * <li>{@link io.eventcart.platform.testkit.UpcasterFixture}: given stored JSON of an old revision, then this event.
 * <li>{@link io.eventcart.platform.testkit.ProjectionFixture}: given events, then this view.
 * <li>{@link io.eventcart.platform.testkit.GoldenHistory}: every form in which an event was ever stored stays readable, and none
 * changes unnoticed.
 * </ul>
 *
 * <p>Slices depend on it in scope test. It scans the class path: a slice's tests get the events and upcasters of that slice and of
 * the slices that its tests depend on.
 */
@NullMarked
package io.eventcart.platform.testkit;

import org.jspecify.annotations.NullMarked;
