package io.eventcart.bench.load;

import java.nio.file.Path;
import java.util.List;

/**
 * Something to measure: a jar and how to start it.
 *
 * @param name as the table shows it
 * @param mainClass to start it by with another jar on its class path
 * @param switches beside the port and the data directory
 */
record App(String name, Path jar, String mainClass, List<String> switches) {}
