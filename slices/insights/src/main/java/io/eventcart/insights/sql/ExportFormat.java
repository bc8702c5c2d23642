package io.eventcart.insights.sql;
public enum ExportFormat {
    PARQUET, CSV
}
