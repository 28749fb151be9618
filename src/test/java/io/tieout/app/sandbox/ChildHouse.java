package io.tieout.app.sandbox;

import io.tieout.app.house.House;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.effect.Mark;
import io.tieout.engine.effect.Marks;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.party.Directory;
import io.tieout.sandbox.world.SandboxClock;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// A house in a process of its own, which lives until it is killed or reaches the place where it is
/// to die.
final class ChildHouse {
  /// How a process ends that died where it was told to.
  static final int DIED_AT_MARK = 77;

  private static final int CONNECTIONS = 6;

  private ChildHouse() {}

  /// What a child is told by a file.
  ///
  /// @param info of the stand-ins, as [Vendors#info] tells
  /// @param ahead how far the stand-ins' clock is ahead of real time
  /// @param patience between two looks for a write whose answer was lost
  /// @param addressFile where the child writes the address of its web door once it serves
  record Orders(
      Json.Obj info,
      Directory people,
      String jdbcUrl,
      String keyFolder,
      String name,
      Duration ahead,
      Duration patience,
      Optional<Death> death,
      String addressFile) {}

  /// Where to die.
  record Death(Mark mark, String step) {}

  /// Expects the file of its orders.
  public static void main(String[] args) throws IOException, InterruptedException {
    Orders orders = Records.read(Json.parse(Files.readString(Path.of(args[0]))), Orders.class);
    SandboxClock clock = new SandboxClock(InstantSource.system());
    clock.advance(orders.ahead());
    Database database =
        Database.open(
            new DatabaseAddress(orders.jdbcUrl(), Optional.empty(), Optional.empty(), CONNECTIONS));
    House house =
        House.open(
            SandboxConfig.of(orders.info(), orders.people()),
            House.Ground.of(
                    database,
                    VaultKey.fromFile(Path.of(orders.keyFolder())),
                    clock,
                    new SecureRandom(),
                    orders.name())
                .withPatience(orders.patience())
                .withMarks(orders.death().map(ChildHouse::dying).orElse(Marks.NONE)));
    tell(house, Path.of(orders.addressFile()));
    Thread.currentThread().join();
  }

  /// Halts as `kill -9` does: no hook runs, nothing is closed, no transaction ends.
  private static Marks dying(Death death) {
    return (mark, step) -> {
      if (mark == death.mark() && step.equals(death.step())) {
        Runtime.getRuntime().halt(DIED_AT_MARK);
      }
    };
  }

  private static void tell(House house, Path file) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(whole, house.base().toString());
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
