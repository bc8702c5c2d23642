package io.eventcart.app.moving;

import io.eventcart.testkit.GoldenHistory;

final class GoldenHistoryTest extends GoldenHistory {}
