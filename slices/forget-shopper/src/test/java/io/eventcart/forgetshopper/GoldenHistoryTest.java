package io.eventcart.forgetshopper;

import io.eventcart.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
