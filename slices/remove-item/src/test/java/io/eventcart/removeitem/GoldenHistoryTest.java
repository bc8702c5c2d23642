package io.eventcart.removeitem;

import io.eventcart.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
