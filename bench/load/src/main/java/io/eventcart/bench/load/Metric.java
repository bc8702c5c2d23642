package io.eventcart.bench.load;

/** What is measured, in the order in which the table shows it. */
enum Metric {
    /** Over HTTP, one writer. */
    HTTP_1("add-item over HTTP, 1 connection", "per second", 0),
    /** Latency of it. */
    HTTP_1_P50("p50", "ms", 2),
    /** Latency of it. */
    HTTP_1_P99("p99", "ms", 2),
    /** Over HTTP, many writers. */
    HTTP_16("add-item over HTTP, 16 connections", "per second", 0),
    /** Latency of it. */
    HTTP_16_P50("p50 with 16 connections", "ms", 2),
    /** Latency of it. */
    HTTP_16_P99("p99 with 16 connections", "ms", 2),
    /** Without HTTP, one writer. */
    IN_PROCESS_1("AddItem in process, 1 thread", "per second", 0),
    /** Without HTTP, many writers. */
    IN_PROCESS_16("AddItem in process, 16 threads", "per second", 0),
    /** From acknowledged to shown. */
    LAG_P50("a write is seen, p50, with 16 writers", "ms", 1),
    /** From acknowledged to shown. */
    LAG_P99("a write is seen, p99", "ms", 1),
    /** From acknowledged to shown. */
    LAG_MAX("a write is seen, at the latest", "ms", 1),
    /** From the last writer's end. */
    CATCH_UP("all is seen after the writers stop", "ms", 1),
    /** What a cold cart is to be compared with. */
    WARM_ADD("add to a cart in use", "ms", 2),
    /** Nothing of the cart in any cache. */
    COLD_10("first add after a restart, cart of 10 changes", "ms", 2),
    /** Nothing of the cart in any cache. */
    COLD_100("first add, cart of 100 changes", "ms", 2),
    /** Nothing of the cart in any cache. */
    COLD_2000("first add, cart of 2,000 changes", "ms", 2),
    /** From the process's start. */
    START_EMPTY("start to first answer, empty data directory", "s", 1),
    /** From the process's start. */
    START_FULL("start to first answer, with that data", "s", 1),
    /** Anything above 0 makes the rest doubtful. */
    FAILED("writes not acknowledged", "of all", 0);

    private final String label;
    private final String unit;
    private final int decimals;

    Metric(String label, String unit, int decimals) {
        this.label = label;
        this.unit = unit;
        this.decimals = decimals;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    int decimals() {
        return decimals;
    }
}
