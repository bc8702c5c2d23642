package io.eventcart.checkout;

import io.eventcart.platform.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
