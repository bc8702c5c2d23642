package io.eventcart.insights.ocel;
public final class OcelSqlite {
    private OcelSqlite() {}
    public static void write(java.sql.Connection c, java.nio.file.Path o) {}
}
