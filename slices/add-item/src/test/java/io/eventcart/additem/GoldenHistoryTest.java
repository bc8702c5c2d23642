package io.eventcart.additem;

import io.eventcart.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
