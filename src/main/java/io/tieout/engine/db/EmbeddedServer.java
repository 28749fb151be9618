package io.tieout.engine.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A PostgreSQL server of our own, its data in a folder that outlives the process.
public final class EmbeddedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final EmbeddedPostgres server;

  private EmbeddedServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /// Starts the server on the data folder, making the folder when it is new.
  public static EmbeddedServer start(Path dataFolder) {
    try {
      Files.createDirectories(dataFolder);
      return new EmbeddedServer(
          EmbeddedPostgres.builder()
              .setDataDirectory(dataFolder.resolve("postgres"))
              .setCleanDataDirectory(false)
              .setPGStartupWait(PATIENCE)
              .setServerConfig("max_connections", "100")
              .start());
    } catch (IOException | IllegalStateException e) {
      throw new DatabaseException(
          "cannot start the embedded PostgreSQL in %s: %s. Another Tieout may be using the folder; stop it or choose another with --data"
              .formatted(dataFolder, e.getMessage()),
          e);
    }
  }

  public DatabaseAddress address() {
    return new DatabaseAddress(
        server.getJdbcUrl("postgres", "postgres"),
        Optional.empty(),
        Optional.empty(),
        DatabaseAddress.DEFAULT_POOL_SIZE);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new DatabaseException("cannot stop the embedded PostgreSQL: " + e.getMessage(), e);
    }
  }
}
