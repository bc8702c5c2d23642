package io.eventcart.cartsummary;

import io.eventcart.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
