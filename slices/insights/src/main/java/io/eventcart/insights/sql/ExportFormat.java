package io.eventcart.insights.sql;

/** The format of an exported file. */
public enum ExportFormat {
    PARQUET,
    /**
     * RFC 4180 with a header, except that lines end with a line feed. Instants as in JSON, with six digits after the second; a text that a
     * spreadsheet would take for a formula begins with an apostrophe.
     */
    CSV
}
