package io.eventcart.bench.load;

import java.nio.file.Path;
import java.util.List;

/**
 * Something to measure: a jar and how to start it.
 *
 * @param name as the table shows it
 * @param joined how Java starts it with another jar's beans in it
 * @param switches beside the port and the data directory
 */
record App(String name, Path jar, List<String> joined, List<String> switches) {}
