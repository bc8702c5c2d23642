package io.eventcart.cartsummary;

import io.eventcart.platform.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
