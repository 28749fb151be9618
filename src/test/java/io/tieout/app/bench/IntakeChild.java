package io.tieout.app.bench;

import io.tieout.door.web.Route;
import io.tieout.door.web.WebDoor;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.inbox.Inbox;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A web door with the intake of production behind it, in a process of its own that is killed.
final class IntakeChild {
  private IntakeChild() {}

  /// Expects the database's address; prints its own.
  public static void main(String[] args) throws InterruptedException {
    Database database =
        Database.open(new DatabaseAddress(args[0], Optional.empty(), Optional.empty(), 4));
    InstantSource clock = InstantSource.system();
    Route route = IntakeBench.route(new Inbox(database, clock), clock);
    System.out.println(WebDoor.open("127.0.0.1", 0, List.of(route)).base());
    Thread.currentThread().join();
  }
}
