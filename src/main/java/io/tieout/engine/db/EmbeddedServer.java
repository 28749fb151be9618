package io.tieout.engine.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own, its data in a folder that outlives the process.
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DATABASE = "tieout";
  private final EmbeddedPostgres server;
  private final Path data;

  private EmbeddedServer(EmbeddedPostgres server, Path data) {
    this.server = server;
    this.data = data;
  }

  /// Starts the server on the data folder, making the folder when it is new. A server that was left
  /// running there when its Tieout was killed is stopped first. The caller sees to it that nobody
  /// else uses the folder, and that the server is closed when the process ends: a hook of the
  /// server's own would stop it under the work that still has to end.
  public static EmbeddedServer start(Path dataFolder) {
    return start(dataFolder, "on");
  }

  /// As [#start(Path)], for data that need not outlive the machine: what is committed outlives the
  /// server's death, but not a power failure.
  public static EmbeddedServer scratch(Path dataFolder) {
    return start(dataFolder, "off");
  }

  private static EmbeddedServer start(Path dataFolder, String fsync) {
    Path data = dataFolder.resolve("postgres");
    try {
      Files.createDirectories(data);
      stopLeftOver(data.resolve("postmaster.pid"));
      return new EmbeddedServer(
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(PATIENCE)
              .setServerConfig("max_connections", "100")
              // Both are off in what we build on: what was answered would be lost with the machine.
              .setServerConfig("fsync", fsync)
              .setServerConfig("synchronous_commit", "on")
              .start(),
          data);
    } catch (IOException | IllegalStateException e) {
      throw new DatabaseException(
          "cannot start the embedded PostgreSQL in %s: %s. Give another folder with --data"
              .formatted(dataFolder, e.getMessage()),
          e);
    }
  }

  /// The database that persists, made when it is not there yet.
  public DatabaseAddress persistent() {
    run(DATABASE, "select 1", List.of("create database " + DATABASE));
    return address(DATABASE);
  }

  /// A database without anything in it; what was in one of that name is gone.
  public DatabaseAddress emptied(String name) {
    drop(name);
    execute("create database " + named(name));
    return address(name);
  }

  /// Has the server die at once, and come back on the same port: when this returns, it answers.
  public void crash(Crash how) {
    how.happen(data);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new DatabaseException("PostgreSQL did not come back in " + data, null);
      }
    }
  }

  private boolean answers() {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      LOG.trace("not yet", e);
      return false;
    }
  }

  private static String named(String name) {
    if (!name.matches("[a-z_][a-z_0-9]{0,29}")) {
      throw new IllegalArgumentException("database name '" + name + "': use letters, digits and _");
    }
    return name;
  }

  /// A copy of a database that nobody is connected to.
  public DatabaseAddress cloned(String template, String name) {
    execute("create database %s template %s".formatted(named(name), named(template)));
    return address(name);
  }

  public void drop(String name) {
    execute("drop database if exists " + named(name) + " with (force)");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new DatabaseException("cannot stop the embedded PostgreSQL: " + e.getMessage(), e);
    }
  }

  private DatabaseAddress address(String database) {
    return new DatabaseAddress(
        server.getJdbcUrl("postgres", database),
        Optional.empty(),
        Optional.empty(),
        DatabaseAddress.DEFAULT_POOL_SIZE);
  }

  private void run(String database, String probe, List<String> otherwise) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(probe);
    } catch (SQLException e) {
      LOG.debug("database {} is not there yet", database, e);
      otherwise.forEach(this::execute);
    }
  }

  private void execute(String command) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new DatabaseException("the embedded PostgreSQL refused: " + e.getMessage(), e);
    }
  }

  /// The first line of the file is the process id of the server that runs on the folder.
  private static void stopLeftOver(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    Optional<ProcessHandle> left =
        ProcessHandle.of(pid)
            .filter(p -> p.info().command().filter(c -> c.contains("postgres")).isPresent());
    if (left.isEmpty()) {
      return;
    }
    LOG.warn("a PostgreSQL (process {}) was left running on the folder; stopping it", pid);
    left.get().destroy();
    try {
      left.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException("process " + pid + " does not stop", e);
    }
  }
}
