package io.eventcart.platform.migration;

import io.eventcart.platform.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
