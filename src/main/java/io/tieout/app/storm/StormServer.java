package io.tieout.app.storm;

import io.tieout.engine.db.Crash;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.EmbeddedServer;
import java.nio.file.Path;
import java.time.Duration;

/// The PostgreSQL of a storm: migrated once, copied for every world, and restarted under the work.
final class StormServer implements AutoCloseable {
  private static final String TEMPLATE = "storm_template";

  /// For how long after its use the pools take a connection for alive without looking. By default
  /// that is half a second of real time, so that what a cut connection does would depend on how
  /// fast the machine is.
  private static final String ALIVE = "com.zaxxer.hikari.aliveBypassWindowMs";

  private final EmbeddedServer server;
  private int worlds;

  private StormServer(EmbeddedServer server) {
    this.server = server;
  }

  /// @param folder empty, and nobody's after this
  static StormServer start(Path folder) {
    EmbeddedServer server = EmbeddedServer.scratch(folder);
    System.setProperty(ALIVE, String.valueOf(Duration.ofDays(1).toMillis()));
    Database.open(server.emptied(TEMPLATE)).close();
    return new StormServer(server);
  }

  /// A database of its own; the one before is gone.
  DatabaseAddress fresh() {
    server.drop(name(worlds));
    worlds++;
    return server.cloned(TEMPLATE, name(worlds));
  }

  /// Its processes are gone at once, and it comes back.
  void crash() {
    server.crash(Crash.IMMEDIATE_STOP);
  }

  @Override
  public void close() {
    System.clearProperty(ALIVE);
    server.close();
  }

  private static String name(int world) {
    return "storm_" + world;
  }
}
