package io.tieout.engine.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Real PostgreSQL for tests: one server a JVM, migrated once into a template, and a fresh database
/// cloned from it for whoever asks. The server's time zone deliberately differs from the JVM's.
public final class TestDatabase {
  private static final String TEMPLATE = "tieout_template";
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  /// A migrated database of its own; close it after use.
  public static Database fresh() {
    return Database.connect(freshAddress());
  }

  /// The address of a migrated database of its own, for tests that open it themselves.
  public static DatabaseAddress freshAddress() {
    String name = "t" + NEXT.incrementAndGet();
    execute("create database " + name + " template " + TEMPLATE);
    return address(name);
  }

  /// The address of an empty database without a schema.
  public static DatabaseAddress emptyAddress() {
    String name = "e" + NEXT.incrementAndGet();
    execute("create database " + name);
    return address(name);
  }

  private static DatabaseAddress address(String database) {
    return new DatabaseAddress(
        SERVER.getJdbcUrl("postgres", database), Optional.empty(), Optional.empty(), 6);
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("timezone", "America/St_Johns")
              .setServerConfig("max_connections", "200")
              .setServerConfig("fsync", "off")
              .start();
      try (java.sql.Connection c = server.getPostgresDatabase().getConnection();
          java.sql.Statement s = c.createStatement()) {
        s.execute("create database " + TEMPLATE);
      }
      Database.open(
              new DatabaseAddress(
                  server.getJdbcUrl("postgres", TEMPLATE), Optional.empty(), Optional.empty(), 2))
          .close();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String statement) {
    try (java.sql.Connection c = SERVER.getPostgresDatabase().getConnection();
        java.sql.Statement s = c.createStatement()) {
      s.execute(statement);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
