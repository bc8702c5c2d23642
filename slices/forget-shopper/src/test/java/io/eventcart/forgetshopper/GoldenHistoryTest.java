package io.eventcart.forgetshopper;

import io.eventcart.platform.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
