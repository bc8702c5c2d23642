package io.eventcart.removeitem;

import io.eventcart.platform.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
